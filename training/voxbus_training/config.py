"""One run's settings. A configuration file names only what differs from these defaults."""

from dataclasses import asdict, dataclass, field, fields
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Config:
    """Sizes in tokens, rates per step, shares from 0 to 1."""

    name: str = "default"
    seed: int = 20261124
    # data; paths are relative to training/
    catalogue: str = ""  # the vehicle's own where empty
    data: str = "data"  # the folder of hand-written rows
    input_vocabulary: int = 8000
    functions: int = 0  # derive a catalogue of so many functions; 0 for the catalogue as it is
    rows_per_function: int = 0  # keep at most so many hand-written rows of each function; 0 for all
    rows: int = 0  # how many hand-written rows to train on; 0 for all
    held_out: float = 0.03  # share of the rows kept for choosing thresholds and watching the run
    held_out_ids: str = ""  # a file of the ids of the rows kept for that, instead of a share
    everyday_share: float = 0.06  # everyday talk, likewise, where that file is there
    held_out_writers: list[str] = field(default_factory=list)  # writers never trained on, instead of that share: cross-validation
    held_out_rows: int = 0  # measure on at most so many of the held-out rows; 0 for all
    plain_share: float = 0.08  # plain wordings of the catalogue, beside each hand-written row
    followup_share: float = 0.05  # follow-ups made from single commands, likewise
    vary: bool = True
    later_is_reject: bool = True  # whether a command that is put off ("in half an hour") is none; an alarm clock can do it
    # model
    pretrained: bool = True
    begins_from: str = ""  # a bundle's folder: go on from its weights, with its vocabulary, and stay near it
    lora_rank: int = 0  # adapt the encoder by updates of this rank instead of training it whole
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
    # training
    steps: int = 2750
    batch: int = 64
    encoder_rate: float = 1e-4
    decoder_rate: float = 5e-4
    warm_up: int = 200
    weight_decay: float = 0.01
    label_smoothing: float = 0.05
    functional_weight: float = 2.0  # how much functional and end tokens weigh in the loss (Octopus v2)
    description_weight: float = 0.0  # how much telling the functions' descriptions apart weighs beside the tokens; 0 without
    average: float = 0.999  # decay of the averaged weights that are exported
    checkpoint_every: int = 500
    threads: int = 1
    bfloat16: bool = True  # matrix products in bfloat16, weights in float32: nearly twice as fast where the processor has it
    device: str = "auto"  # where to train: a GPU where there is one, else the processor; or cpu, cuda

    def to_dict(self) -> dict:
        return asdict(self)


def read_config(path: Path) -> Config:
    """Read a configuration file. ValueError for a name that is no setting."""
    given = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    require_settings(given, path)
    return Config(**{"name": path.stem, **given})


def require_settings(given: dict, path: Path) -> None:
    """ValueError, naming the file, for a name that is no setting."""
    known = {field.name for field in fields(Config)}
    if unknown := sorted(set(given) - known):
        raise ValueError(f"{path}: {', '.join(unknown)} is no setting; settings are {', '.join(sorted(known))}")
