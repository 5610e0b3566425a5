"""What the name of a paragraph style says, in Polish and English Word and LibreOffice."""

import re
from dataclasses import dataclass
from typing import Literal

RoleName = Literal["heading", "title", "subtitle", "contents"]

_HEADING = re.compile(r"(?:heading|nagłówek|naglowek|nagwek) ?([1-9])\b")
_CONTENTS = re.compile(
    r"(?:toc|spis treści|spistreci|contents|user index|nagłówek spisu treści|nagwekspisutreci)"
    r"(?: ?(?:\d+|heading))?"
)
_TITLES: dict[str, RoleName] = {
    "title": "title",
    "tytuł": "title",
    "tytu": "title",
    "subtitle": "subtitle",
    "podtytuł": "subtitle",
    "podtytu": "subtitle",
}


@dataclass(frozen=True, slots=True)
class Role:
    """What a style makes of a paragraph; `level` of a heading, from 1."""

    name: RoleName
    level: int = 0


def role_of(style: str) -> Role | None:
    """The role that a style has by its name (`Nagłówek 2`, `heading 2`, `Nagwek2`)."""
    name = " ".join(style.replace("_20_", " ").lower().split())
    heading = _HEADING.match(name)
    if heading:
        return Role("heading", int(heading[1]))
    if _CONTENTS.fullmatch(name):
        return Role("contents")
    return Role(_TITLES[name]) if name in _TITLES else None
