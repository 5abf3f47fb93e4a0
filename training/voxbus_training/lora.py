"""Low-rank adaptation (LoRA, arXiv 2106.09685): the pretrained weights stay, a product of two thin matrices is trained beside each."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

ALPHA_OF_RANK = 2  # Octopus v2: rank 16, alpha 32


class LowRank(nn.Module):
    """A linear layer whose weight is frozen, plus a trained update of the given rank: (…, in) to (…, out)."""

    def __init__(self, linear: nn.Linear, rank: int):
        super().__init__()
        self.frozen = linear
        for parameter in linear.parameters():
            parameter.requires_grad = False
        self.down = nn.Parameter(torch.randn(rank, linear.in_features) * linear.in_features**-0.5)
        self.up = nn.Parameter(torch.zeros(linear.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        return self.frozen(x) + ALPHA_OF_RANK * F.linear(F.linear(x, self.down), self.up)


def adapt(encoder: nn.Module, rank: int) -> None:
    """Put a low-rank update beside every linear layer, and freeze all else, norms and embeddings included."""
    for parameter in encoder.parameters():
        parameter.requires_grad = False
    linears = [(name, module) for name, module in encoder.named_modules() if isinstance(module, nn.Linear)]
    for name, linear in linears:
        parent, _, last = name.rpartition(".")
        setattr(encoder.get_submodule(parent), last, LowRank(linear, rank))


@torch.no_grad()
def merge(encoder: nn.Module) -> None:
    """Add each update to the weight beside it, so that the model has its plain shape again."""
    adapted = [(name, module) for name, module in encoder.named_modules() if isinstance(module, LowRank)]
    for name, module in adapted:
        module.frozen.weight += ALPHA_OF_RANK * (module.up @ module.down)
        parent, _, last = name.rpartition(".")
        setattr(encoder.get_submodule(parent), last, module.frozen)
