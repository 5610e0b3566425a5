"""Where the values of the vocabularies are used: in documents and in rows of other vocabularies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kb.documents.model import Part, Version
from kb.documents.writings import writings
from kb.editing_vocabulary.references import (
    ADDRESSES,
    STANDARDS,
    Reference,
    document_references,
    law_references,
    row_law_references,
    row_references,
)
from kb.editing_vocabulary.rows import TITLE_FIELDS, file_of
from kb.library import Library

_NAMES = {address: name for name, address in ADDRESSES.items()}
_ADDRESS = re.compile(rf"/(?P<list>{'|'.join(_NAMES)})/(?P<value>[A-Za-z0-9-]+)")


class User(NamedTuple):
    """A document or a row that uses values.

    `list` is `standards` or the vocabulary, `key` the slug of the standard or the row's identity;
    `title` is what a person calls it; `path` is the file.
    """

    list: str
    key: str
    title: str
    path: str

    @property
    def since(self) -> date | None:
        """The first day of the version that a document is; `None` for a row."""
        return date.fromisoformat(PurePosixPath(self.path).stem) if self.list == STANDARDS else None


@dataclass(frozen=True, slots=True)
class Use:
    """Who uses a value, and in which places, told in words."""

    user: User
    places: tuple[str, ...]


class Uses:
    """Every use of every value of one library; a row that points at itself is none."""

    def __init__(self, library: Library) -> None:
        found: dict[tuple[str, str], dict[User, list[str]]] = {}
        for user, reference in _all_references(library):
            value = (reference.vocabulary, reference.value)
            if value != (user.list, user.key):
                found.setdefault(value, {}).setdefault(user, []).append(reference.place)
        self._found = {
            value: tuple(Use(user, tuple(dict.fromkeys(places))) for user, places in users.items())
            for value, users in found.items()
        }

    def of(self, name: str, key: str) -> tuple[Use, ...]:
        """Where a value is used, documents first; empty when it is not."""
        return self._found.get((name, key), ())


def row_title(row: Part) -> str:
    """What a person calls a row of a vocabulary."""
    for field in TITLE_FIELDS:
        value = getattr(row, field, None)
        if value:
            return str(value)
    return ""


def _all_references(library: Library) -> Iterator[tuple[User, Reference]]:
    for version in library.versions():
        user = User(STANDARDS, version.slug, version.meta.title, str(version.path))
        for reference in _of_document(version, library):
            yield user, reference
    words = library.vocabulary
    for name, key, reference in (
        *row_references(words),
        *row_law_references(words, library.citations),
    ):
        title = row_title(getattr(words, name)[key])
        yield User(name, key, title, str(file_of(name))), reference


def _of_document(version: Version, library: Library) -> Iterator[Reference]:
    yield from document_references(version, library.vocabulary)
    yield from law_references(version, library.citations)
    for writing in writings(version):
        for match in _ADDRESS.finditer(writing.markdown):
            name = _NAMES[match["list"]]
            yield Reference(name, match["value"], (), f"odnośnik, {writing.field}")
