"""The one training loop: seeded, checkpointed, resumable."""

import json
import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from .batches import Batch, BatchStream, MadeRows, at_most_each, at_most_rows, read_everyday, split_ids, split_rows, split_writers
from .catalogue import ROOT, read_catalogue
from .config import Config
from .derive import resized
from .descriptions import Descriptions, describe
from .graph_weights import bundle_id, read_bundle
from .lora import adapt, merge
from .model import CommandModel, ModelShape
from .tokenizer import InputEncoder, prune, read_vocabulary
from .tokens import END, Grammar, TokenVocabulary
from .utterances import EVERYDAY, Utterance, read_rows, training_files
from .variation import Varier

TRAINING = ROOT / "training"
CHECKPOINT = "checkpoint.pt"
LOG_EVERY = 50
PLACE = {"name", "threads", "device", "checkpoint_every"}  # settings that say where and not what to train


@dataclass(frozen=True)
class Setup:
    """Everything that a run, its export and its evaluation share."""

    config: Config
    vocabulary: list[str]
    encoder: InputEncoder
    grammar: Grammar
    training: list[Utterance]
    held_out: list[Utterance]
    everyday: list[str]
    everyday_held_out: list[str]

    @property
    def before(self) -> Path | None:
        """The folder of the bundle from which the run goes on; None where it begins anew."""
        return TRAINING / self.config.begins_from if self.config.begins_from else None

    def model(self) -> CommandModel:
        """A model of the configured shape, with a bundle's weights, or its encoder pretrained, where the configuration says so."""
        names = (
            "maximum_tokens maximum_steps encoder_layers encoder_width encoder_heads encoder_inner decoder_layers "
            "decoder_width decoder_heads decoder_inner dropout"
        ).split()
        sizes = {name: getattr(self.config, name) for name in names}
        model = CommandModel(ModelShape(len(self.vocabulary), len(self.grammar.vocabulary), **sizes))
        if self.before:
            read_bundle(model, self.before, self.grammar.vocabulary.tokens)
        elif self.config.pretrained:
            model.encoder.load_pretrained(self.vocabulary)
        model.encoder.words.weight.requires_grad = not self.config.pretrained
        if self.config.lora_rank:
            adapt(model.encoder, self.config.lora_rank)
        return model

    def learner(self) -> "Learner":
        """A model to be trained, with the descriptions where the configuration gives them weight."""
        model = self.model()
        if not self.config.description_weight:
            return Learner(model)
        return Learner(model, Descriptions(describe(self.encoder.catalogue, model.encoder, self.vocabulary), model.shape))


class Learner(nn.Module):
    """What a run trains: the model and, as a signal beside its tokens, the descriptions."""

    def __init__(self, model: CommandModel, descriptions: Descriptions | None = None):
        super().__init__()
        self.model = model
        self.descriptions = descriptions


def prepare(config: Config) -> Setup:
    """Read the data and derive vocabulary and grammar; the same configuration gives the same setup."""
    catalogue = read_catalogue(TRAINING / config.catalogue) if config.catalogue else read_catalogue()
    rows = read_rows(training_files(TRAINING / config.data))
    if config.rows:
        rows = random.Random(config.seed).sample(rows, config.rows)
    if config.functions:
        catalogue, rows = resized(catalogue, rows, config.functions)
    training, held_out = _split(rows, config)
    held_out = at_most_rows(held_out, config.held_out_rows, config.seed)
    if config.rows_per_function:
        training = at_most_each(training, config.rows_per_function, config.seed)
    everyday, everyday_held_out = read_everyday(EVERYDAY) if config.everyday_share else ([], [])
    if config.begins_from:
        vocabulary = read_vocabulary(TRAINING / config.begins_from)
    else:
        vocabulary = prune([row.text for row in training] + everyday, config.input_vocabulary)
    encoder = InputEncoder(vocabulary, catalogue, config.maximum_tokens)
    grammar = Grammar(catalogue, TokenVocabulary(catalogue))
    return Setup(config, vocabulary, encoder, grammar, training, held_out, everyday, everyday_held_out)


