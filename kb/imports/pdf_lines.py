"""Lines of PDF pages → paragraphs: running heads dropped, lines rejoined, words mended. Pure."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_EDGE = 2
"""Lines at the top and the bottom of a page where running heads stand."""
_MOST_PAGES_SHARE = 0.5
_NUMBER = re.compile(
    r"[–—\- ]*(?:str(?:ona|\.)?\s*)?\d{1,4}(?:\s*(?:z|/|\||of)\s*\d{1,4})?[–—\- ]*", re.IGNORECASE
)
_ITEM = re.compile(
    r"(?:[•●▪◦‣⁃\uf0b7\uf0a7\uf0d8]|[–—-](?=\s)|\(?\d{1,3}[.)](?=\s)|\(?[a-z]{1,2}\)(?=\s)"
    r"|§\s*\d+|(?:Rozdział|Art\.|Dział|Załącznik)\s+\w+)"
)
_BULLET = re.compile(r"^[•●▪◦‣⁃\uf0b7\uf0a7\uf0d8–—-]\s*")
_ENDS = (".", ":", ";", "!", "?")
_FULL_LINE = 0.8
_WIDER = 1.15
"""How many times the usual distance parts two paragraphs."""
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text as printed; `size` and `height` above the foot of the page in points.

    Size, weight and height are 0 where the file does not tell.
    """

    text: str
    size: float = 0.0
    bold: bool = False
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Joined:
    """A paragraph or list item; `is_item` tells that it begins with a mark of a list."""

    text: str
    size: float
    bold: bool
    is_item: bool = False


def without_running_heads(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], list[str]]:
    """The pages without numbers and repeated lines at their edges, and what was repeated."""
    counts = Counter(
        _generic(line.text)
        for page in pages
        for line in {_generic(x.text): x for x in (*page[:_EDGE], *page[-_EDGE:])}.values()
    )
    least = max(3, len(pages) * _MOST_PAGES_SHARE)
    repeated = {text for text, count in counts.items() if count >= least and text}
    kept, dropped = [], []
    for page in pages:
        lines = []
        for index, line in enumerate(page):
            at_edge = index < _EDGE or index >= len(page) - _EDGE
            if at_edge and _NUMBER.fullmatch(line.text.strip()):
                continue
            if at_edge and _generic(line.text) in repeated:
                dropped.append(line.text.strip())
                continue
            lines.append(line)
        kept.append(lines)
    return kept, list(dict.fromkeys(dropped))


def _generic(text: str) -> str:
    return re.sub(r"\d+", "#", " ".join(text.split()))


def paragraphs(pages: Sequence[Sequence[Line]]) -> tuple[list[Joined], int]:
    """Lines joined to paragraphs, over page breaks too; how many broken words were mended."""
    lines = [line for page in pages for line in page]
    width, leading = _usual_width(lines), _usual_leading(pages)
    found: list[Joined] = []
    mended = 0
    previous: Line | None = None
    for line in lines:
        text = " ".join(line.text.split())
        if not text:
            previous = None
            continue
        if previous is None or _begins(line, previous, width, leading):
            found.append(Joined(text, line.size, line.bold, _ITEM.match(text) is not None))
        else:
            joined, was_broken = _join(found[-1].text, text)
            mended += was_broken
            last = found[-1]
            found[-1] = Joined(joined, last.size, last.bold and line.bold, last.is_item)
        previous = line
    return found, mended


def item_text(text: str) -> tuple[str, str]:
    """A list item as its mark for Markdown (`-`, `1.`, or none) and its words."""
    bullet = _BULLET.match(text)
    if bullet:
        return "-", text[bullet.end() :]
    number = re.match(r"(\d{1,3}[.)])\s+", text)
    if number:
        return number[1], text[number.end() :]
    letter = re.match(r"[a-z]{1,2}\)\s+", text)
    return ("-", text) if letter else ("", text)


def _usual_width(lines: Sequence[Line]) -> int:
    """Characters of a full line: nine lines of ten are not longer."""
    lengths = sorted(len(line.text.strip()) for line in lines if len(line.text.strip()) > 20)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _usual_leading(pages: Sequence[Sequence[Line]]) -> float:
    """Points from one line to the next within a paragraph: the commonest distance."""
    gaps = Counter(
        round(above.height - line.height, 1) for page in pages for above, line in pairwise(page)
    )
    return next((gap for gap, _ in gaps.most_common() if gap > 1), 0.0)


def _begins(line: Line, previous: Line, width: int, leading: float) -> bool:
    """Whether a line begins a paragraph rather than going on with the one before it."""
    text, before = line.text.strip(), previous.text.strip()
    if _ITEM.match(text):
        return True
    if abs(line.size - previous.size) > 0.6 or line.bold != previous.bold:
        return not (text[:1].islower() and abs(line.size - previous.size) <= 0.6)
    if text[:1].islower():
        return False
    if leading and previous.height - line.height > leading * _WIDER:
        return True
    is_short = len(before) < width * _FULL_LINE
    return is_short and (before.endswith(_ENDS) or text[:1].isupper())


def _join(before: str, text: str) -> tuple[str, bool]:
    """Two lines as one; a hyphen at the break goes away unless the compound repeats it."""
    if not _BROKEN_WORD.search(before):
        return f"{before} {text}", False
    if text.startswith("-"):
        return before[:-1] + text, True
    if text[:1].islower():
        return before[:-1] + text, True
    return before + text, False
