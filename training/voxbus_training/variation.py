"""Seeded variation of hand-written utterances: what was said, said a little differently, with the calls that follow from it.

Each `vary_*` function returns a changed utterance, or None where it does not apply; none of them guesses: a change is made only where the
words that carry the meaning stand in the text exactly once.
"""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from .catalogue import Argument, Catalogue
from .confusions import Confusions
from .numbers import beyond, spellings
from .tokens import json_number
from .utterances import Utterance

Variation = Callable[[Utterance, random.Random], Utterance | None]

AREA_WORDS = [
    {"driver": "driver", "passenger": "passenger"},
    {"driver's": "driver", "passenger's": "passenger"},
    {"front left": "front_left", "front right": "front_right", "rear left": "rear_left", "rear right": "rear_right"},
    {"in the back": "rear", "in the front": "front"},
    {"the back seats": "rear", "the front seats": "front"},
    {"rear": "rear", "front": "front"},
    {"left": "left", "right": "right"},
]
OPPOSITES = [
    ("on", "off", {"on": "off"}),
    ("enable", "disable", {"on": "off"}),
    ("activate", "deactivate", {"on": "off"}),
    ("start", "stop", {"start": "stop", "on": "off"}),
    ("up", "down", {"up": "down"}),
    ("increase", "decrease", {"up": "down", "increase": "decrease"}),
    ("raise", "lower", {"up": "down", "raise": "lower"}),
    ("higher", "lower", {"up": "down"}),
    ("warmer", "cooler", {"up": "down"}),
    ("louder", "quieter", {"up": "down"}),
    ("brighter", "dimmer", {"up": "down"}),
    ("faster", "slower", {"up": "down"}),
    ("stronger", "weaker", {"up": "down"}),
    ("more", "less", {"up": "down", "more": "less"}),
    ("open", "close", {"open": "close"}),
    ("open", "shut", {"open": "close"}),
    ("fold", "unfold", {"fold": "unfold"}),
    ("lock", "unlock", {"lock": "unlock"}),
    ("forward", "backward", {"forward": "backward"}),
    ("forward", "back", {"forward": "backward"}),
]
NOT_A_SWITCH = r"\b(on (the|my|his|her|our|their|this|that|front|rear|left|right|passenger|driver)|up front|down there)\b"  # a place
LONGEST_OPPOSITE = 9  # words; a longer text often carries a reason that the opposite would contradict
UNCERTAIN_OPPOSITES = {"set_headlights", "set_wipers", "control_playback", "set_drive_mode", "set_window_lock"}

OPENERS = (
    "um;uh;er;okay;ok;so;hey;well;please;alright;hey car;yeah;oh;listen;now then;quick one;hi;hello;car;computer;"
    "actually;just;sorry;ah;oi;mate;good;and;um okay;so um;hmm"
).split(";")
ENDINGS = (
    "please;thanks;thank you;now;if you can;will you;would you;cheers;ok;okay;um;right now;yeah;today;"
    "when you can;that's great;ta;for once;quickly"
).split(";")
REQUESTS = (
    "can you;could you;would you;will you;can we;could we;please;i'd like you to;i want you to;i need you to;"
    "would you mind if you;go ahead and;let's;you can;do me a favour and;just;time to;i think you should;mind you"
).split(";")
VERBS = set(
    "turn set open close switch put shut lower raise increase decrease lock unlock start stop activate deactivate enable disable fold "
    "unfold move tilt dim mute unmute play pause skip tune recline adjust change make bring crank drop kill pop roll wind show save store "
    "recall resume warm heat cool defrost clear blow direct wash spray wipe cancel charge give take crack vent slide bump push pull "
    "hold".split()
)
JOINS = (
    " and ; then ; and then ; also ; and also ;, ; plus ; oh and ; as well as that ; after that ; and please ; while you're at it "
).split(";")
LEANING = set("it that this one ones them same again too also other more less another back".split())
MOST_CALLS = 4  # in one utterance
TERSE = 5  # words of a command that is understood beside others without a word between them
SHORTEST_ALONE = 5  # words; a shorter change or reject can mean something else after another turn
REFUSALS = "don't;do not;never;please don't;no don't;you mustn't;please do not;whatever you do don't;i never said to".split(";")
CANCELS = (
    "never mind;no forget it;cancel that;actually don't;scratch that;no wait leave it;forget i said that;ignore that;"
    "oh never mind;no don't bother;leave it actually;nah forget it"
).split(";")
LATER = (
    "when we get there;once we've parked;if it starts raining;in ten minutes;tomorrow morning;when i say so;after the next exit;"
    "as soon as we arrive;if it gets dark;before we leave tonight;in half an hour;when the kids wake up;at six o'clock;"
    "once we're out of town;after lunch;if she asks"
).split(";")
HOW_TO = (
    "how do i;how can i;how would i;is it hard to;where do i;why would anyone;what button do i press to;"
    "does it cost extra to;who told you to;why did you;is it legal to;should i have to;did i remember to;did you"
).split(";")