def _split(rows: list[Utterance], config: Config) -> tuple[list[Utterance], list[Utterance]]:
    if config.held_out_writers:
        return split_writers(rows, config.held_out_writers)
    if config.held_out_ids:
        return split_ids(rows, TRAINING / config.held_out_ids)
    return split_rows(rows, config.held_out, config.seed)


@dataclass(frozen=True)
class Trained:
    """The averaged model, and how long its training took in all, resumed parts included."""

    model: CommandModel
    seconds: float


def train(setup: Setup, folder: Path) -> Trained:
    """Train to the end, resuming from the folder's checkpoint if there is one."""
    config = setup.config
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    device = choose_device(config)
    learner, average = setup.learner().to(device), setup.model().to(device)
    average.load_state_dict(learner.model.state_dict())
    optimizer = _optimizer(learner, config)
    first, before = _resume(folder, setup, learner, average, optimizer)
    batches = _stream(setup, first)
    started, losses = time.monotonic() - before, []
    learner.train()
    for step in range(first, config.steps):
        _set_rates(optimizer, config, step)
        loss = _loss(learner, next(batches).to(device), setup)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        _average(average, learner.model, min(config.average, (step + 1) / (step + 10)))
        losses.append(loss.item())
        if (step + 1) % LOG_EVERY == 0:
            _log(folder, step + 1, losses[-LOG_EVERY:], (time.monotonic() - started) / (step + 1), config)
        if (step + 1) % config.checkpoint_every == 0 or step + 1 == config.steps:
            progress = {"step": step + 1, "seconds": time.monotonic() - started}
            _checkpoint(folder, setup, progress, learner, average, optimizer)
    return Trained(average.cpu().eval(), time.monotonic() - started)


def choose_device(config: Config) -> torch.device:
    """Where to train. ValueError for a GPU that is not there."""
    if config.device == "auto":
        return torch.device("cuda" if torch.cuda.is_available() else "cpu")
    if config.device == "cuda" and not torch.cuda.is_available():
        raise ValueError("device: cuda, but PyTorch finds no GPU; say auto or cpu")
    return torch.device(config.device)


def load_trained(setup: Setup, folder: Path) -> CommandModel:
    """The averaged model of the folder's last checkpoint. FileNotFoundError when nothing was trained there."""
    path = folder / CHECKPOINT
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: train first")
    model = setup.model()
    model.load_state_dict(_read_checkpoint(path, setup)["average"])
    merge(model.encoder)
    return model.eval()


def _read_checkpoint(path: Path, setup: Setup) -> dict:
    """The checkpoint's state. ValueError when the settings, or the data and so the vocabulary, changed since it was written."""
    state = torch.load(path, weights_only=True, map_location="cpu")
    now = setup.config.to_dict()
    if changed := sorted(key for key, value in state["settings"].items() if key not in PLACE and now.get(key) != value):
        raise ValueError(f"{path} was trained with another {', '.join(changed)}; remove the folder and train anew")
    before = state.get("begins_from", "")
    if before != _beginning(setup):
        raise ValueError(f"{path} went on from {before or 'none'}, and {setup.before} has another bundle; remove the folder and train anew")
    if state["vocabulary"] != setup.vocabulary:
        raise ValueError(f"{path} was trained on other rows: its vocabulary differs; remove the folder and train anew")
    return state


def _beginning(setup: Setup) -> str:
    return bundle_id(setup.before) if setup.before else ""


def _stream(setup: Setup, first: int):
    """Batches from step `first` on. A resumed run draws from a generator of its own rather than replaying what was drawn."""
    config, catalogue = setup.config, setup.encoder.catalogue
    varier = Varier(catalogue, setup.training, setup.everyday, config.later_is_reject) if config.vary else None
    made = MadeRows(setup.training, setup.everyday, catalogue, config) if config.vary else None
    stream = BatchStream(setup.training, setup.encoder, setup.grammar, varier, made)
    return stream.draw(config.batch, random.Random(f"{config.seed}/{first}"))


