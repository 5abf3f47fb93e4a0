"""The output vocabulary, and the grammar of valid token sequences, both derived from the catalogue.

`<vc_1> temperature= 2 1 area=driver <vc_24> action=vent area=speaker <vc_end>` is two calls; `<vc_end>` alone is none.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from .catalogue import Argument, Catalogue, Function, plain

START, END = 0, 1
MAXIMUM_CALLS = 4
MAXIMUM_DECIMALS = 2
DIGITS = "0123456789."

Call = dict  # {"function": name, "args": {name: value}}, as in the utterance files


class TokenVocabulary:
    """Every token the decoder can emit, in the order that Java derives too."""

    def __init__(self, catalogue: Catalogue):
        tokens = ["<vc_start>", "<vc_end>", *(f.token for f in catalogue.functions), *DIGITS]
        for function in catalogue.functions:
            for argument in function.arguments:
                tokens.extend(_argument_tokens(argument))
        self.tokens = list(dict.fromkeys(tokens))
        self.ids = {token: i for i, token in enumerate(self.tokens)}

    def __len__(self) -> int:
        return len(self.tokens)


def _argument_tokens(argument: Argument) -> list[str]:
    tokens = [f"{argument.name}={word}" for word in argument.words]
    return [*tokens, f"{argument.name}="] if argument.numeric else tokens


@dataclass(frozen=True)
class State:
    """Where a sequence stands: calls begun, the function being filled, its next argument, and the number being spelled."""

    calls: int = 0
    function: Function | None = None
    position: int = 0
    number: str | None = None
    ended: bool = False


class Grammar:
    """Says which token may follow, and turns calls into tokens and back."""

    def __init__(self, catalogue: Catalogue, vocabulary: TokenVocabulary):
        self.catalogue = catalogue
        self.vocabulary = vocabulary
        self._functions = {vocabulary.ids[f.token]: f for f in catalogue.functions}
        self._cache: dict[State, dict[int, State]] = {}

    def transitions(self, state: State) -> dict[int, State]:
        """Each token id that may come next, with the state it leads to."""
        if state not in self._cache:
            self._cache[state] = dict(self._transitions(state))
        return self._cache[state]

    def opens_or_ends(self, token: int) -> bool:
        """Whether the token is a function's or `<vc_end>`."""
        return token == END or token in self._functions

    def encode(self, calls: list[Call]) -> list[int]:
        """The token ids of calls, `<vc_end>` included. KeyError for a word or argument that the catalogue lacks."""
        ids = self.vocabulary.ids
        out = []
        for call in calls:
            function = self.catalogue.function(call["function"])
            out.append(ids[function.token])
            for argument in function.arguments:
                if argument.name in call["args"]:
                    out.extend(ids[t] for t in _value_tokens(argument, call["args"][argument.name]))
        return [*out, END]

    def decode(self, tokens: list[int]) -> list[Call]:
        """The calls of a complete sequence. ValueError where the grammar does not allow a token."""
        state, calls, number = State(), [], None
        for token in tokens:
            following = self.transitions(state).get(token)
            if following is None:
                raise ValueError(f"{self.vocabulary.tokens[token]} may not stand there")
            text = self.vocabulary.tokens[token]
            if token in self._functions:
                calls.append({"function": self._functions[token].name, "args": {}})
            elif text in DIGITS:
                calls[-1]["args"][number] = json_number(Decimal(following.number))
            elif token != END:
                number, word = text.split("=", 1)
                if word:
                    calls[-1]["args"][number] = word
            state = following
        if not state.ended:
            raise ValueError("the sequence does not end")
        return calls

    def _transitions(self, state: State):
        if state.ended:
            return
        if state.number is not None:
            argument = state.function.arguments[state.position]
            yield from self._digits(state, argument)
            if not _complete(state.number, argument):
                return
            state = replace(state, position=state.position + 1, number=None)
        yield from self._arguments(state)

    def _digits(self, state: State, argument: Argument):
        for digit in DIGITS:
            number = state.number + digit
            if _possible(number, argument):
                yield self.vocabulary.ids[digit], replace(state, number=number)

    def _arguments(self, state: State):
        arguments = state.function.arguments if state.function else ()
        for position in range(state.position, len(arguments)):
            argument = arguments[position]
            for word in argument.words:
                yield self.vocabulary.ids[f"{argument.name}={word}"], replace(state, position=position + 1)
            if argument.numeric:
                yield self.vocabulary.ids[f"{argument.name}="], replace(state, position=position, number="")
            if not argument.optional:
                return
        yield END, State(ended=True)
        if state.calls < MAXIMUM_CALLS:
            for token, function in self._functions.items():
                yield token, State(calls=state.calls + 1, function=function)


def json_number(number: Decimal) -> int | float:
    """A number as the utterance files write it: whole numbers without a point."""
    return int(number) if number == number.to_integral_value() else float(number)


def _value_tokens(argument: Argument, value: str | int | float) -> list[str]:
    if isinstance(value, str):
        return [f"{argument.name}={value}"]
    return [f"{argument.name}=", *plain(Decimal(str(value)))]


def _complete(number: str, argument: Argument) -> bool:
    """Whether the number may end here: in range, and written in its shortest form."""
    if not number or number.endswith(".") or ("." in number and number.endswith("0")):
        return False
    return argument.minimum <= Decimal(number) <= argument.maximum


def _possible(number: str, argument: Argument) -> bool:
    """Whether some completion of this prefix lies within the argument's range."""
    whole, point, decimals = number.partition(".")
    if not whole or (len(whole) > 1 and whole[0] == "0") or "." in decimals:
        return False
    if point:
        return argument.decimals and len(decimals) <= MAXIMUM_DECIMALS and _fraction_possible(whole, decimals, argument)
    return _whole_possible(whole, argument)


def _fraction_possible(whole: str, decimals: str, argument: Argument) -> bool:
    """A fraction must not end in a zero, so the candidates are counted in its smallest step."""
    room = MAXIMUM_DECIMALS - len(decimals)
    if room == 0 and decimals.endswith("0"):
        return False
    scale = Decimal(10) ** -MAXIMUM_DECIMALS
    low = Decimal(f"{whole}.{decimals}0")
    high = low + (10**room - 1) * scale
    low = max(low, Decimal(whole) + scale)
    return max(low, argument.minimum) <= min(high, argument.maximum)


def _whole_possible(whole: str, argument: Argument) -> bool:
    slack = 1 - Decimal(10) ** -MAXIMUM_DECIMALS if argument.decimals else Decimal(0)
    low = high = Decimal(whole)
    while low <= argument.maximum:
        if high + slack >= argument.minimum:
            return True
        if whole == "0":
            return False
        low, high = low * 10, high * 10 + 9
    return False
