"""Guidance in templates: what stands in square brackets until somebody writes the text. Pure."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from kb.documents.problems import Problem
from kb.documents.source_text import split_source
from kb.documents.yaml_source import Path, field_name, read_yaml

_MARK = "[uzupełnij:"
_GUIDANCE = re.compile(r"\[uzupełnij:[^\]]*\]?")
_SECTION = re.compile(r"^## +(?P<title>.+?)\s*$", re.MULTILINE)


def guidance(words: str) -> str:
    """A place for the author to fill in: `guidance("tytuł")` is "[uzupełnij: tytuł]"."""
    return f"{_MARK} {words}]"


def guidance_problems(text: str, path: PurePosixPath) -> Iterator[Problem]:
    """Every place of a document's text where guidance still stands."""
    parts = split_source(text) if _MARK in text else None
    if parts is None:
        return
    source = read_yaml(parts.head, parts.head_line)
    for at, value in _texts(source.data, ()):
        for found in _GUIDANCE.findall(value):
            yield Problem(str(path), *source.place(at), field_name(at), *_left(found))
    for match in _GUIDANCE.finditer(parts.body):
        before = parts.body[: match.start()]
        titles = _SECTION.findall(before)
        field = f"treść „{titles[-1]}”" if titles else "treść"
        line = parts.body_line + before.count("\n")
        yield Problem(str(path), line, 1, field, *_left(match[0]))


def _left(found: str) -> tuple[str, str]:
    return f"została wskazówka z szablonu: „{found}”", "wpisz w to miejsce własny tekst albo usuń"


def _texts(value: Any, at: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str) and _MARK in value:
        yield at, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _texts(inner, (*at, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _texts(inner, (*at, index))
