"""Adding, removing and moving rows of a sent form, before it is read. Pure."""

import re
from dataclasses import dataclass
from typing import Literal

from kb.web.desk.editor.form_data import BODY, Pairs, indexes
from kb.web.desk.editor.form_fields import form_fields

Verb = Literal["add", "remove", "up", "down"]
_ACTION = re.compile(r"(?P<list>[a-z_.]+?)(?:\.(?P<row>\d{1,4}))?\.(?P<verb>add|remove|up|down)")
_SECTION = re.compile(r"body\.section\.(?P<slug>[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class RowAction:
    """What a button of a repeated field asks for; `row` is the number in the form."""

    list: str
    verb: Verb
    row: int = 0


def read_action(do: str) -> RowAction | None:
    """`steps.2.up`, `duties.office.add` → the action; `None` for anything else."""
    match = _ACTION.fullmatch(do)
    if match is None:
        return None
    field = form_fields().get(match["list"])
    if field is None or field.shape not in ("rows", "items"):
        return None
    verb: Verb = match["verb"]  # type: ignore[assignment]
    if (verb == "add") != (match["row"] is None):
        return None
    return RowAction(field.name, verb, int(match["row"] or 0))


def acted(pairs: Pairs, action: RowAction) -> tuple[list[tuple[str, str]], str]:
    """The form after the action, and the identity of the control to go on from."""
    numbers = indexes((name for name, _ in pairs), action.list)
    if action.verb == "add":
        return list(pairs), f"{action.list}.{len(numbers)}"
    if action.row not in numbers:
        return list(pairs), action.list
    place = numbers.index(action.row)
    if action.verb == "remove":
        prefix = f"{action.list}.{action.row}"
        rest = [(n, value) for n, value in pairs if n != prefix and not n.startswith(f"{prefix}.")]
        return rest, f"{action.list}.add"
    other = place + (-1 if action.verb == "up" else 1)
    if not 0 <= other < len(numbers):
        return list(pairs), f"{action.list}.{place}"
    swapped = {action.row: numbers[other], numbers[other]: action.row}
    moved = [(_renumbered(name, action.list, swapped), value) for name, value in pairs]
    at_end = other in (0, len(numbers) - 1)
    verb = action.verb if not at_end else ("down" if action.verb == "up" else "up")
    return moved, f"{action.list}.{other}.{verb}"


def section_asked(do: str) -> str | None:
    """`body.section.cel` → `cel`."""
    match = _SECTION.fullmatch(do)
    return match["slug"] if match is not None else None


def with_section(pairs: Pairs, title: str) -> list[tuple[str, str]]:
    """The form with a section of that title begun at the end of the body."""
    return [
        (name, f"{value.rstrip()}\n\n## {title}\n\n" if name == BODY else value)
        for name, value in pairs
    ]


def _renumbered(name: str, prefix: str, numbers: dict[int, int]) -> str:
    match = re.fullmatch(rf"({re.escape(prefix)})\.(\d{{1,4}})(\.\w+)?", name)
    if match is None:
        return name
    number = int(match[2])
    return f"{match[1]}.{numbers.get(number, number)}{match[3] or ''}"
