"""Numbers as a speaker says them."""

import random
from decimal import Decimal

from .catalogue import Argument, plain

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spellings(number: Decimal) -> list[str]:
    """The ways to say a number: digits first, then words ("21.5", "twenty one point five", "twenty one and a half")."""
    whole, decimals = divmod(number, 1)
    words = _whole(int(whole))
    if not decimals:
        return [plain(number), words]
    digits = plain(decimals)[2:]
    said = [plain(number), f"{words} point {' '.join(_ONES[int(digit)] for digit in digits)}"]
    return [*said, f"{words} and a half"] if digits == "5" else said


def beyond(argument: Argument, rng: random.Random) -> Decimal:
    """A whole number outside the argument's range: mostly above it, now and then below it where that can be said."""
    lowest, highest = int(argument.minimum), int(argument.maximum)
    if lowest > 1 and rng.random() < 0.2:
        return Decimal(rng.randrange(lowest))
    return Decimal(highest + rng.randint(1, 2 * max(highest, 10)))


def _whole(number: int) -> str:
    """0 to 9999 in words, without "and"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f" {_ONES[ones]}" if ones else "")
    unit, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    count, rest = divmod(number, unit)
    return f"{_ONES[count]} {name}" + (f" {_whole(rest)}" if rest else "")