def _optimizer(learner: Learner, config: Config) -> torch.optim.Optimizer:
    groups = []
    parts = [(learner.model.encoder, config.encoder_rate), (learner.model.decoder, config.decoder_rate)]
    if learner.descriptions:
        parts.append((learner.descriptions, config.decoder_rate))
    for part, rate in parts:
        trained = [p for p in part.parameters() if p.requires_grad]
        decayed = {"params": [p for p in trained if p.dim() > 1], "weight_decay": config.weight_decay}
        plain = {"params": [p for p in trained if p.dim() < 2], "weight_decay": 0.0}
        groups += [{**group, "lr": rate, "peak": rate} for group in (decayed, plain)]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)


def _set_rates(optimizer: torch.optim.Optimizer, config: Config, step: int) -> None:
    """Linear warm-up, then a cosine down to a twentieth of the peak."""
    warm = min(1.0, (step + 1) / config.warm_up)
    progress = max(0.0, (step - config.warm_up) / max(1, config.steps - config.warm_up))
    factor = warm * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * progress)))
    for group in optimizer.param_groups:
        group["lr"] = group["peak"] * factor


def _loss(learner: Learner, batch: Batch, setup: Setup) -> Tensor:
    config, model, targets = setup.config, learner.model, batch.targets.flatten()
    with torch.autocast(batch.tokens.device.type, torch.bfloat16, enabled=config.bfloat16):
        states = model.states(batch.input_ids, batch.segment_ids, batch.present, batch.tokens).flatten(0, 1)
        logits = model.decoder.output(states).float()
        described = learner.descriptions.loss(states, targets) if learner.descriptions else 0.0
    each = F.cross_entropy(logits, targets, reduction="none", label_smoothing=config.label_smoothing)
    functions = len(setup.encoder.catalogue.functions)
    weight = torch.where((targets >= END) & (targets <= END + functions), config.functional_weight, 1.0)
    weight = weight * (targets >= 0)
    return (each * weight).sum() / weight.sum() + config.description_weight * described


@torch.no_grad()
def _average(average: CommandModel, model: CommandModel, decay: float) -> None:
    torch._foreach_lerp_(list(average.parameters()), list(model.parameters()), 1 - decay)


def _log(folder: Path, step: int, losses: list[float], seconds: float, config: Config) -> None:
    left = seconds * (config.steps - step) / 60
    entry = {"step": step, "loss": round(sum(losses) / len(losses), 4), "seconds_per_step": round(seconds, 3)}
    with (folder / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(json.dumps(entry) + "\n")
    print(f"step {step}/{config.steps}  loss {entry['loss']:.4f}  {seconds:.2f} s/step  {left:.0f} min left", flush=True)


def _checkpoint(folder: Path, setup: Setup, progress: dict, learner, average, optimizer) -> None:
    state = {**progress, "learner": learner.state_dict(), "average": average.state_dict()}
    state |= {"optimizer": optimizer.state_dict(), "vocabulary": setup.vocabulary, "settings": setup.config.to_dict()}
    state["begins_from"] = _beginning(setup)
    torch.save(state, folder / "checkpoint.new")
    (folder / "checkpoint.new").replace(folder / CHECKPOINT)


def _resume(folder: Path, setup: Setup, learner, average, optimizer) -> tuple[int, float]:
    """Restore the folder's checkpoint and return its step and the seconds that it took so far; zeros where there is none."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / CHECKPOINT
    if not path.exists():
        return 0, 0.0
    state = _read_checkpoint(path, setup)
    learner.load_state_dict(state["learner"])
    average.load_state_dict(state["average"])
    optimizer.load_state_dict(state["optimizer"])
    print(f"resuming at step {state['step']}", flush=True)
    return state["step"], state["seconds"]
