"""The rows of a vocabulary file, and the file with one row changed, added, moved or removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from pathlib import PurePosixPath
from typing import Any

from kb.documents.loading import read_list
from kb.documents.model import Part
from kb.documents.problems import Problem
from kb.documents.vocabulary import FILES
from kb.documents.yaml_source import read_yaml
from kb.editing_vocabulary.yaml_patch import CannotPatch, patched

_KEY_FIELDS = {"areas": "code", "groups": "code", "synonyms": "id", "typos": "wrong"}
_ITEMS = "items"
TITLE_FIELDS = ("label", "term", "short", "canonical", "wrong", "slug")
"""The fields by which people know a row, the best first."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its identity, its fields as plain data, the line where it begins."""

    key: str
    data: Mapping[str, Any]
    line: int


@dataclass(frozen=True, slots=True)
class VocabularyText:
    """A vocabulary as its file holds it; `problems` are those of the file alone."""

    name: str
    text: str
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]

    @property
    def path(self) -> PurePosixPath:
        """The file within the content folder."""
        return file_of(self.name)

    def row(self, key: str) -> Row | None:
        """The row with that identity."""
        return next((row for row in self.rows if row.key == key), None)

    def with_row(self, key: str | None, data: Mapping[str, Any]) -> str:
        """The text of the file with a row changed, or with a new one at the end.

        Raises:
            CannotPatch: there is no such row, or the file cannot be changed safely.
        """
        if key is not None:
            return patched(self.text, (_ITEMS, self._index(key)), data)
        return patched(self.text, (_ITEMS,), [*(row.data for row in self.rows), data])

    def without_row(self, key: str) -> str:
        """The text of the file without a row; raises like `with_row`."""
        index = self._index(key)
        rows = [row.data for row in self.rows]
        return patched(self.text, (_ITEMS,), rows[:index] + rows[index + 1 :])

    def moved(self, key: str, step: int) -> str:
        """The text with a row `step` places further down (up when negative), its lines kept.

        The comments directly above a row go with it. Raises like `with_row`.
        """
        index = self._index(key)
        other = index + step
        if not 0 <= other < len(self.rows):
            return self.text
        lines = self.text.splitlines(keepends=True)
        if not lines[-1].endswith("\n"):
            lines[-1] += "\n"
        starts = [*(self._start(lines, row.line) for row in self.rows), self._items_end(lines)]
        parts = [lines[start:end] for start, end in pairwise(starts)]
        parts.insert(other, parts.pop(index))
        result = "".join([*lines[: starts[0]], *chain(*parts), *lines[starts[-1] :]])
        moved = [row.data for row in self.rows]
        moved.insert(other, moved.pop(index))
        if [row.data for row in read_vocabulary(self.name, result).rows] != moved:
            raise CannotPatch("zapis tego pliku nie pozwala przestawić wierszy; zrób to ręcznie")
        return result

    def _index(self, key: str) -> int:
        for index, row in enumerate(self.rows):
            if row.key == key:
                return index
        raise CannotPatch(f"nie ma wiersza „{key}”")

    def _start(self, lines: list[str], line: int) -> int:
        """The index of the first line of a row: that of the comments directly above it."""
        index = line - 1
        while (
            index > 0 and lines[index - 1].lstrip().startswith("#") and lines[index - 1][0] == " "
        ):
            index -= 1
        return index

    def _items_end(self, lines: list[str]) -> int:
        """The index after the last line of the list: the next key of the file, or its end."""
        source = read_yaml(self.text)
        keys = [place[0] for path, place in source.places.items() if len(path) == 1]
        after = [line - 1 for line in keys if line > self.rows[-1].line]
        return min(after, default=len(lines))


def file_of(name: str) -> PurePosixPath:
    """The file of a vocabulary within the content folder."""
    return PurePosixPath("vocabulary") / f"{name}.yaml"


def key_field(name: str) -> str:
    """The field by which the rows of a vocabulary are known."""
    return _KEY_FIELDS.get(name, "slug")


def model_of(name: str) -> type[Part]:
    """The model of a row; raises `KeyError` for a vocabulary that does not exist."""
    return FILES[name]


def read_vocabulary(name: str, text: str) -> VocabularyText:
    """Read any text as a vocabulary file; rows with mistakes are there too, as they stand.

    What is not a list of rows gives no rows but problems.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    source = read_yaml(text)
    _, problems = read_list(name, text)
    items = source.data.get(_ITEMS) if isinstance(source.data, dict) else None
    found = items if isinstance(items, list) else []
    rows = tuple(
        Row(str(item.get(key_field(name), "")), item, source.place((_ITEMS, index))[0])
        if isinstance(item, dict)
        else Row("", {}, source.place((_ITEMS, index))[0])
        for index, item in enumerate(found)
    )
    return VocabularyText(name, text, rows, tuple(problems))


def title_of(row: Row) -> str:
    """What a person calls a row, right or wrong."""
    for field in TITLE_FIELDS:
        if row.data.get(field):
            return str(row.data[field])
    return row.key
