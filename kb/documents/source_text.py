"""The text of a document file cut into front matter and body."""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SourceText:
    """Front matter and body of a file, each with the line of the file where it begins."""

    head: str
    head_line: int
    body: str
    body_line: int


def split_source(text: str) -> SourceText | None:
    """Cut at the first two lines of dashes; `None` when the front matter is missing."""
    fences = [match.start() for match in _FENCE.finditer(text)][:2]
    if len(fences) < 2 or text[: fences[0]].strip():
        return None
    first, second = fences
    return SourceText(
        head=text[first:second].partition("\n")[2],
        head_line=text.count("\n", 0, first) + 2,
        body=text[second:].partition("\n")[2],
        body_line=text.count("\n", 0, second) + 2,
    )
