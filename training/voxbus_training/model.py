"""The command model: a pretrained MiniLM encoder reads the utterance once, a shallow decoder emits functional tokens.

Shapes: B batch, S input pieces, T output tokens, H heads, D head width, L decoder layers, V output tokens.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from .tokenizer import full_vocabulary, pretrained_folder


@dataclass(frozen=True)
class ModelShape:
    """Sizes; the encoder's width, heads and inner width are the pretrained model's."""

    input_vocabulary: int
    output_vocabulary: int
    maximum_tokens: int = 96
    maximum_steps: int = 64
    encoder_layers: int = 6
    encoder_width: int = 384
    encoder_heads: int = 12
    encoder_inner: int = 1536
    decoder_layers: int = 2
    decoder_width: int = 256
    decoder_heads: int = 4
    decoder_inner: int = 768
    dropout: float = 0.1

    @property
    def head_width(self) -> int:
        return self.decoder_width // self.decoder_heads


def split_heads(x: Tensor, heads: int) -> Tensor:
    """(B, T, W) to (B, H, T, D)."""
    return x.view(x.shape[0], x.shape[1], heads, -1).transpose(1, 2)


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Scaled dot-product attention; (B, H, T, D) to (B, T, H*D). `mask` is added to the scores."""
    scores = query @ key.transpose(-1, -2) * int(query.shape[-1]) ** -0.5
    if mask is not None:
        scores = scores + mask
    mixed = torch.softmax(scores, -1) @ value
    return mixed.transpose(1, 2).flatten(2)


class EncoderLayer(nn.Module):
    """One post-norm BERT layer with its query, key and value in one matrix."""

    def __init__(self, shape: ModelShape):
        super().__init__()
        width = shape.encoder_width
        self.heads = shape.encoder_heads
        self.qkv = nn.Linear(width, 3 * width)
        self.attended = nn.Linear(width, width)
        self.attended_norm = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, shape.encoder_inner)
        self.outer = nn.Linear(shape.encoder_inner, width)
        self.outer_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        query, key, value = (split_heads(part, self.heads) for part in self.qkv(x).chunk(3, -1))
        x = self.attended_norm(x + self.dropout(self.attended(attend(query, key, value, mask))))
        return self.outer_norm(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """BERT encoder: (B, S) piece ids to (B, S, encoder_width)."""

    def __init__(self, shape: ModelShape):
        super().__init__()
        self.words = nn.Embedding(shape.input_vocabulary, shape.encoder_width)
        self.positions = nn.Embedding(shape.maximum_tokens, shape.encoder_width)
        self.segments = nn.Embedding(2, shape.encoder_width)
        self.norm = nn.LayerNorm(shape.encoder_width, eps=1e-12)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))

    def forward(self, input_ids: Tensor, segment_ids: Tensor, mask: Tensor | None) -> Tensor:
        positions = self.positions.weight[: input_ids.shape[1]]
        x = self.dropout(self.norm(self.words(input_ids) + positions + self.segments(segment_ids)))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_pretrained(self, vocabulary: list[str]) -> None:
        """Take the pretrained weights, with the word vectors of `vocabulary` alone."""
        weights = load_file(pretrained_folder() / "model.safetensors")
        place = {piece: i for i, piece in enumerate(full_vocabulary())}
        rows = torch.tensor([place[piece] for piece in vocabulary])
        with torch.no_grad():
            self.words.weight.copy_(weights["embeddings.word_embeddings.weight"][rows])
            self.positions.weight.copy_(weights["embeddings.position_embeddings.weight"][: len(self.positions.weight)])
            self.segments.weight.copy_(weights["embeddings.token_type_embeddings.weight"])
        _copy(self.norm, weights, "embeddings.LayerNorm")
        for i, layer in enumerate(self.layers):
            _load_layer(layer, weights, f"encoder.layer.{i}")


def _load_layer(layer: EncoderLayer, weights: dict[str, Tensor], prefix: str) -> None:
    with torch.no_grad():
        for kind, parameter in (("weight", layer.qkv.weight), ("bias", layer.qkv.bias)):
            parts = [weights[f"{prefix}.attention.self.{name}.{kind}"] for name in ("query", "key", "value")]
            parameter.copy_(torch.cat(parts))
    _copy(layer.attended, weights, f"{prefix}.attention.output.dense")
    _copy(layer.attended_norm, weights, f"{prefix}.attention.output.LayerNorm")
    _copy(layer.inner, weights, f"{prefix}.intermediate.dense")
    _copy(layer.outer, weights, f"{prefix}.output.dense")
    _copy(layer.outer_norm, weights, f"{prefix}.output.LayerNorm")


def _copy(module: nn.Module, weights: dict[str, Tensor], prefix: str) -> None:
    with torch.no_grad():
        module.weight.copy_(weights[f"{prefix}.weight"])
        module.bias.copy_(weights[f"{prefix}.bias"])


