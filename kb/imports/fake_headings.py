"""Headings that a file does not call so: short paragraphs set in bold, larger or centred. Pure."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_MOST_CHARACTERS = 120
_MOST_WORDS = 16
_LARGER = 1.12
"""How many times larger than the text a heading is."""
_MOST_IN_A_ROW = 3
"""More emphasised paragraphs in a row are emphasised text."""
_UNIT = re.compile(
    r"(?:(?:rozdział|dział|część|tytuł|załącznik(?: nr)?)\s+(?:[ivxlc]+|\d+)|§\s*\d+[a-z]?)\.?",
    re.IGNORECASE,
)
_NUMBER_ONLY = re.compile(r"[\divxlc]+[.)]?", re.IGNORECASE)
_END_OF_TEXT = (".", ";", ",", "?", "!", "…")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What a paragraph looks like. `level` is that of a real heading, 0 for none.

    `size` is in points, 0 when unknown. `list` names the list that the paragraph belongs to.
    """

    text: str
    bold: bool = False
    size: float = 0
    centred: bool = False
    in_table: bool = False
    list: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Headings:
    """Index of a paragraph → its level as a heading, the guessed title, units joined to the next.

    `joined` holds paragraphs ("Rozdział I") whose words go before those of the next heading.
    """

    levels: Mapping[int, int]
    title: int | None
    joined: frozenset[int]


def find_headings(paragraphs: Sequence[Paragraph]) -> Headings:
    """The paragraphs that look like headings; real ones are left out."""
    body = body_size(paragraphs)
    found = [i for i, p in enumerate(paragraphs) if _stands_out(p, body) and not p.level]
    found = _without_blocks(found, paragraphs)
    found = [i for i in found if _heads_something(i, paragraphs)]
    has_real = any(p.level for p in paragraphs)
    title = None if has_real else _title(found, paragraphs, body)
    joined = frozenset(
        i for i in found if i != title and i + 1 in found and _UNIT.fullmatch(_text(paragraphs[i]))
    )
    headings = [i for i in found if i != title]
    return Headings(_levels(headings, joined, paragraphs), title, joined)


def body_size(paragraphs: Sequence[Paragraph]) -> float:
    """The size in which most of the text is set."""
    sizes = Counter[float]()
    for paragraph in paragraphs:
        sizes[paragraph.size] += len(paragraph.text)
    return sizes.most_common(1)[0][0] if sizes else 0


def _text(paragraph: Paragraph) -> str:
    return " ".join(paragraph.text.split())


def _stands_out(paragraph: Paragraph, body: float) -> bool:
    text = _text(paragraph)
    if paragraph.in_table or not text or len(text) > _MOST_CHARACTERS:
        return False
    if _UNIT.fullmatch(text):
        return paragraph.bold or paragraph.centred or text[0] != "§"
    if len(text.split()) > _MOST_WORDS or text.endswith(_END_OF_TEXT) or text[0].islower():
        return False
    if _NUMBER_ONLY.fullmatch(text) or not any(c.isalpha() for c in text):
        return False
    larger = body > 0 and paragraph.size >= body * _LARGER
    return paragraph.bold or larger or (paragraph.centred and text.isupper())


def _without_blocks(found: list[int], paragraphs: Sequence[Paragraph]) -> list[int]:
    """Leave out long rows of emphasised paragraphs that all look the same."""
    kept: list[int] = []
    row: list[int] = []
    for index in [*found, -1]:
        if row and index == row[-1] + 1 and _look(paragraphs[index]) == _look(paragraphs[row[-1]]):
            row.append(index)
            continue
        if len(row) <= _MOST_IN_A_ROW:
            kept += row
        row = [index]
    return kept


def _look(paragraph: Paragraph) -> tuple[bool, float, bool]:
    return paragraph.bold, paragraph.size, paragraph.centred


def _heads_something(index: int, paragraphs: Sequence[Paragraph]) -> bool:
    """A heading is followed by text; an emphasised item of a list is no heading."""
    if index + 1 >= len(paragraphs):
        return False
    own = paragraphs[index].list
    return not own or paragraphs[index + 1].list != own


def _title(found: list[int], paragraphs: Sequence[Paragraph], body: float) -> int | None:
    """The first paragraph when nothing later is set as large."""
    if not found or found[0] > 3 or _UNIT.fullmatch(_text(paragraphs[found[0]])):
        return None
    first = paragraphs[found[0]]
    largest = max(p.size for p in paragraphs)
    alone = sum(p.size == largest for p in paragraphs) == 1
    return found[0] if first.size == largest and alone and largest > body else None


def _levels(
    headings: Sequence[int], joined: frozenset[int], paragraphs: Sequence[Paragraph]
) -> dict[int, int]:
    """Real headings lead: a guessed one stands below the last of them; else size tells."""
    ranks = sorted({_rank(paragraphs[i]) for i in headings if i not in joined})
    above: list[int] = []
    for paragraph in paragraphs:
        above.append(paragraph.level or (above[-1] if above else 0))
    if any(above):
        return {index: min(6, above[index] + 1) for index in headings}
    leaders = {index: index + 1 if index in joined else index for index in headings}
    return {
        index: min(6, ranks.index(_rank(paragraphs[leader])) + 1)
        for index, leader in leaders.items()
        if _rank(paragraphs[leader]) in ranks
    }


def _rank(paragraph: Paragraph) -> tuple[int, float]:
    """Sorts what stands higher first: larger before smaller, § below all."""
    return (1 if _text(paragraph).startswith("§") else 0, -paragraph.size)
