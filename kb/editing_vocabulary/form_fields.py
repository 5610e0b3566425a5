"""The fields of an editing form, read off the model of a vocabulary row."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kb.documents.validation import model_in
from kb.editing_vocabulary.choices import CHOICES
from kb.editing_vocabulary.references import ROW_FIELDS
from kb.editing_vocabulary.rows import model_of

FieldKind = Literal[
    "line",  # a short text
    "text",  # a text of some sentences
    "lines",  # a list of texts, one on each line
    "whole",  # a whole number
    "decimal",
    "day",
    "flag",
    "choice",  # one of `choices`, or of the values of the vocabulary `target`
    "choices",  # rows of such choices
    "part",  # one group of `fields`
    "rows",  # rows of `fields`
    "factors",  # rows of a choice with a number
]

_LONG = frozenset(
    {"intro", "definition", "note", "do_weryfikacji", "reason", "minimum", "text", "hint"}
)
_LISTS: Mapping[FieldKind, FieldKind] = {"line": "lines", "part": "rows", "choice": "choices"}

_PLAIN: Mapping[type, FieldKind] = {bool: "flag", int: "whole", float: "decimal", date: "day"}


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: its key in the row, what people read, and how it is filled in."""

    name: str
    label: str
    hint: str
    kind: FieldKind
    required: bool
    may_be_empty: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    target: str | None = None
    fields: tuple["FormField", ...] = ()


@cache
def form_fields(name: str) -> tuple[FormField, ...]:
    """The fields of a row of a vocabulary, in the order of its model.

    Raises:
        KeyError: there is no such vocabulary.
    """
    return _fields(model_of(name), ROW_FIELDS.get(name, {}))


def _fields(model: type[BaseModel], targets: Mapping[str, str]) -> tuple[FormField, ...]:
    return tuple(_field(name, info, targets.get(name)) for name, info in model.model_fields.items())


def _field(name: str, info: FieldInfo, target: str | None) -> FormField:
    kind = _kind(name, info.annotation, target)
    inner = model_in(info.annotation)
    return FormField(
        name=name,
        label=info.title or name,
        hint=info.description or "",
        kind=kind,
        required=info.is_required() and not _may_be_empty(info),
        may_be_empty=_may_be_empty(info),
        choices=tuple((value, CHOICES.get(value, value)) for value in _literals(info.annotation)),
        target=target,
        fields=_fields(inner, {}) if inner is not None else (),
    )


def _kind(name: str, annotation: Any, target: str | None) -> FieldKind:
    if get_origin(annotation) is dict:
        return "factors"
    if get_origin(annotation) is tuple:
        return _LISTS[_kind("", get_args(annotation)[0], target)]
    if target is not None or _literals(annotation):
        return "choice"
    if model_in(annotation) is not None:
        return "part"
    types = _types(annotation)
    for plain, kind in _PLAIN.items():
        if plain in types:
            return kind
    return "text" if name in _LONG else "line"


def _types(annotation: Any) -> set[Any]:
    """The bare types that an annotation names, constraints and alternatives aside."""
    found = {annotation} if isinstance(annotation, type) else set()
    return found.union(*(_types(part) for part in get_args(annotation)))


def _literals(annotation: Any) -> tuple[str, ...]:
    """The values of a closed choice, also when they are the keys of a mapping."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return next((found for part in get_args(annotation) if (found := _literals(part))), ())


def _may_be_empty(info: FieldInfo) -> bool:
    """Whether an empty text is a value of its own, as the number of the common block is."""
    return info.annotation is str and info.is_required() and not info.metadata
