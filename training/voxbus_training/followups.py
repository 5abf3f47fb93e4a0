"""Follow-ups made from single commands: what changes is said, the rest stays as it was in the turn before."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from .catalogue import Argument, Catalogue
from .numbers import spellings
from .tokens import json_number
from .utterances import Utterance

AGAIN = "a bit more;more;some more;a little more;once more;again;and again;still more;keep going;even more".split(";")
OTHER_WAY = "too much;no the other way;other way;that's too much;oops too far".split(";")
SAME_AGAIN = "once more;again;and again;keep going".split(";")  # where "more" is a value of its own
PLACE = "and {};also {};same {};the same {};and {} too;{} as well;now {};no {};and also {};do that {};{} too".split(";")
VALUE = "{};make it {};no {};make that {};actually {};{} please;better {};i meant {};change it to {};set it to {};{} instead".split(";")
BACK = {
    "off": "off again;turn it off again;turn it back off;no off;and off again;switch it back off;okay off".split(";"),
    "on": "on again;turn it on again;turn it back on;no on;and back on;switch it back on;okay on".split(";"),
    "close": "close it again;shut it again;now close it;and close again;no close it".split(";"),
    "open": "open it again;now open it;and open again;no open it".split(";"),
}
NOTHING = (
    "thanks;that's perfect;no leave it;good;great thanks;leave it like that;that's fine;okay perfect;never mind;that's better;"
    "no don't;perfect;lovely;stop it's fine;no more;that's enough thanks"
).split(";")
OPPOSITE = {"on": "off", "off": "on", "open": "close", "close": "open"}
TURNED = {"up": "down", "down": "up", "forward": "backward", "backward": "forward", "more": "less", "less": "more"}
ADJUST_OF = {
    "set_temperature": "adjust_temperature",
    "set_volume": "adjust_volume",
    "set_fan_speed": "adjust_fan_speed",
    "set_seat_heating": "adjust_seat_heating",
    "set_seat_ventilation": "adjust_seat_ventilation",
    "set_brightness": "adjust_brightness",
}
STAYS_BEHIND = {"amount", "distance"}  # said again or gone

Make = Callable[[dict, random.Random], tuple[str, list[dict]] | None]


@dataclass(frozen=True)
class FollowUps:
    """Draws follow-ups to the calls of single commands; `places` are phrases for each area."""

    catalogue: Catalogue
    places: dict[str, list[str]]

    def follow(self, before: Utterance, rng: random.Random) -> Utterance | None:
        """A follow-up to a single command; None where the drawn kind does not apply to it."""
        kinds: list[Make] = [self._place, self._value, self._value, self._back, self._again, self._other_way, _nothing]
        made = rng.choice(kinds)(before.calls[0], rng)
        if made is None:
            return None
        text, calls = made
        return Utterance(text, tuple(calls), "followup", before.calls)

    def _place(self, call: dict, rng: random.Random) -> tuple[str, list[dict]] | None:
        if not self._argument(call, "area") or call["function"] == "adjust_mirror":
            return None
        area = rng.choice([area for area in self.places if area != call["args"].get("area")])
        text = rng.choice(PLACE).format(rng.choice(self.places[area]))
        return text, [_changed(call, area=area)]

    def _value(self, call: dict, rng: random.Random) -> tuple[str, list[dict]] | None:
        """Another number for the one that was set."""
        numbers = [a for a in self._arguments(call) if a.numeric and not isinstance(call["args"].get(a.name, ""), str)]
        if len(numbers) != 1 or numbers[0].name in STAYS_BEHIND:
            return None
        old, number = call["args"][numbers[0].name], numbers[0]
        new = Decimal(str(old)) + rng.choice([-10, -5, -3, -2, -1, 1, 2, 3, 5, 10])
        if not number.minimum <= new <= number.maximum:
            return None
        text = rng.choice(VALUE).format(rng.choice(spellings(new)))
        return text, [_changed(call, **{number.name: json_number(new)})]

    def _back(self, call: dict, rng: random.Random) -> tuple[str, list[dict]] | None:
        """The opposite of what was switched or opened; "back on" after mute would mean the sound."""
        if call["function"] == "set_mute":
            return None
        for argument in self._arguments(call):
            other = OPPOSITE.get(str(call["args"].get(argument.name)))
            if argument.kind != "area" and other in argument.words and "position" not in call["args"]:
                return rng.choice(BACK[other]), [_changed(call, **{argument.name: other})]
        return None

    def _again(self, call: dict, rng: random.Random) -> tuple[str, list[dict]] | None:
        if "direction" in call["args"]:
            more_is_a_value = any("more" in argument.words for argument in self._arguments(call))
            return rng.choice(SAME_AGAIN if more_is_a_value else AGAIN), [_changed(call)]
        return self._adjusted(call, rng.choice(AGAIN[:4]), "up")

    def _other_way(self, call: dict, rng: random.Random) -> tuple[str, list[dict]] | None:
        turned = TURNED.get(call["args"].get("direction", ""))
        if turned:
            return rng.choice(OTHER_WAY), [_changed(call, direction=turned)]
        return self._adjusted(call, "a bit less", "down")

    def _adjusted(self, call: dict, text: str, direction: str) -> tuple[str, list[dict]] | None:
        """After a value was set, more or less of it is the adjust function with its area, channel or target."""
        name = ADJUST_OF.get(call["function"])
        if name is None or {"off", "on", "auto"} & {str(value) for value in call["args"].values()}:
            return None
        kept = {key: value for key, value in call["args"].items() if key in ("area", "channel", "target")}
        return text, [{"function": name, "args": {"direction": direction, **kept}}]

    def _arguments(self, call: dict) -> tuple[Argument, ...]:
        return self.catalogue.function(call["function"]).arguments

    def _argument(self, call: dict, name: str) -> bool:
        return any(argument.name == name for argument in self._arguments(call))


def _nothing(_call: dict, rng: random.Random) -> tuple[str, list[dict]]:
    return rng.choice(NOTHING), []


def _changed(call: dict, **changes) -> dict:
    """The call with changes; an amount is not carried over, nor the unit that belongs to it."""
    gone = STAYS_BEHIND | ({"unit"} if STAYS_BEHIND & set(call["args"]) else set())
    return {"function": call["function"], "args": {k: v for k, v in call["args"].items() if k not in gone} | changes}
