"""What a person should know about an imported file."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["lost", "doubtful", "note"]
COMMENT = "Komentarz z pliku:"
"""How remarks begin that hold a comment."""
_LONGEST_QUOTE = 90
_MOST_ALIKE = 5
_PAGE_NUMBER = re.compile(r"[\W\d_]*(?:str(?:ona|\.)?)?[\W\d_]*(?:z)?[\W\d_]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: something was lost, is doubtful, or was changed on purpose.

    `place` is a quotation of the place in the file, or empty when the remark is about all of it.
    """

    severity: Severity
    text: str
    place: str = ""


def quote(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """A short quotation: the beginning of a text, cut between words, without its full stop."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words.removesuffix(".")
    return words[:longest].rsplit(" ", 1)[0].rstrip(",.;:–- ") + " …"


def quotations(texts: Sequence[str], most: int = 4) -> str:
    """`„raz”, „dwa” i 3 inne`."""
    shown = ", ".join(f"„{quote(text, 50)}”" for text in texts[:most])
    left = len(texts) - most
    return f"{shown} (i jeszcze {left})" if left > 0 else shown


def shortened(remarks: Sequence[Remark]) -> list[Remark]:
    """The remarks with no more than a few of the same kind; comments of people all stay."""
    kinds = Counter[tuple[Severity, str]]()
    kept: list[Remark] = []
    last: dict[tuple[Severity, str], Remark] = {}
    for remark in remarks:
        kind = (remark.severity, remark.text.partition("„")[0])
        kinds[kind] += 1
        if kinds[kind] <= _MOST_ALIKE or remark.text.startswith(COMMENT):
            kept.append(remark)
            last[kind] = remark
    for kind, remark in last.items():
        more = kinds[kind] - _MOST_ALIKE
        if more > 0 and not remark.text.startswith(COMMENT):
            kept[kept.index(remark)] = replace(
                remark, text=f"{remark.text} Takich miejsc jest jeszcze {more}."
            )
    return kept


def page_edges(texts: Sequence[str]) -> list[Remark]:
    """The remark on heads and feet of pages, unless they hold nothing but page numbers."""
    words = list(dict.fromkeys(text for text in texts if not _PAGE_NUMBER.fullmatch(text)))
    if not words:
        return []
    return [Remark("lost", f"Pominięto nagłówki i stopki stron: {quotations(words)}.")]


def guessed_headings(texts: Sequence[str]) -> Remark:
    """The remark on paragraphs that were taken for headings."""
    return Remark(
        "doubtful",
        "Za nagłówki uznano akapity wyróżnione pogrubieniem, wielkością lub środkowaniem: "
        f"{quotations(texts, 6)}.",
    )
