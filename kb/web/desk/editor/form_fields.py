"""The fields of the form, read off the document model: what is asked, how, and in which order.

Pure. A field added to the model appears on the form in the part "Inne pola" until it is given a
place in `PARTS` and a label in `labels`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kb.documents.model import FrontMatter
from kb.web.desk.editor.labels import HINTS, ROW_HINTS, label_of

Shape = Literal["line", "text", "day", "choice", "choices", "lines", "items", "rows"]
"""One line, several lines, a date, one of a list, some of a list, a text with one value a line,
repeated plain values, repeated rows of fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: `name` is its path in the front matter, `source` names the list to choose from.

    `columns` are the fields of each row; `default` is the value the model gives when none stands.
    """

    name: str
    shape: Shape
    label: str
    hint: str
    required: bool
    source: str = ""
    default: str = ""
    literals: tuple[str, ...] = ()
    columns: tuple["Field", ...] = ()
    longest: int | None = None

    @property
    def key(self) -> str:
        """The last part of the name."""
        return self.name.rpartition(".")[2]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the form with its heading; the body of the document is the field `body`."""

    anchor: str
    title: str
    names: tuple[str, ...]


PARTS: tuple[Part, ...] = (
    Part("podstawowe", "Podstawowe dane", ("title", "kind", "level", "group", "code", "owner")),
    Part("skrot", "W skrócie", ("summary",)),
    Part("zakres", "Kogo i czego dotyczy", ("sectors", "topics", "fields", "keywords")),
    Part(
        "waznosc",
        "Ważność i zmiana",
        ("valid_from", "valid_to", "withdrawn", "legal_state", "review_by", "change_note"),
    ),
    Part("tresc", "Treść", ("body",)),
    Part("zasady", "Zasady", ("rules",)),
    Part("kroki", "Kroki", ("steps",)),
    Part("terminy", "Terminy", ("deadlines",)),
    Part("zobowiazania", "Zobowiązania stron", ("duties.office", "duties.organisation")),
    Part("wskazniki", "Wskaźniki", ("indicators",)),
    Part("pytania", "Pytania i odpowiedzi", ("questions",)),
    Part("prawo", "Podstawa prawna", ("legal_basis",)),
    Part("powiazania", "Powiązania", ("related", "supersedes")),
    Part("zalaczniki", "Wzory i załączniki", ("attachments",)),
    Part("weryfikacja", "Do weryfikacji", ("do_weryfikacji",)),
)

_SOURCES: Mapping[str, str] = {
    "kind": "kinds",
    "group": "groups",
    "sectors": "sectors",
    "topics": "topics",
    "fields": "fields",
    "level": "levels",
    "who": "parties",
    "deadline": "deadlines",
    "after": "deadlines",
    "related": "standards",
    "supersedes": "standards",
}
_LONG = frozenset(
    {"summary", "change_note", "withdrawn", "text", "action", "answer", "what", "reason"}
)
_LINES = frozenset({"keywords"})


@cache
def form_fields() -> Mapping[str, Field]:
    """Every field of the front matter by its name, in the order of the model."""
    found: dict[str, Field] = {}
    for key, info in FrontMatter.model_fields.items():
        inner = _model_in(info.annotation)
        if inner is not None and not _is_tuple(info.annotation):
            for part, part_info in inner.model_fields.items():
                name = f"{key}.{part}"
                found[name] = _field(name, part_info)
        else:
            found[key] = _field(key, info)
    return found


def form_parts() -> tuple[Part, ...]:
    """The parts of the form; fields of the model that have no place yet come last."""
    placed = {name for part in PARTS for name in part.names}
    rest = tuple(name for name in form_fields() if name not in placed)
    known = form_fields()
    parts = tuple(
        Part(part.anchor, part.title, tuple(n for n in part.names if n == "body" or n in known))
        for part in PARTS
    )
    return (*parts, Part("inne", "Inne pola", rest)) if rest else parts


def _field(name: str, info: FieldInfo, *, in_row: bool = False) -> Field:
    key = name.rpartition(".")[2]
    hints = {**HINTS, **ROW_HINTS} if in_row else HINTS
    shape = _shape(key, info.annotation)
    inner = _model_in(info.annotation) if shape == "rows" else None
    columns = inner.model_fields.items() if inner is not None else ()
    default = info.default if isinstance(info.default, str) else ""
    hint = hints.get(key, info.description or "")
    return Field(
        name=name,
        shape=shape,
        label=label_of(key),
        hint=hint if hint != label_of(key) else "",
        required=info.is_required(),
        source=_SOURCES.get(key, ""),
        default=default,
        literals=_literals(info.annotation),
        columns=tuple(_field(column, told, in_row=True) for column, told in columns),
        longest=_longest(info),
    )


def _shape(key: str, annotation: Any) -> Shape:
    if _is_tuple(annotation):
        if _model_in(annotation) is not None:
            return "rows"
        if key in _LINES:
            return "lines"
        return "choices" if _SOURCES.get(key, "standards") != "standards" else "items"
    if annotation is date or date in get_args(annotation):
        return "day"
    if key in _SOURCES or _literals(annotation):
        return "choice"
    return "text" if key in _LONG else "line"


def _is_tuple(annotation: Any) -> bool:
    return get_origin(annotation) is tuple


def _literals(annotation: Any) -> tuple[str, ...]:
    if get_origin(annotation) is Literal:
        return tuple(str(value) for value in get_args(annotation))
    return ()


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_model_in(a) for a in get_args(annotation) if a is not NoneType)
    return next((model for model in found if model is not None), None)


def _longest(info: FieldInfo) -> int | None:
    if _is_tuple(info.annotation):
        return None
    limits = (getattr(part, "max_length", None) for part in info.metadata)
    return next((limit for limit in limits if limit is not None), None)
