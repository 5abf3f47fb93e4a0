"""Plain wordings of every function, combined from `wordings.yaml`: what writers who try to be different leave out.

Numbers outside the catalogue's range, and talk about the same things, make rejects of the same words, so that what decides is the whole
sentence and not the words in it.
"""

import random
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import yaml

from .catalogue import Catalogue
from .numbers import beyond, spellings
from .tokens import json_number
from .utterances import Utterance

TABLE = Path(__file__).resolve().parents[1] / "wordings.yaml"
PLACED = 0.4  # how often a wording that may carry a place does
TALK = 0.12  # how often talk about a thing is drawn
BEYOND = 0.08  # how often a number lies outside the range

ON = "turn on the {};turn the {} on;switch on the {};switch the {} on;{} on;put the {} on;activate the {};enable the {};{} please".split(
    ";"
)
OFF = "turn off the {};turn the {} off;switch off the {};switch the {} off;{} off;deactivate the {};disable the {};shut off the {}".split(
    ";"
)
CHOOSE = "set the {} to {};{} {};{} to {};put the {} on {};switch the {} to {};change the {} to {};{} on {}".split(";")
UP = "turn up the {};turn the {} up;increase the {};raise the {};{} up".split(";")
DOWN = "turn down the {};turn the {} down;decrease the {};lower the {};{} down;reduce the {}".split(";")

Draw = Callable[[random.Random], Utterance]


class PlainCommands:
    """Draws plain commands of a catalogue's functions; those of other functions in the table are passed over."""

    def __init__(self, catalogue: Catalogue, table: dict | None = None):
        table = table or yaml.safe_load(TABLE.read_text(encoding="utf-8"))
        self.known = {function.name: function for function in catalogue.functions}
        self.places = table["places"]
        self.switch_argument = table["switch_argument"]
        self.talk = table["talk"]
        self.switches = self._of_known(table["switches"])
        self.choices = [choice for choice in table["choices"] if choice["function"] in self.known]
        self.adjustments = self._of_known(table["adjustments"])
        self.sentences = [
            (name, fixed, wordings) for name, by_arguments in self._of_known(table["sentences"]) for fixed, wordings in by_arguments.items()
        ]
        self.numbers = [number for number in table["numbers"] if number[0] in self.known]
        self.kinds = self._kinds()

    def draw(self, rng: random.Random) -> Utterance:
        """One plain command, or a near miss of one."""
        draws, weights = self.kinds
        return rng.choices(draws, weights)[0](rng)

    def _of_known(self, by_name: dict) -> list[tuple]:
        return [(name, entry) for name, entry in by_name.items() if name in self.known]

    def _kinds(self) -> tuple[list[Draw], list[float]]:
        """Each kind of wording by how many there are of it, and talk."""
        entries: list[tuple[Draw, float]] = [
            (self._switch, len(self.switches)),
            (self._choice, 2 * len(self.choices)),
            (self._adjustment, len(self.adjustments)),
            (self._sentence, len(self.sentences) / 2),
            (self._number, len(self.numbers)),
        ]
        total = sum(weight for _, weight in entries)
        if self.switches:
            entries.append((self._talk, TALK * total))
        return [draw for draw, _ in entries], [weight for _, weight in entries]

    def _switch(self, rng: random.Random) -> Utterance:
        name, things = rng.choice(self.switches)
        on = rng.random() < 0.5
        text = rng.choice(ON if on else OFF).format(rng.choice(things))
        return self._placed(f"{text} PLACE", name, {self.switch_argument.get(name, "state"): "on" if on else "off"}, rng)

    def _choice(self, rng: random.Random) -> Utterance:
        choice = rng.choice(self.choices)
        value, phrases = rng.choice(list(choice["values"].items()))
        text = rng.choice(CHOOSE).format(rng.choice(choice["things"]), rng.choice(phrases))
        return self._placed(f"{text} PLACE", choice["function"], {choice["argument"]: value}, rng)

    def _adjustment(self, rng: random.Random) -> Utterance:
        name, entry = rng.choice(self.adjustments)
        up = rng.random() < 0.5
        text = rng.choice(UP if up else DOWN).format(rng.choice(entry["things"]))
        arguments = {"direction": "up" if up else "down"}
        if rng.random() < 0.6:
            return self._placed(f"{text} PLACE", name, arguments, rng)
        wording = f"{text} by NUMBER {entry.get('unit', '')}".strip()
        return self._numbered(f"{wording} PLACE", name, arguments, "amount", entry["usual"], rng)

    def _sentence(self, rng: random.Random) -> Utterance:
        name, fixed, wordings = rng.choice(self.sentences)
        text, _, area = rng.choice(wordings).partition("|")
        arguments = {**_arguments(fixed), **({"area": area} if area else {})}
        return self._placed(text, name, arguments, rng)

    def _number(self, rng: random.Random) -> Utterance:
        name, fixed, argument, usual, wordings = rng.choice(self.numbers)
        limits = [int(limit) for limit in usual.split("-")]
        return self._numbered(rng.choice(wordings), name, _arguments(fixed), argument, limits, rng)

    def _talk(self, rng: random.Random) -> Utterance:
        _, things = rng.choice(self.switches)
        return Utterance(rng.choice(self.talk).replace("THING", rng.choice(things)), (), "reject")

    def _numbered(self, wording: str, name: str, arguments: dict, argument: str, usual: list[int], rng: random.Random) -> Utterance:
        spec = next(a for a in self.known[name].arguments if a.name == argument)
        outside = rng.random() < BEYOND and argument != "frequency"
        number = beyond(spec, rng) if outside else Decimal(rng.randint(*usual))
        if not outside and argument in ("temperature", "frequency") and usual[1] < 200 and rng.random() < 0.2:
            number += Decimal("0.5")
        placed = self._placed(wording, name, {**arguments, argument: json_number(number)}, rng)
        text = placed.text.replace("NUMBER", rng.choice(spellings(number)))
        return Utterance(text, (), "reject") if outside else Utterance(text, placed.calls, "single")

    def _placed(self, wording: str, name: str, arguments: dict, rng: random.Random) -> Utterance:
        place = ""
        takes_place = any(argument.name == "area" for argument in self.known[name].arguments) and "area" not in arguments
        if "PLACE" in wording and takes_place and rng.random() < PLACED:
            area, phrases = rng.choice(list(self.places.items()))
            place, arguments = rng.choice(phrases), {**arguments, "area": area}
        text = " ".join(wording.replace("PLACE", place).split())
        return Utterance(text, ({"function": name, "args": arguments},), "single")


def _arguments(fixed: str) -> dict:
    return dict(pair.split("=") for pair in fixed.split(",") if pair)
