"""The vehicle functions, read from the project's one catalogue file."""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
STANDARD = ROOT / "vehicle-api/src/main/resources/io/voxbus/vehicle/vehicle-functions.yaml"


@dataclass(frozen=True)
class Argument:
    """One argument: `words` it may take, and the range of numbers it may take (`minimum` is None where it takes none)."""

    name: str
    kind: str  # enum, area, number or level
    optional: bool
    words: tuple[str, ...] = ()
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    decimals: bool = False
    unit: str = ""

    @property
    def numeric(self) -> bool:
        return self.minimum is not None


@dataclass(frozen=True)
class Function:
    """One vehicle function; its token is `<vc_index>`."""

    index: int
    name: str
    about: str
    arguments: tuple[Argument, ...]

    @property
    def token(self) -> str:
        return f"<vc_{self.index}>"


@dataclass(frozen=True)
class Catalogue:
    """All functions in token order."""

    name: str
    version: int
    areas: tuple[str, ...]
    functions: tuple[Function, ...]

    def function(self, name: str) -> Function:
        """The function of that name; KeyError if there is none."""
        for function in self.functions:
            if function.name == name:
                return function
        raise KeyError(f"no function {name!r} in catalogue {self.name!r}")

    def hash(self) -> str:
        """SHA-256 of the canonical text, as 64 hexadecimal digits; comments and descriptions do not change it."""
        return hashlib.sha256(self.canonical_text().encode()).hexdigest()

    def canonical_text(self) -> str:
        """What makes two catalogues the same, a line a fact; the catalogue file's header documents the form."""
        lines = [f"catalogue {self.name} {self.version}", "areas " + " ".join(self.areas)]
        for function in self.functions:
            lines.append(f"function {function.index} {function.name}")
            lines.extend(_canonical_argument(argument) for argument in function.arguments)
        return "\n".join(lines) + "\n"


def plain(number: Decimal) -> str:
    """The shortest decimal form: 20, 0.5, 101.25."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def read_catalogue(path: Path = STANDARD) -> Catalogue:
    """Read a catalogue file."""
    raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    areas = tuple(raw["areas"])
    functions = tuple(
        Function(i, f["name"], f["about"], tuple(_argument(n, s, areas) for n, s in f["args"].items()))
        for i, f in enumerate(raw["functions"])
    )
    return Catalogue(raw["catalogue"], raw["version"], areas, functions)


def _argument(name: str, spec: dict, areas: tuple[str, ...]) -> Argument:
    optional = spec.get("optional", False)
    if "area" in spec:
        return Argument(name, "area", optional, words=areas)
    if "enum" in spec:
        return Argument(name, "enum", optional, words=tuple(spec["enum"]))
    kind = "level" if "level" in spec else "number"
    limits = spec[kind]
    return Argument(
        name,
        kind,
        optional,
        words=tuple(limits.get("words", ())),
        minimum=Decimal(str(limits["min"])),
        maximum=Decimal(str(limits["max"])),
        decimals=limits.get("decimal", False) if kind == "level" else not limits.get("integer", False),
        unit=limits.get("unit", ""),
    )


def _canonical_argument(argument: Argument) -> str:
    parts = ["argument", argument.name, "optional" if argument.optional else "required", argument.kind]
    if argument.kind == "enum":
        parts += argument.words
    if argument.numeric:
        parts += ["decimal" if argument.decimals else "integer", plain(argument.minimum), plain(argument.maximum)]
    if argument.kind == "level":
        parts += argument.words
    if argument.kind == "number":
        parts.append(argument.unit or "-")
    return " ".join(parts)
