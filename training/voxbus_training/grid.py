"""Which commands the hand-written rows cover: every function with every value and, where it has one, every place."""

from collections import defaultdict
from dataclasses import dataclass

from .catalogue import Argument, Catalogue
from .utterances import Utterance

ENOUGH_ROWS, ENOUGH_WRITERS = 12, 4
NUMBER, NOWHERE = "(number)", "-"


@dataclass(frozen=True, order=True)
class Cell:
    """One value of one argument of a function, said at one place; numbers are one value."""

    function: str
    argument: str
    value: str
    area: str


Grid = dict[Cell, list[str]]  # the writer of each row that fills the cell


def grid(rows: list[Utterance], catalogue: Catalogue) -> Grid:
    """The cells, empty ones too. A row fills those of its calls; only values that must be said are crossed with places."""
    cells: Grid = {cell: [] for cell in _cells(catalogue)}
    for row in rows:
        for call in row.calls:
            for cell in _filled(call, cells):
                cells[cell].append(row.writer)
    return cells


def thin(cells: Grid) -> list[Cell]:
    """The cells with too few rows or writers, thinnest first."""
    lacking = [c for c, writers in cells.items() if len(writers) < ENOUGH_ROWS or len(set(writers)) < ENOUGH_WRITERS]
    return sorted(lacking, key=lambda cell: (len(cells[cell]), cell))


def report(rows: list[Utterance], catalogue: Catalogue, most: int) -> str:
    """Rows of each kind, thin cells of each function, and the thinnest of all."""
    cells = grid(rows, catalogue)
    lacking = thin(cells)
    by_function = defaultdict(int)
    for cell in lacking:
        by_function[cell.function] += 1
    kinds = {kind: sum(row.kind == kind for row in rows) for kind in ("single", "multi", "followup", "reject")}
    lines = [f"{len(rows)} rows by {len({row.writer for row in rows})} writers: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items())]
    lines.append(f"{len(lacking)} of {len(cells)} cells have fewer than {ENOUGH_ROWS} rows or {ENOUGH_WRITERS} writers")
    lines += [f"{count:5}  {name}" for name, count in sorted(by_function.items(), key=lambda entry: -entry[1])]
    if lacking:
        lines.append("the thinnest:")
    for cell in lacking[:most]:
        place = f" area={cell.area}" if cell.area != NOWHERE else ""
        lines.append(f"{len(cells[cell]):5} rows, {len(set(cells[cell]))} writers  {cell.function} {cell.argument}={cell.value}{place}")
    return "\n".join(lines)


def _cells(catalogue: Catalogue) -> list[Cell]:
    cells = []
    for function in catalogue.functions:
        has_area = any(argument.kind == "area" for argument in function.arguments)
        for argument in function.arguments:
            places = [NOWHERE, *(catalogue.areas if has_area and not argument.optional else ())]
            cells += [Cell(function.name, argument.name, value, place) for value in _values(argument) for place in places]
    return cells


def _values(argument: Argument) -> list[str]:
    if argument.kind == "area":
        return []
    return [*argument.words, *([NUMBER] if argument.numeric else [])]


def _filled(call: dict, cells: Grid) -> list[Cell]:
    filled = []
    for name, value in call["args"].items():
        said = value if isinstance(value, str) else NUMBER
        cell = Cell(call["function"], name, said, call["args"].get("area", NOWHERE))
        filled += [c for c in (cell, Cell(call["function"], name, said, NOWHERE)) if c in cells][:1]
    return filled
