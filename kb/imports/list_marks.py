"""The marks of list items in Markdown. Pure."""

import re
from collections.abc import Sequence
from typing import Any

_LETTERS = {"LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"}
_BOX = re.compile(r"^[☐□☑☒✓✔]\s+")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def markers(attributes: Sequence[Any], count: int) -> list[str]:
    """`1.` or `1)`; letters and Roman numbers stay as text in a list of dots: `- a)`."""
    start, style, delimiter = attributes[0], attributes[1]["t"], attributes[2]["t"]
    end = "." if delimiter in ("Period", "DefaultDelim") else ")"
    if style not in _LETTERS:
        return [f"{start + i}{end}" for i in range(count)]
    return [f"- {_letter(start + i, style)}{end}" for i in range(count)]


def _letter(number: int, style: str) -> str:
    if style.endswith("Alpha"):
        letter = chr(ord("a") + (number - 1) % 26) * (1 + (number - 1) // 26)
    else:
        letter = ""
        left = number
        for worth, sign in _ROMAN:
            times, left = divmod(left, worth)
            letter += sign * times
    return letter.upper() if style.startswith("Upper") else letter


def ticked(item: str) -> str:
    """An item that begins with a box to tick, as a task list has it."""
    return _BOX.sub(_task, item)


def _task(box: re.Match[str]) -> str:
    """A box to tick, as a task list has it."""
    return "[ ] " if box[0][0] in "☐□" else "[x] "