class DecoderLayer(nn.Module):
    """One pre-norm decoder layer: itself so far, then the utterance, then a feed-forward step."""

    def __init__(self, shape: ModelShape):
        super().__init__()
        width = shape.decoder_width
        self.heads = shape.decoder_heads
        self.self_norm = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.self_out = nn.Linear(width, width)
        self.cross_norm = nn.LayerNorm(width)
        self.cross_query = nn.Linear(width, width)
        self.cross_key_value = nn.Linear(shape.encoder_width, 2 * width)
        self.cross_out = nn.Linear(width, width)
        self.inner_norm = nn.LayerNorm(width)
        self.inner = nn.Linear(width, shape.decoder_inner)
        self.outer = nn.Linear(shape.decoder_inner, width)
        self.dropout = nn.Dropout(shape.dropout)

    def memory(self, encoded: Tensor) -> tuple[Tensor, Tensor]:
        """The utterance's keys and values for this layer, each (B, H, S, D)."""
        key, value = self.cross_key_value(encoded).chunk(2, -1)
        return split_heads(key, self.heads), split_heads(value, self.heads)

    def forward(self, x, past, memory, self_mask, cross_mask) -> tuple[Tensor, tuple[Tensor, Tensor]]:
        """x (B, T, W), past keys and values (B, H, P, D): the layer's output and the extended past."""
        query, key, value = (split_heads(part, self.heads) for part in self.qkv(self.self_norm(x)).chunk(3, -1))
        key, value = torch.cat([past[0], key], 2), torch.cat([past[1], value], 2)
        x = x + self.dropout(self.self_out(attend(query, key, value, self_mask)))
        query = split_heads(self.cross_query(self.cross_norm(x)), self.heads)
        x = x + self.dropout(self.cross_out(attend(query, *memory, cross_mask)))
        x = x + self.dropout(self.outer(F.gelu(self.inner(self.inner_norm(x)))))
        return x, (key, value)


class Decoder(nn.Module):
    """Emits functional tokens: (B, T) token ids to (B, T, V) logits of each following token."""

    def __init__(self, shape: ModelShape):
        super().__init__()
        self.shape = shape
        self.tokens = nn.Embedding(shape.output_vocabulary, shape.decoder_width)
        self.positions = nn.Embedding(shape.maximum_steps, shape.decoder_width)
        nn.init.normal_(self.tokens.weight, std=0.05)
        nn.init.normal_(self.positions.weight, std=0.05)
        self.dropout = nn.Dropout(shape.dropout)
        self.layers = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.norm = nn.LayerNorm(shape.decoder_width)
        self.output = nn.Linear(shape.decoder_width, shape.output_vocabulary)

    def forward(self, tokens, positions, pasts, memories, self_mask, cross_mask):
        """`pasts` and `memories` hold a (key, value) pair for each layer; returns logits and the extended pasts."""
        states, extended = self.states(tokens, positions, pasts, memories, self_mask, cross_mask)
        return self.output(states), extended

    def states(self, tokens, positions, pasts, memories, self_mask, cross_mask):
        """What the logits are computed from, (B, T, W), and the extended pasts."""
        x = self.dropout(self.tokens(tokens) + self.positions(positions))
        extended = []
        for layer, past, memory in zip(self.layers, pasts, memories, strict=True):
            x, past = layer(x, past, memory, self_mask, cross_mask)
            extended.append(past)
        return self.norm(x), extended


class CommandModel(nn.Module):
    """Encoder and decoder together, as they are trained."""

    def __init__(self, shape: ModelShape):
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.decoder = Decoder(shape)

    def forward(self, input_ids: Tensor, segment_ids: Tensor, present: Tensor, tokens: Tensor) -> Tensor:
        """Teacher forcing: input (B, S) with `present` true where a piece stands, tokens (B, T): logits (B, T, V)."""
        return self.decoder.output(self.states(input_ids, segment_ids, present, tokens))

    def states(self, input_ids: Tensor, segment_ids: Tensor, present: Tensor, tokens: Tensor) -> Tensor:
        """As `forward`, but what the logits are computed from: (B, T, decoder_width)."""
        hidden = torch.where(present, 0.0, -1e9)[:, None, None, :]
        encoded = self.encoder(input_ids, segment_ids, hidden)
        steps = tokens.shape[1]
        future = torch.full((steps, steps), -1e9, device=tokens.device).triu(1)
        nothing = torch.zeros(tokens.shape[0], self.shape.decoder_heads, 0, self.shape.head_width, device=tokens.device)
        pasts = [(nothing, nothing)] * self.shape.decoder_layers
        memories = [layer.memory(encoded) for layer in self.decoder.layers]
        positions = torch.arange(steps, device=tokens.device)
        return self.decoder.states(tokens, positions, pasts, memories, future, hidden)[0]
