"""A document with mistakes, read as far as it goes, so that all that is wrong is told at once."""

import re
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from kb.documents.model import FrontMatter, Version
from kb.documents.problems import Problem
from kb.documents.validation import model_at
from kb.documents.yaml_source import Path, field_name

_STAND_INS: dict[str | int, object] = {
    "code": "W-00",
    "valid_from": date.max,
    "legal_state": date.min,
    "review_by": date.max,
    "sectors": ["brak"],
    "topics": ["brak"],
    "file": "brak.md",
}
"""What stands where a value that must be there cannot be read; elsewhere a word does."""

_NEEDS = {
    "plik": ("group", "valid_from"),
    "group": ("code",),
    "steps.deadline": ("deadlines",),
    "valid_to": ("valid_from",),
    "withdrawn": ("valid_to",),
    "review_by": ("legal_state", "valid_from"),
}
"""What is said of a field is sure only if these could be read, too."""

_TEXT = "treść"
_WITHOUT_ANCHORS = FrontMatter.model_fields.keys() - {
    *("rules", "steps", "duties", "deadlines", "indicators", "questions", "attachments")
}
"""Fields that give the page no part that its text may link to."""


@dataclass(frozen=True, slots=True)
class ReadVersion:
    """What reading a file gave: a document as far as it goes, and what is wrong with it.

    `broken` names the fields, as problems do, whose values could not be read; in `document` they
    are left out or something stands for them.
    """

    document: Version | None
    problems: tuple[Problem, ...] = ()
    broken: frozenset[str] = frozenset()

    @property
    def version(self) -> Version | None:
        """The document if nothing is wrong with it: only then it is served."""
        return None if self.problems else self.document


def read_partly(data: object) -> tuple[FrontMatter | None, frozenset[str]]:
    """Front matter as far as it can be read, and the fields, named as in problems, that cannot.

    None when the data is no front matter at all.
    """
    if not isinstance(data, dict):
        return None, frozenset()
    try:
        return FrontMatter.model_validate(data), frozenset()
    except ValidationError as error:
        places = {_of_the_list(tuple(details["loc"])) for details in error.errors()}
    outermost = [at for at in places if not any(at[:end] in places for end in range(len(at)))]
    mended = deepcopy(data)
    for at in outermost:
        _set_aside(mended, at)
    return FrontMatter.model_validate(mended), frozenset(map(field_name, outermost))


def is_sure(problem: Problem, broken: frozenset[str]) -> bool:
    """Whether a problem is of what was read, not of what stands for something unreadable."""
    field = re.sub(r"\[\d+\]", "", problem.field)
    if field.startswith(_TEXT):
        return not any(_may_hold_anchors(name) for name in broken)
    needed = _NEEDS.get(field, ())
    return not any(
        _is_within(problem.field, name) or any(_is_within(name, need) for need in needed)
        for name in broken
    )


def _may_hold_anchors(broken: str) -> bool:
    """Whether the page lacks a part that its text may link to: a whole list, or an unknown key."""
    return "[" not in broken and broken.split(".")[0] not in _WITHOUT_ANCHORS


def _of_the_list(at: Path) -> Path:
    """An unreadable item takes its list along: its neighbours would no longer be counted right."""
    while at and isinstance(at[-1], int):
        at = at[:-1]
    return at


def _set_aside(data: Any, at: Path) -> None:
    *parents, key = at
    for part in parents:
        data = data[part]
    data.pop(key, None)
    model = model_at(FrontMatter, parents)
    if model is not None and key in model.model_fields and model.model_fields[key].is_required():
        data[key] = _STAND_INS.get(key, "brak")


def _is_within(field: str, outer: str) -> bool:
    return field == outer or field.startswith((f"{outer}.", f"{outer}["))
