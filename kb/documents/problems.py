"""A mistake in the content, told so that a person can mend it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.documents.text import DIACRITICS

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Where (`path` relative to the content folder, `line` and `column` from 1), what, the remedy.

    An error leaves the file out of the site; a warning does not.
    """

    path: str
    line: int
    column: int
    field: str
    message: str
    remedy: str
    severity: Severity = "error"

    def __str__(self) -> str:
        """`file:line:column field: what is wrong → what to write instead`."""
        note = "ostrzeżenie: " if self.severity == "warning" else ""
        return (
            f"{self.path}:{self.line}:{self.column} {self.field}: "
            f"{note}{self.message} → {self.remedy}"
        )


def nearest(value: str, known: Iterable[str]) -> str | None:
    """The known value that `value` was most likely meant to be, or `None` if none is near.

    Near means one edit in four characters, at least one and at most three (optimal string
    alignment), letter case and Polish diacritics aside.
    """
    limit = min(3, max(1, len(value) // 4))
    best = process.extractOne(
        value, list(known), scorer=OSA.distance, processor=_folded, score_cutoff=limit
    )
    return best[0] if best else None


def _folded(text: str) -> str:
    return text.lower().translate(DIACRITICS)


def choose_one_of(value: str, known: Iterable[str]) -> str:
    """The remedy for a value outside a closed list: the near miss first, else the whole list."""
    candidates = list(known)
    meant = nearest(value, candidates)
    if meant is not None:
        return f"wpisz „{meant}”"
    return "wybierz jedną z wartości: " + ", ".join(sorted(candidates))
