"""Catalogues of other sizes, derived from one by rule, with the rows that go with them.

Fewer functions: the first ones of the catalogue; a row that needs another is left out. More functions: one function after the other is
split by its argument of most closed values, so that `set_drive_mode(mode=eco)` becomes `set_drive_mode_eco()`, as long as there are not
more than wanted.
"""

from dataclasses import replace

from .catalogue import Argument, Catalogue, Function
from .utterances import Utterance


def resized(catalogue: Catalogue, rows: list[Utterance], size: int) -> tuple[Catalogue, list[Utterance]]:
    """The derived catalogue and rows. ValueError when splitting gives less than nine tenths of that size."""
    if size <= len(catalogue.functions):
        return _first(catalogue, rows, size)
    return _split(catalogue, rows, size)


def _first(catalogue: Catalogue, rows: list[Utterance], size: int) -> tuple[Catalogue, list[Utterance]]:
    functions = catalogue.functions[:size]
    known = {function.name for function in functions}
    kept = [row for row in rows if {call["function"] for call in row.calls + row.context} <= known]
    return replace(catalogue, functions=functions), kept


def _split(catalogue: Catalogue, rows: list[Utterance], size: int) -> tuple[Catalogue, list[Utterance]]:
    functions, split_by = list(catalogue.functions), {}
    for function in catalogue.functions:
        argument = _splitting(function)
        if argument is None or len(functions) - 1 + _parts(argument) > size:
            continue
        split_by[function.name] = argument
        functions.remove(function)
        functions += [_part(function, argument, value) for value in [*argument.words, *([""] if argument.optional else [])]]
    if len(functions) < size * 0.9:
        raise ValueError(f"splitting gives {len(functions)} functions, not {size}")
    renumbered = tuple(replace(function, index=i) for i, function in enumerate(functions))
    return replace(catalogue, functions=renumbered), [_relabelled(row, split_by) for row in rows]


def _splitting(function: Function) -> Argument | None:
    """The argument of most closed values; None where there is none."""
    closed = [argument for argument in function.arguments if argument.words and not argument.numeric]
    return max(closed, key=lambda argument: len(argument.words), default=None)


def _parts(argument: Argument) -> int:
    return len(argument.words) + argument.optional


def _part(function: Function, argument: Argument, value: str) -> Function:
    left = tuple(other for other in function.arguments if other.name != argument.name)
    return replace(function, name=_name(function.name, value), arguments=left)


def _name(function: str, value: str) -> str:
    return f"{function}_{value}" if value else function


def _relabelled(row: Utterance, split_by: dict[str, Argument]) -> Utterance:
    calls, context = (tuple(_call(call, split_by) for call in calls) for calls in (row.calls, row.context))
    return replace(row, calls=calls, context=context)


def _call(call: dict, split_by: dict[str, Argument]) -> dict:
    argument = split_by.get(call["function"])
    if argument is None:
        return call
    left = {name: value for name, value in call["args"].items() if name != argument.name}
    return {"function": _name(call["function"], call["args"].get(argument.name, "")), "args": left}
