"""The attachments and pictures of a document that is being edited. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.documents.body import split_sections
from kb.editing.document import EditedDocument, with_data

_FIELD = "attachments"
_BRACKETS = re.compile(r"([\\\[\]])")


@dataclass(frozen=True, slots=True)
class Row:
    """An attachment as the front matter lists it."""

    file: str
    title: str


def rows_of(document: EditedDocument) -> tuple[Row, ...]:
    """The attachments listed; rows without a file name are left to the editor."""
    return tuple(
        Row(row["file"], str(row.get("title") or ""))
        for row in _raw_rows(document)
        if isinstance(row, Mapping) and isinstance(row.get("file"), str)
    )


def with_row(document: EditedDocument, row: Row) -> EditedDocument:
    """The document with one attachment more."""
    rows = [*_raw_rows(document), {"file": row.file, "title": row.title}]
    return with_data(document, attachments=rows)


def without_row(document: EditedDocument, file: str) -> EditedDocument:
    """The document without that attachment; what its text says of the file stays."""
    rows = [row for row in _raw_rows(document) if not _is(row, file)]
    return with_data(document, attachments=rows or None)


def with_titles(document: EditedDocument, titles: Mapping[str, str]) -> EditedDocument:
    """The document with the titles of some files changed."""
    rows = [
        {**row, "title": titles[row["file"]]}
        if isinstance(row, Mapping) and row.get("file") in titles
        else row
        for row in _raw_rows(document)
    ]
    return with_data(document, attachments=rows or None)


def renamed(document: EditedDocument, file: str, new: str) -> EditedDocument:
    """The document that speaks of `new` wherever it spoke of `file`, list and body alike."""
    rows = [{**row, "file": new} if _is(row, file) else row for row in _raw_rows(document)]
    body = _name(file).sub(new, document.body)
    return replace(with_data(document, attachments=rows or None), body=body)


def with_picture(document: EditedDocument, section: str, file: str, alt: str) -> EditedDocument:
    """The document with a picture at the end of the section of that title."""
    sections, _ = split_sections(document.body, str(document.path), 1, ())
    starts = [found.line for found in sections] + [len(document.body.splitlines()) + 1]
    for number, found in enumerate(sections):
        if found.title == section:
            lines = document.body.splitlines()
            before = "\n".join(lines[: starts[number + 1] - 1]).rstrip()
            after = "\n".join(lines[starts[number + 1] - 1 :])
            body = f"{before}\n\n{picture_markdown(file, alt)}\n"
            return replace(document, body=f"{body}\n{after}\n" if after else body)
    return document


def section_titles(document: EditedDocument) -> tuple[str, ...]:
    """The titles of the sections, in their order."""
    sections, _ = split_sections(document.body, str(document.path), 1, ())
    return tuple(section.title for section in sections)


def picture_markdown(file: str, alt: str) -> str:
    """What stands for a picture in the text."""
    words = _BRACKETS.sub(r"\\\1", " ".join(alt.split()))
    return f"![{words}]({file})"


def mentions(text: str, file: str) -> bool:
    """Whether a text speaks of the file."""
    return _name(file).search(text) is not None


def _name(file: str) -> re.Pattern[str]:
    """The name standing alone, not as a part of a longer one."""
    return re.compile(rf"(?<![a-z0-9._/-]){re.escape(file)}(?![a-z0-9_-]|\.[a-z0-9])")


def _raw_rows(document: EditedDocument) -> list[Any]:
    rows = document.data.get(_FIELD)
    return list(rows) if isinstance(rows, list | tuple) else []


def _is(row: object, file: str) -> bool:
    return isinstance(row, Mapping) and row.get("file") == file