class Varier:
    """Draws variations. One for one run: all randomness comes from the generator that is passed in."""

    def __init__(self, catalogue: Catalogue, rows: list[Utterance], everyday: list[str], later_is_reject: bool = True):
        self.catalogue = catalogue
        self.later_is_reject = later_is_reject
        self.singles = [row for row in rows if row.kind == "single"]
        self.contexts = [row.calls for row in rows if row.calls]
        self.everyday = everyday
        self.confusions = Confusions((word for row in rows for word in row.text.split()), catalogue)

    def vary(self, row: Utterance, rng: random.Random) -> Utterance:
        """A variation of the row, or the row itself."""
        meaning: list[tuple[float, Variation]] = [
            (0.35, self.vary_number),
            (0.03, self.vary_beyond),
            (0.25, self.vary_area),
            (0.25, self.vary_opposite),
            (0.12, self.vary_join),
            (0.03, self.vary_beside),
            (0.05, self.vary_nothing),
        ]
        wording: list[tuple[float, Variation]] = [(0.18, vary_request), (0.15, vary_filler), (0.06, vary_article), (0.15, self.vary_sound)]
        for share, variation in meaning + wording + [(0.2, self.vary_context)]:
            if rng.random() < share:
                row = variation(row, rng) or row
        return row

    def vary_number(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """Another number in place of one that is said once, in the same form."""
        places = [(i, a) for i, call in enumerate(row.calls) for a in self._numbers(call)]
        if not places:
            return None
        index, argument = rng.choice(places)
        value = row.calls[index]["args"][argument.name]
        if sum(value in call["args"].values() for call in row.calls) > 1:
            return None
        old = Decimal(str(value))
        new = _near(old, argument, rng)
        text = _say_instead(row.text, old, new) if new != 1 else None
        return text and replace(row, text=text, calls=_with(row.calls, index, argument.name, json_number(new)))

    def vary_beyond(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """A number outside the range in place of one within: nothing is to be done."""
        if row.kind != "single":
            return None
        numbers = [argument for argument in self._numbers(row.calls[0]) if argument.name != "frequency"]
        if len(numbers) != 1:
            return None
        text = _say_instead(row.text, Decimal(str(row.calls[0]["args"][numbers[0].name])), beyond(numbers[0], rng))
        return text and Utterance(text, (), "reject")

    def vary_area(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """Another place in place of the one that is said."""
        places = [i for i, call in enumerate(row.calls) if "area" in call["args"]]
        if len(places) != 1 or row.context or row.calls[places[0]]["function"] == "adjust_mirror":
            return None
        area = row.calls[places[0]]["args"]["area"]
        for words in AREA_WORDS:
            for said, meant in words.items():
                if meant == area:
                    other = rng.choice([w for w in words if w != said])
                    text = _replace_once(row.text, said, other)
                    if text is not None:
                        return replace(row, text=text, calls=_with(row.calls, places[0], "area", words[other]))
        return None

    def vary_join(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """Commands in one breath, up to four; short ones now and then with nothing said between them."""
        if row.kind not in ("single", "multi"):
            return None
        parts = [row, *(other for other in rng.sample(self.singles, rng.choice([1, 1, 2, 3])) if len(other.text.split()) < 12)]
        parts = parts[: MOST_CALLS + 1 - len(row.calls)]
        if len(parts) < 2:
            return None
        terse = rng.random() < 0.2 and all(len(part.text.split()) <= TERSE for part in parts)
        text = parts[0].text
        for part in parts[1:]:
            text += f"{' ' if terse else rng.choice(JOINS)}{part.text}"
        return Utterance(text, tuple(call for part in parts for call in part.calls), "multi")

    def vary_beside(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """A command beside talk that is none."""
        if row.kind not in ("single", "reject") or not self.everyday:
            return None
        talk = rng.choice(self.everyday)
        if len(talk.split()) > 10:
            return None
        text = f"{talk} {row.text}" if rng.random() < 0.5 else f"{row.text} {talk}"
        return replace(row, text=text)

    def vary_context(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """A complete request stays what it is, whatever the turn before was; one that could lean on that turn is left alone."""
        words = row.text.split()
        changes = any("direction" in call["args"] for call in row.calls)
        if row.kind == "followup" or set(words) & LEANING or ((changes or not row.calls) and len(words) < SHORTEST_ALONE):
            return None
        return replace(row, context=rng.choice(self.contexts))

    def vary_sound(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """A word misheard by the recogniser."""
        text = self.confusions.mishear(row.text, rng)
        return text and replace(row, text=text)

    def vary_opposite(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """The opposite command: on/off, up/down, open/close and their like."""
        if row.kind != "single" or len(row.text.split()) > LONGEST_OPPOSITE:
            return None
        if row.calls[0]["function"] in UNCERTAIN_OPPOSITES:
            return None
        if re.search(NOT_A_SWITCH, row.text):
            return None
        for first, second, meanings in rng.sample(OPPOSITES, len(OPPOSITES)):
            for said, other, table in ((first, second, meanings), (second, first, {v: k for k, v in meanings.items()})):
                name = self._opposed(row.calls[0], table)
                text = _replace_once(row.text, said, other) if name else None
                if name and text is not None:
                    return replace(row, text=text, calls=_with(row.calls, 0, name, table[row.calls[0]["args"][name]]))
        return None

    def _opposed(self, call: dict, table: dict[str, str]) -> str | None:
        """The argument whose value has its opposite in the table and in the catalogue."""
        if "position" in call["args"]:
            return None
        for argument in self.catalogue.function(call["function"]).arguments:
            value = call["args"].get(argument.name)
            if argument.kind != "area" and value in table and table[value] in argument.words:
                return argument.name
        return None

    def vary_nothing(self, row: Utterance, rng: random.Random) -> Utterance | None:
        """A command that is negated, taken back, put off or only asked about: nothing is to be done."""
        if row.kind != "single":
            return None
        starts_with_verb = row.text.split()[0] in VERBS and not row.text.startswith(("stop", "cancel"))
        forms = [f"{row.text} {rng.choice(CANCELS)}"]
        if self.later_is_reject:
            forms += [f"{row.text} {rng.choice(LATER)}", f"{rng.choice(LATER)} {row.text}"]
        if starts_with_verb:
            forms.append(f"{rng.choice(REFUSALS)} {row.text}")
        if starts_with_verb and row.calls[0]["function"] not in ("set_door_lock", "control_door"):  # whether a door is locked can be asked
            forms.append(f"{rng.choice(HOW_TO)} {row.text}")
        return Utterance(rng.choice(forms), (), "reject")

    def _numbers(self, call: dict) -> list[Argument]:
        function = self.catalogue.function(call["function"])
        return [a for a in function.arguments if a.numeric and isinstance(call["args"].get(a.name), (int, float))]


def vary_request(row: Utterance, rng: random.Random) -> Utterance | None:
    """A command as a request."""
    if row.kind not in ("single", "multi") or row.text.split()[0] not in VERBS:
        return None
    return replace(row, text=f"{rng.choice(REQUESTS)} {row.text}")


def vary_filler(row: Utterance, rng: random.Random) -> Utterance | None:
    """A word before, after, or said twice."""
    words = row.text.split()
    place = rng.random()
    if place < 0.45:
        return replace(row, text=f"{rng.choice(OPENERS)} {row.text}")
    if place < 0.75 and row.kind != "reject":
        return replace(row, text=f"{row.text} {rng.choice(ENDINGS)}")
    index = rng.randrange(len(words))
    extra = words[index] if words[index].isalpha() and place < 0.9 else rng.choice(["um", "uh", "er"])
    return replace(row, text=" ".join([*words[:index], extra, *words[index:]]))


def vary_article(row: Utterance, rng: random.Random) -> Utterance | None:
    """An article lost by the speaker or the recogniser."""
    words = row.text.split()
    articles = [i for i, word in enumerate(words) if word in ("the", "a")]
    if not articles or len(words) < 4:
        return None
    index = rng.choice(articles)
    return replace(row, text=" ".join(words[:index] + words[index + 1 :]))


def _near(old: Decimal, argument: Argument, rng: random.Random) -> Decimal:
    """Another number that a speaker could mean in its place: mostly near, sometimes anywhere in the range."""
    step = Decimal("0.5") if argument.decimals and old % 1 else Decimal(1)
    if argument.name == "frequency":
        step = Decimal("0.1") if old < 200 else Decimal(10)
    spread = 8 if rng.random() < 0.7 else 60
    new = old + step * rng.randint(-spread, spread)
    return min(max(new, argument.minimum), argument.maximum)


def _say_instead(text: str, old: Decimal, new: Decimal) -> str | None:
    """The text with a number that is said once replaced, digits by digits and words by words; "one" is too often no number."""
    if old == 1:
        return None
    for old_form, new_form in zip(spellings(old), spellings(new), strict=False):
        changed = _replace_once(text, old_form, new_form)
        if changed is not None:
            return changed
    return None


def _with(calls: tuple[dict, ...], index: int, name: str, value) -> tuple[dict, ...]:
    changed = {**calls[index], "args": {**calls[index]["args"], name: value}}
    return (*calls[:index], changed, *calls[index + 1 :])


def _replace_once(text: str, old: str, new: str) -> str | None:
    """The text with whole word(s) `old` replaced; None unless they stand in it exactly once."""
    pattern = rf"(?<![\w.]){re.escape(old)}(?![\w']|\.\d)"
    changed, count = re.subn(pattern, lambda _: new, text)
    return changed if count == 1 else None
