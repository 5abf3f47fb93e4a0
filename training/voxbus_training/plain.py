"""The plainest wordings of each function, from a short table: what writers who try to be different leave out.

A wording holds `{}` for its number; other arguments stand beside it. Numbers beyond the catalogue's range make rejects
of the same wordings, so that the number decides and not the words around it.
"""

import random
from decimal import Decimal

from .catalogue import Catalogue
from .numbers import spellings
from .utterances import Utterance

# function | fixed arguments | the argument that is a number | its usual range | wordings
NUMBERS = """
set_temperature||temperature|15-30|set the temperature to {}/set temperature to {}/temperature {}/set it to {} degrees
set_temperature||temperature|15-30|set the temperature to {} degrees/{} degrees please/make it {} degrees
set_temperature||temperature|15-30|turn the temperature to {} degrees/change the temperature to {}
set_temperature|unit=celsius|temperature|15-30|set the temperature to {} degrees celsius/{} degrees celsius please
set_temperature|unit=fahrenheit|temperature|60-85|set the temperature to {} degrees fahrenheit/{} fahrenheit please
set_temperature||temperature|60-85|set the temperature to {}/set the temperature to {} degrees/temperature {}
set_temperature|area=driver|temperature|15-30|set the driver temperature to {} degrees/set the driver side to {}
set_temperature|area=passenger|temperature|15-30|set the passenger temperature to {}/set the passenger side to {} degrees
set_temperature|area=rear|temperature|15-30|set the rear temperature to {} degrees/set the back to {} degrees
set_volume||level|0-100|set the volume to {}/volume {}/turn the volume to {}/put the volume at {}/volume up to {}/set volume to {} percent
set_volume|channel=media|level|0-100|set the music volume to {}/set the radio to volume {}
set_cruise_speed||speed|20-200|set the cruise control to {}/set cruise to {}/cruise at {}/set the speed to {}
set_cruise_speed|unit=mph|speed|20-120|set the cruise control to {} miles per hour/cruise at {} mph
set_cruise_speed|unit=kmh|speed|20-200|set the cruise control to {} kilometers per hour/cruise at {} kmh
set_fan_speed||level|0-10|set the fan to {}/set the fan speed to {}/fan speed {}
set_seat_heating||level|0-5|set the seat heating to {}/seat heater on {}/set the seat heater to level {}
set_seat_ventilation||level|0-5|set the seat ventilation to {}/set the seat cooling to level {}
set_charge_limit||level|20-100|set the charge limit to {} percent/charge to {} percent
tune_radio||frequency|88-108|tune to {}/tune the radio to {}/set the radio to {}
recall_seat_memory||slot|1-5|recall seat memory {}/go to seat position {}
save_seat_memory||slot|1-5|save seat memory {}/save this seat position as {}
adjust_volume|direction=up|amount|1-40|turn the volume up by {}/increase the volume by {}
adjust_volume|direction=down|amount|1-40|turn the volume down by {}/lower the volume by {}
adjust_temperature|direction=up|amount|1-8|turn the temperature up by {} degrees/raise the temperature by {} degrees
adjust_temperature|direction=down|amount|1-8|turn the temperature down by {} degrees/lower the temperature by {} degrees
adjust_cruise_speed|direction=up|amount|1-30|increase the cruise speed by {}
adjust_cruise_speed|direction=down|amount|1-30|decrease the cruise speed by {}
control_window|action=open|position|5-95|open the window {} percent/open the windows to {} percent
control_sunroof|action=open|position|5-95|open the sunroof {} percent
set_brightness|target=display|level|0-100|set the display brightness to {} percent/set the screen brightness to {}
"""
WORDS = """
control_window|action=open|open the window/open the windows/roll down the window
control_window|action=close|close the window/close the windows/roll up the window
control_window|action=open,area=rear_left|open the rear left window
control_window|action=open,area=driver|open the driver window
query_status|item=range|what is my range/what's the range/how far can i go
query_status|item=battery_level|what is the battery level/how much battery is left
query_status|item=fuel_level|how much fuel is left/what is the fuel level
query_status|item=speed|how fast am i going/what is my speed
query_status|item=outside_temperature|what is the outside temperature/how cold is it outside
query_status|item=tire_pressure|what is the tire pressure/check the tire pressure
set_cruise_control|state=on|turn on cruise control/switch on the cruise control
set_cruise_control|state=off|turn off cruise control/switch off the cruise control
"""
TOO_MUCH = {"temperature": (100, 200), "level": (101, 300), "speed": (260, 500)}


class PlainCommands:
    """Draws plain commands, and now and then one whose number the catalogue does not have."""

    def __init__(self, catalogue: Catalogue):
        known = {function.name for function in catalogue.functions}
        self.numbers = [line.split("|") for line in NUMBERS.strip().splitlines() if line.split("|")[0] in known]
        self.words = [line.split("|") for line in WORDS.strip().splitlines() if line.split("|")[0] in known]

    def draw(self, rng: random.Random) -> Utterance:
        """One plain command."""
        if rng.random() < 0.3:
            function, fixed, wordings = rng.choice(self.words)
            return _utterance(rng.choice(wordings.split("/")), function, _arguments(fixed))
        function, fixed, name, usual, wordings = rng.choice(self.numbers)
        wording = rng.choice(wordings.split("/"))
        if name in TOO_MUCH and rng.random() < 0.05:
            return Utterance(wording.format(rng.randint(*TOO_MUCH[name])), (), "reject")
        number = rng.randint(*(int(limit) for limit in usual.split("-")))
        half = name in ("temperature", "frequency") and rng.random() < 0.2
        text = wording.format(rng.choice(spellings(Decimal(number) + (Decimal("0.5") if half else 0))))
        return _utterance(text, function, {**_arguments(fixed), name: number + 0.5 if half else number})


def _utterance(text: str, function: str, arguments: dict) -> Utterance:
    return Utterance(text, ({"function": function, "args": arguments},), "single")


def _arguments(fixed: str) -> dict:
    return dict(pair.split("=") for pair in fixed.split(",") if pair)
