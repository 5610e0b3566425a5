"""YAML read strictly, with the place of every value.

YAML 1.1 turns `no` into false, `12:30` into 750 and `010` into 8, lets a key stand twice and
gives no line for an impossible date. Here only `true`, `false`, `null` and plain decimal numbers
are anything but text, a repeated key is a problem, and every value knows its line and column.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

Path = tuple[str | int, ...]
Place = tuple[int, int]

_INTEGER = re.compile(r"-?(0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(0|[1-9]\d{0,17})\.\d{1,17}")
_STRING_TAG = "tag:yaml.org,2002:str"
_DEEPEST = 50
"""Lists and mappings within one another; the composer of libyaml fails hard on thousands."""
_TOO_DEEP = "listy zagnieżdżone zbyt głęboko"
_FAR_IN = re.compile(r"^ {100}|(?:[-?][ \t]+){50}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class YamlMistake:
    """What is wrong with the YAML itself, at `line` and `column` counted from 1."""

    line: int
    column: int
    field: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class YamlSource:
    """Parsed data, the place of every value and key by path, and the mistakes found."""

    data: object
    places: Mapping[Path, Place]
    mistakes: tuple[YamlMistake, ...] = ()

    def place(self, path: Path) -> Place:
        """The line and column of a value, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, (1, 1))


class _Loader(yaml.CSafeLoader):
    """A loader that takes every plain scalar as text; `_scalar` decides what is a number."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012


class _Reader:
    def __init__(self, first_line: int) -> None:
        self._first_line = first_line
        self.places: dict[Path, Place] = {}
        self.mistakes: list[YamlMistake] = []
        self._seen: set[int] = set()

    def place(self, mark: yaml.Mark) -> Place:
        return mark.line + self._first_line, mark.column + 1

    def build(self, node: yaml.Node, path: Path) -> object:
        self.places.setdefault(path, self.place(node.start_mark))
        if id(node) in self._seen:
            line, column = self.places[path]
            self.mistakes.append(
                YamlMistake(
                    line,
                    column,
                    field_name(path),
                    "odsyłacze YAML (*nazwa) są niedozwolone",
                    "wpisz treść wprost",
                )
            )
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(item, (*path, index)) for index, item in enumerate(node.value)]
        return _scalar(node)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            here = (*path, key)
            if key in result:
                line, column = self.place(key_node.start_mark)
                self.mistakes.append(
                    YamlMistake(
                        line,
                        column,
                        field_name(here),
                        f"klucz „{key}” stoi drugi raz (pierwszy w wierszu {self.places[here][0]})",
                        "zostaw jeden z nich",
                    )
                )
                continue
            self.places[here] = self.place(key_node.start_mark)
            result[key] = self.build(value_node, here)
        return result


def field_name(path: Path) -> str:
    """`("steps", 0, "who")` → `steps[1].who`; items are counted from 1, as people count."""
    name = ""
    for part in path:
        name += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if name else part
    return name or "plik"


def read_yaml(text: str, first_line: int = 1) -> YamlSource:
    """Read YAML that begins at `first_line` of its file. Never raises on any text."""
    reader = _Reader(first_line)
    try:
        node = compose(text)
    except yaml.YAMLError as error:
        return YamlSource(None, {}, (_explain(error, text, first_line),))
    if node is None:
        return YamlSource(None, {})
    data = reader.build(node, ())
    return YamlSource(data, reader.places, tuple(reader.mistakes))


def compose(text: str) -> yaml.Node | None:
    """The nodes of a text with their marks, for whoever changes the text itself.

    Raises:
        yaml.YAMLError: the text is not YAML, or too deep to be a document.
    """
    if _may_be_deep(text):
        _refuse_depth(text)
    loader = _Loader(text)
    try:
        node: yaml.Node | None = loader.get_single_node()
    finally:
        loader.dispose()
    return node


def _may_be_deep(text: str) -> bool:
    """Quickly tell texts that cannot be deep from those worth a closer look."""
    openings = text.count("[") + text.count("{")
    return openings > _DEEPEST or _FAR_IN.search(text) is not None


def _refuse_depth(text: str) -> None:
    """Raise an error of YAML where lists and mappings stand too deep within one another."""
    loader = _Loader(text)
    depth = 0
    try:
        while loader.check_event():
            event: Any = loader.get_event()
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            if depth > _DEEPEST:
                raise yaml.composer.ComposerError(None, None, _TOO_DEEP, event.start_mark)
    finally:
        loader.dispose()


def _scalar(node: yaml.Node) -> object:
    value = str(node.value)
    if node.tag != _STRING_TAG or getattr(node, "style", None):
        return value
    if value in ("", "null", "~"):
        return None
    if value in ("true", "false"):
        return value == "true"
    if _INTEGER.fullmatch(value):
        return int(value)
    if _DECIMAL.fullmatch(value):
        return float(value)
    return value


def _explain(error: yaml.YAMLError, text: str, first_line: int) -> YamlMistake:
    """Turn the parser's words into the mistake a person made."""
    words = str(error)
    unclosed = "while scanning a quoted scalar" in words
    mark = getattr(error, "context_mark" if unclosed else "problem_mark", None)
    row = mark.line if mark else 0
    lines = text.splitlines()
    source = lines[row] if row < len(lines) else ""
    line, column = row + first_line, (mark.column + 1 if mark else 1)
    field = source.split(":", 1)[0].strip(" -\t") or "plik"
    if "mapping values are not allowed" in words:
        return YamlMistake(
            line,
            column,
            field,
            "dwukropek w tekście bez cudzysłowu",
            f'ujmij cały tekst w cudzysłów: {field}: "…"',
        )
    if "\t" in source[: len(source) - len(source.lstrip())]:
        return YamlMistake(line, column, field, "tabulator we wcięciu", "użyj samych spacji")
    if isinstance(error, yaml.reader.ReaderError):
        return YamlMistake(first_line, 1, "plik", "niedozwolony znak sterujący", "usuń ten znak")
    if _TOO_DEEP in words:
        remedy = "sprawdź nawiasy i myślniki w tym wierszu"
        return YamlMistake(line, column, "plik", _TOO_DEEP, remedy)
    if unclosed:
        return YamlMistake(line, column, field, "brak zamykającego cudzysłowu", 'dopisz "')
    return YamlMistake(
        line,
        column,
        field,
        "nie da się odczytać zapisu YAML w tym miejscu",
        "sprawdź wcięcia, myślniki list i cudzysłowy w tym wierszu i nad nim",
    )
