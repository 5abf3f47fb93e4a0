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
class Choice:
    """One emitted token among those that the grammar allowed: its probability, and the runner-up (-1 and 0 where there was none)."""

    token: int
    probability: float
    second: int
    second_probability: float


@dataclass(frozen=True)
class Resolution:
    """What was made of an utterance; `choices` has one entry for each emitted token, `ended` is false where they come to no end."""

    calls: list[Call]
    choices: list[Choice]
    ended: bool = True

    @property
    def tokens(self) -> list[int]:
        return [choice.token for choice in self.choices]

    @property
    def confidence(self) -> float:
        """The product of the emitted tokens' probabilities, 0 to 1; 0 where they come to no end."""
        return self.ended * math.prod(choice.probability for choice in self.choices)

    @property
    def closest(self) -> int | None:
        """The place of the choice that was closest to its runner-up, the earliest of equal ones; None where there never was another."""
        open_places = [i for i, choice in enumerate(self.choices) if choice.second >= 0]
        return min(open_places, key=lambda i: self.choices[i].probability - self.choices[i].second_probability, default=None)


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
        return self._read(utterance, [])

    def instead(self, utterance: Utterance, first: Resolution) -> Resolution | None:
        """The reading with the runner-up at the first reading's closest place; None where there is none, or it comes to the same calls."""
        place = first.closest
        if place is None:
            return None
        other = self._read(utterance, [*first.tokens[:place], first.choices[place].second])
        return other if other.calls != first.calls else None

    def _read(self, utterance: Utterance, forced: list[int]) -> Resolution:
        """Greedy decoding that begins with the tokens `forced`."""
        entered = self.encoder.encode(utterance)
        return self._decode(self.runner.begin(*entered), forced) if entered else Resolution([], [], False)

    def _decode(self, step: Step, forced: list[int]) -> Resolution:
        state, token, choices = State(), START, []
        while not state.ended and len(choices) < self.maximum_steps:
            following = self.grammar.transitions(state)
            logits = step(token).astype(np.float64) / self.temperature
            choice = _choose(logits, sorted(following), forced[len(choices)] if len(choices) < len(forced) else None)
            token = choice.token
            state = following[token]
            choices.append(choice)
        calls = self.grammar.decode([choice.token for choice in choices]) if state.ended else []
        return Resolution(without_repeats(calls), choices, state.ended)


def without_repeats(calls: list[Call]) -> list[Call]:
    """The calls without those that stand there already: to do the same twice in one breath is to do it once."""
    return [call for i, call in enumerate(calls) if call not in calls[:i]]


def _choose(logits: np.ndarray, allowed: list[int], forced: int | None) -> Choice:
    """The best of the allowed tokens, or the forced one, and the runner-up. logits: (V,), of all tokens."""
    scores = logits[allowed]
    probabilities = np.exp(scores - scores.max())
    probabilities /= probabilities.sum()
    order = np.argsort(-scores, kind="stable")
    first = int(order[0]) if forced is None else allowed.index(forced)
    second = next((int(i) for i in order[:2] if i != first), None)
    if second is None:
        return Choice(allowed[first], float(probabilities[first]), -1, 0.0)
    return Choice(allowed[first], float(probabilities[first]), allowed[second], float(probabilities[second]))


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
