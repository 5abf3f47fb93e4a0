"""The functions' descriptions as a training signal: where the decoder picks a function, its state should tell that description from others.

Octopus v2 lets the language model write the description after the call, in training only. A decoder over a closed vocabulary cannot write;
here its state is held against the descriptions' sentence vectors instead. Nothing of it is exported.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .catalogue import Catalogue
from .model import Encoder, ModelShape
from .tokenizer import wordpiece
from .tokens import END

SHARPNESS = 16.0  # what cosines are multiplied by before the softmax


class Descriptions(nn.Module):
    """Holds a sentence vector for each function, (functions, encoder_width), and the projection onto their space that is learned."""

    def __init__(self, vectors: Tensor, shape: ModelShape):
        super().__init__()
        self.register_buffer("vectors", vectors)
        self.project = nn.Linear(shape.decoder_width, shape.encoder_width)

    def loss(self, states: Tensor, targets: Tensor) -> Tensor:
        """Cross-entropy of the right description, over the places where a function is picked; zero where none is.

        `states` (N, decoder_width), `targets` (N) token ids.
        """
        functions = targets - END - 1
        picked = (functions >= 0) & (functions < len(self.vectors))
        if not picked.any():
            return states.new_zeros(())
        found = F.normalize(self.project(states[picked]), dim=-1)
        return F.cross_entropy(SHARPNESS * (found @ self.vectors.T).float(), functions[picked])


@torch.no_grad()
def describe(catalogue: Catalogue, encoder: Encoder, vocabulary: list[str]) -> Tensor:
    """Unit vectors (functions, encoder_width) of name and description by the pretrained encoder, less what all have in common."""
    tokenizer, training = wordpiece(vocabulary), encoder.training
    encoder.eval()
    room = len(encoder.positions.weight)
    texts = [f"{function.name.replace('_', ' ')}: {function.about}" for function in catalogue.functions]
    entered = [torch.tensor([tokenizer.encode(text).ids[:room]]) for text in texts]
    vectors = torch.cat([encoder(ids, torch.zeros_like(ids), None).mean(1) for ids in entered])
    encoder.train(training)
    return F.normalize(vectors - vectors.mean(0), dim=-1)
