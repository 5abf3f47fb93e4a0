"""From utterances to padded tensors: an endless, seeded stream of training batches."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import torch
from torch import Tensor

from .catalogue import Catalogue
from .config import Config
from .followups import FollowUps
from .tokenizer import InputEncoder
from .tokens import START, Grammar
from .utterances import Utterance
from .variation import Varier
from .wordings import PlainCommands

POOL = 16  # batches drawn together and sorted by length, so that little is padded
HELD_OUT_EVERYDAY = 10  # every tenth everyday row is never trained on
LOOK_LIKE_COMMANDS = {"play_radio"}  # labels of everyday rows that the catalogue could well carry out


@dataclass(frozen=True)
class Batch:
    """input_ids, segment_ids, present: (B, S); tokens: (B, T) with `<vc_start>`; targets: (B, T), -100 where padded."""

    input_ids: Tensor
    segment_ids: Tensor
    present: Tensor
    tokens: Tensor
    targets: Tensor

    def to(self, device: torch.device) -> "Batch":
        """The same batch on a device."""
        return Batch(*(getattr(self, field.name).to(device) for field in fields(self)))


def read_everyday(path: Path) -> tuple[list[str], list[str]]:
    """Everyday utterances to train on, and those held out; both empty where the file is missing."""
    if not path.exists():
        return [], []
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    held_out = [row["text"] for i, row in enumerate(rows) if i % HELD_OUT_EVERYDAY == 0]
    kept = [row for i, row in enumerate(rows) if i % HELD_OUT_EVERYDAY]
    return [row["text"] for row in kept if row["label"] not in LOOK_LIKE_COMMANDS], held_out


def split_writers(rows: list[Utterance], writers: list[str]) -> tuple[list[Utterance], list[Utterance]]:
    """(training, held out): every row of the writers named is held out. ValueError for a writer who wrote nothing."""
    if unknown := sorted(set(writers) - {row.writer for row in rows}):
        raise ValueError(f"held_out_writers: {', '.join(unknown)} wrote nothing in training/data")
    return [row for row in rows if row.writer not in writers], [row for row in rows if row.writer in writers]


def split_ids(rows: list[Utterance], path: Path) -> tuple[list[Utterance], list[Utterance]]:
    """(training, held out): the rows whose ids the file names are held out; it may name rows that are not there any more."""
    ids = set(path.read_text(encoding="utf-8").split())
    return [row for row in rows if row.id not in ids], [row for row in rows if row.id in ids]


def at_most_rows(rows: list[Utterance], count: int, seed: int) -> list[Utterance]:
    """A seeded draw of so many rows, in their order; all of them where there are not more, or `count` is 0."""
    if not 0 < count < len(rows):
        return rows
    return [rows[i] for i in sorted(random.Random(seed).sample(range(len(rows)), count))]


def split_rows(rows: list[Utterance], share: float, seed: int) -> tuple[list[Utterance], list[Utterance]]:
    """(training, held out), by a seeded draw."""
    order = list(range(len(rows)))
    random.Random(seed).shuffle(order)
    count = round(len(rows) * share)
    return [rows[i] for i in sorted(order[count:])], [rows[i] for i in sorted(order[:count])]


def at_most_each(rows: list[Utterance], count: int, seed: int) -> list[Utterance]:
    """A seeded choice in which no function has more than `count` rows; of the rejects the same share is kept as of all others."""
    had, kept, commands = Counter(), [], 0
    shuffled = random.Random(seed).sample(rows, len(rows))
    for row in (row for row in shuffled if row.calls):
        functions = {call["function"] for call in row.calls}
        commands += 1
        if all(had[function] < count for function in functions):
            had.update(functions)
            kept.append(row)
    rejects = [row for row in shuffled if not row.calls]
    return kept + rejects[: round(len(rejects) * len(kept) / max(commands, 1))]


class MadeRows:
    """Rows that nobody wrote: everyday talk, plain wordings of the catalogue, and follow-ups to single commands."""

    def __init__(self, rows: list[Utterance], everyday: list[str], catalogue: Catalogue, config: Config):
        self.everyday = everyday
        self.singles = [row for row in rows if row.kind == "single"]
        self.plain = PlainCommands(catalogue)
        self.followups = FollowUps(catalogue, self.plain.places)
        self.config = config

    def draw(self, rng: random.Random) -> Iterator[Utterance]:
        """What is mixed in beside one hand-written row, by the configured shares."""
        if self.everyday and rng.random() < self.config.everyday_share:
            yield Utterance(rng.choice(self.everyday), (), "reject")
        if rng.random() < self.config.plain_share:
            yield self.plain.draw(rng)
        if rng.random() < self.config.followup_share and (made := self.followups.follow(rng.choice(self.singles), rng)):
            yield made


class BatchStream:
    """Draws batches without end: rows in a new order each round, varied, with made rows mixed in."""

    def __init__(self, rows: list[Utterance], encoder: InputEncoder, grammar: Grammar, varier: Varier | None, made: MadeRows | None):
        self.rows = rows
        self.encoder = encoder
        self.grammar = grammar
        self.varier = varier
        self.made = made

    def draw(self, batch: int, rng: random.Random) -> Iterator[Batch]:
        """Endless batches of `batch` rows; the same generator gives the same stream."""
        source = self._rows(rng)
        while True:
            encoded = [self._encode(next(source)) for _ in range(batch * POOL)]
            pool = sorted((e for e in encoded if e), key=lambda e: (len(e[0]), len(e[2])))
            batches = [pool[i : i + batch] for i in range(0, len(pool), batch)]
            rng.shuffle(batches)
            yield from map(_pad, batches)

    def _rows(self, rng: random.Random) -> Iterator[Utterance]:
        while True:
            for row in rng.sample(self.rows, len(self.rows)):
                if self.made:
                    yield from (self._vary(made, rng) for made in self.made.draw(rng))
                yield self._vary(row, rng)

    def _vary(self, row: Utterance, rng: random.Random) -> Utterance:
        return self.varier.vary(row, rng) if self.varier else row

    def _encode(self, row: Utterance) -> tuple[list[int], list[int], list[int]] | None:
        entered = self.encoder.encode(row)
        tokens = self.grammar.encode(list(row.calls)) if len(row.calls) <= 4 else None
        return (*entered, tokens) if entered and tokens else None


def _pad(rows: list[tuple[list[int], list[int], list[int]]]) -> Batch:
    width, steps = max(len(ids) for ids, _, _ in rows), max(len(tokens) for _, _, tokens in rows)
    input_ids = torch.zeros(len(rows), width, dtype=torch.long)
    segment_ids = torch.zeros_like(input_ids)
    present = torch.zeros(len(rows), width, dtype=torch.bool)
    tokens = torch.full((len(rows), steps), START)
    targets = torch.full((len(rows), steps), -100)
    for i, (ids, segments, wanted) in enumerate(rows):
        input_ids[i, : len(ids)] = torch.tensor(ids)
        segment_ids[i, : len(ids)] = torch.tensor(segments)
        present[i, : len(ids)] = True
        tokens[i, 1 : len(wanted)] = torch.tensor(wanted[:-1])
        targets[i, : len(wanted)] = torch.tensor(wanted)
    return Batch(input_ids, segment_ids, present, tokens, targets)
