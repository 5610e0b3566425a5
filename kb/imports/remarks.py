"""What a person should know about an imported file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Severity = Literal["lost", "doubtful", "note"]
_LONGEST_QUOTE = 90


@dataclass(frozen=True, slots=True)
class Remark:
    """One remark: something was lost, is doubtful, or was changed on purpose.

    `place` is a quotation of the place in the file, or empty when the remark is about all of it.
    """

    severity: Severity
    text: str
    place: str = ""


def quote(text: str, longest: int = _LONGEST_QUOTE) -> str:
    """A short quotation: the beginning of a text, cut between words."""
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    return words[:longest].rsplit(" ", 1)[0].rstrip(",.;:–- ") + " …"


def quotations(texts: Sequence[str], most: int = 4) -> str:
    """`„raz”, „dwa” i 3 inne`."""
    shown = ", ".join(f"„{quote(text, 50)}”" for text in texts[:most])
    left = len(texts) - most
    return f"{shown} (i jeszcze {left})" if left > 0 else shown


def guessed_headings(texts: Sequence[str]) -> Remark:
    """The remark on paragraphs that were taken for headings."""
    return Remark(
        "doubtful",
        "Za nagłówki uznano akapity wyróżnione pogrubieniem, wielkością lub środkowaniem: "
        f"{quotations(texts, 6)}.",
    )
