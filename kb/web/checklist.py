"""A version as a checklist: its steps, and the items of its section „Lista kontrolna”. Pure."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kb.documents.model import Version
from kb.web.edition import Edition

_SECTION = "lista-kontrolna"
_HEADING = re.compile(r"#{3,4}\s+(?P<title>.+?)\s*#*")
_ITEM = re.compile(r"\s{0,3}[-*+] \[[ xX]\]\s+(?P<text>.+)")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to tick. `key` changes with its words, so that no tick moves to other words."""

    key: str
    text: Markup
    who: str = ""
    when: Markup | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Items under a heading; `anchor` is its identifier on the page."""

    anchor: str
    heading: str
    items: tuple[Item, ...]


def has_checklist(version: Version) -> bool:
    """Whether there is anything to tick."""
    return bool(version.meta.steps) or any(
        section.slug == _SECTION and "[ ]" in section.markdown for section in version.sections
    )


def checklist(version: Version, edition: Edition) -> tuple[Part, ...]:
    """The steps as the first part, then the items of the body under their own headings."""
    parts = [Part("kroki", "Kroki", _steps(version, edition))]
    for section in version.sections:
        if section.slug == _SECTION:
            parts += _parts(section.title, section.markdown, edition)
    return tuple(part for part in parts if part.items)


def _steps(version: Version, edition: Edition) -> tuple[Item, ...]:
    """The steps without links to explanations, which stand on the standard's own page."""
    rules = {deadline.id: deadline.rule for deadline in version.meta.deadlines}
    parties = edition.library.vocabulary.parties
    items = []
    for number, step in enumerate(version.meta.steps, 1):
        when = rules[step.deadline] if step.deadline else step.when
        items.append(
            Item(
                _key("krok", number, step.action),
                edition.text(step.action),
                parties[step.who].label,
                edition.text(when) if when else None,
            )
        )
    return tuple(items)


def _parts(title: str, markdown: str, edition: Edition) -> Iterator[Part]:
    heading, number, items = title, 1, list[Item]()
    for text, is_heading in _lines(markdown):
        if is_heading:
            yield Part(f"lista-{number}", heading, tuple(items))
            heading, number, items = text, number + 1, []
        else:
            items.append(Item(_key(f"lista-{number}", len(items) + 1, text), edition.text(text)))
    yield Part(f"lista-{number}", heading, tuple(items))


def _lines(markdown: str) -> Iterator[tuple[str, bool]]:
    """Headings and items of a list in order; the lines of a long item joined."""
    item: list[str] = []
    for line in markdown.splitlines():
        heading, begins = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if item and line.startswith("  ") and not begins:
            item.append(line.strip())
            continue
        if item:
            yield " ".join(item), False
            item = []
        if heading:
            yield heading["title"], True
        elif begins:
            item = [begins["text"].strip()]
    if item:
        yield " ".join(item), False


def _key(part: str, number: int, text: str) -> str:
    return f"{part}-{number}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"
