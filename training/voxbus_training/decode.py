"""Greedy decoding under the grammar: from an utterance to calls, step by step, as the Java service does it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from .model import CommandModel
from .tokenizer import InputEncoder
from .tokens import START, Call, Grammar, State
from .utterances import Utterance

Step = Callable[[int], np.ndarray]  # the token emitted last, to the logits of the next


class Runner(Protocol):
    """Something that can run the model: PyTorch, or an exported bundle."""

    def begin(self, input_ids: list[int], segment_ids: list[int]) -> Step:
        """Read the utterance; the returned function decodes it."""
        ...


@dataclass(frozen=True)
class Resolution:
    """`log_probability` is the sum over the emitted tokens, each among those that the grammar allowed."""

    calls: list[Call]
    tokens: list[int]
    log_probability: float

    @property
    def confidence(self) -> float:
        """The product of the emitted tokens' probabilities, 0 to 1."""
        return math.exp(self.log_probability)


@dataclass(frozen=True)
class Resolver:
    """Resolves utterances with one model. `maximum_steps` bounds the tokens; `temperature` divides the logits for the confidence."""

    runner: Runner
    encoder: InputEncoder
    grammar: Grammar
    maximum_steps: int
    temperature: float = 1.0

    def resolve(self, utterance: Utterance) -> Resolution:
        """The calls of an utterance; none for a text that is too long or a sequence that does not end."""
        entered = self.encoder.encode(utterance)
        return self._decode(self.runner.begin(*entered)) if entered else Resolution([], [], 0.0)

    def _decode(self, step: Step) -> Resolution:
        state, token, emitted, total = State(), START, [], 0.0
        while not state.ended and len(emitted) < self.maximum_steps:
            following = self.grammar.transitions(state)
            allowed = np.fromiter(following, dtype=np.int64)
            logits = step(token)[allowed] / self.temperature
            best = int(logits.argmax())
            total += float(logits[best]) - _log_sum(logits)
            token = int(allowed[best])
            state = following[token]
            emitted.append(token)
        return Resolution(self.grammar.decode(emitted) if state.ended else [], emitted, total)


def _log_sum(logits: np.ndarray) -> float:
    top = float(logits.max())
    return top + math.log(float(np.exp(logits - top).sum()))


class TorchRunner:
    """Runs the trained model in fp32, with a key/value cache."""

    def __init__(self, model: CommandModel):
        self.model = model.eval()

    def begin(self, input_ids: list[int], segment_ids: list[int]) -> Step:
        shape, decoder = self.model.shape, self.model.decoder
        with torch.no_grad():
            encoded = self.model.encoder(torch.tensor([input_ids]), torch.tensor([segment_ids]), None)
            memories = [layer.memory(encoded) for layer in decoder.layers]
        nothing = torch.zeros(1, shape.decoder_heads, 0, shape.head_width)
        pasts = [(nothing, nothing)] * shape.decoder_layers

        @torch.no_grad()
        def step(token: int) -> np.ndarray:
            nonlocal pasts
            position = torch.tensor([pasts[0][0].shape[2]])
            logits, pasts = decoder(torch.tensor([[token]]), position, pasts, memories, None, None)
            return logits[0, 0].numpy()

        return step
