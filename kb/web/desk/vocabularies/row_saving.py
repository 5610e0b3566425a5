"""Saving one row to the draft of its vocabulary, whatever others did to it meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from kb.documents.problems import Problem
from kb.documents.text import slugify
from kb.editing_vocabulary.differences import FieldChange, row_differences
from kb.editing_vocabulary.form_data import Typed, row_data, typed_row
from kb.editing_vocabulary.form_fields import form_fields
from kb.editing_vocabulary.form_views import mistakes
from kb.editing_vocabulary.plain_data import alike
from kb.editing_vocabulary.rows import Row, file_of, key_field, read_vocabulary, title_of
from kb.editing_vocabulary.yaml_patch import CannotPatch
from kb.history.errors import DraftMoved, HistoryError, NoSuchRevision
from kb.history.model import Draft
from kb.web.desk.vocabularies.opening import Opened, open_vocabulary, text_at

RESERVED = "nowy"
"""No row can be called as the page that adds one."""
FREE_KEYS = frozenset({"typos"})
"""Vocabularies whose rows nobody points at: their identity is a field like any other."""

_NAMING = ("label", "term", "short", "canonical")
_ATTEMPTS = 3
_BUSY = "Ktoś inny zapisuje właśnie ten słownik → spróbuj jeszcze raz."

Done = Literal["", "zapisano", "bez-zmian"]


@dataclass(frozen=True, slots=True)
class ChangedByOthers:
    """What somebody else made of the row while the form was open, against what was typed.

    `draft` tells who and when, if the change stands in a draft; `is_gone` that the row was removed.
    """

    draft: Draft | None
    fields: tuple[FieldChange, ...]
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Attempt:
    """How saving went: `done` is empty when it did not, and the rest says why.

    `key` is the identity the row was opened under (`None` for a new one), then the saved one;
    `base` the state of the content that the form was filled in over.
    """

    opened: Opened
    key: str | None
    typed: Typed
    base: str
    done: Done = ""
    problems: tuple[Problem, ...] = ()
    changed: ChangedByOthers | None = None
    told: str = ""

    @property
    def row(self) -> Row | None:
        """The row as it is now."""
        return self.opened.text.row(self.key) if self.key is not None else None


def save_row(attempt: Attempt) -> Attempt:
    """Save what was typed, unless it is wrong or the row was changed by somebody else.

    The same sent twice is saved once; another row changed meanwhile does not matter.
    """
    for _ in range(_ATTEMPTS):
        tried = _try(attempt)
        if tried is not None:
            return tried
        attempt = replace(attempt, opened=open_vocabulary(attempt.opened.name))
    return replace(attempt, told=_BUSY)


def _try(attempt: Attempt) -> Attempt | None:
    """One attempt to save; `None` when the draft moved on under it."""
    opened, row = attempt.opened, attempt.row
    fields = form_fields(opened.name)
    typed = prepared(opened, attempt.typed) if attempt.key is None else attempt.typed
    if row is not None:
        shown = typed_row(fields, row.data)
        typed = {**typed, **{field: shown[field] for field in fixed_fields(opened, row)}}
    data = row_data(fields, typed)
    attempt = replace(attempt, typed=typed_row(fields, data))
    key = str(data.get(key_field(opened.name), ""))
    same = opened.text.row(key)
    if attempt.key is None and same is not None and alike(same.data, data):
        return replace(attempt, key=key, done="zapisano")
    problems = (*mistakes(opened.name, data), *_key_problems(opened, attempt.key, key))
    if problems:
        return replace(attempt, problems=problems)
    changed = _changed(attempt, data)
    if changed is not None:
        return replace(attempt, changed=changed)
    try:
        text = opened.text.with_row(attempt.key if row is not None else None, data)
        if text == opened.text.text:
            return replace(attempt, key=key, done="bez-zmian")
        note = f"{opened.about.title}: {title_of(Row(key, data, 1))}"
        opened.save({file_of(opened.name): text.encode()}, note)
    except DraftMoved:
        return None
    except (CannotPatch, HistoryError) as error:
        return replace(attempt, told=str(error))
    return replace(attempt, key=key, done="zapisano")


def prepared(opened: Opened, typed: Typed) -> Typed:
    """A new row with an identity that nobody needs to think up: a number, its name as a slug."""
    field = key_field(opened.name)
    if field == "id":
        return {**typed, field: _free_number(opened, typed)}
    if opened.name == "sections":
        return {**typed, field: slugify(typed["label"])}
    naming = [typed[name] for name in _NAMING if typed.get(name)] or typed.get("queries")
    if field == "slug" and not typed[field] and naming:
        return {**typed, field: slugify(naming[0])[:80].strip("-")}
    return typed


def fixed_fields(opened: Opened, row: Row | None) -> frozenset[str]:
    """The fields that the form shows but does not change: renaming has a page of its own."""
    field = key_field(opened.name)
    if row is None:
        return frozenset({field}) if field == "id" or opened.name == "sections" else frozenset()
    if opened.name in FREE_KEYS:
        return frozenset()
    return frozenset({field, "label"} if opened.name == "sections" else {field})


def _free_number(opened: Opened, typed: Typed) -> str:
    """The number the form was given, unless another row has taken it since; else the next one."""
    given = typed["id"]
    same = opened.text.row(given)
    data = row_data(form_fields(opened.name), typed)
    if given.isdigit() and (same is None or alike(same.data, data)):
        return str(given)
    numbers = [int(row.key) for row in opened.text.rows if row.key.isdigit()]
    return str(max(numbers, default=0) + 1)


def _key_problems(opened: Opened, old: str | None, key: str) -> tuple[Problem, ...]:
    path, field = str(file_of(opened.name)), key_field(opened.name)
    if old is None and opened.has_fixed_rows:
        return (
            Problem(path, 1, 1, field, "tu nie dodaje się wierszy", "zmień któryś z istniejących"),
        )
    if key == RESERVED:
        return (Problem(path, 1, 1, field, "tej nazwy używa sam serwis", "wpisz inną"),)
    if key != old and opened.text.row(key) is not None:
        remedy = "wpisz inną nazwę albo popraw tamten wiersz"
        return (Problem(path, 1, 1, field, "wiersz o tej nazwie już jest", remedy),)
    return ()


def _changed(attempt: Attempt, data: Mapping[str, Any]) -> ChangedByOthers | None:
    """What others made of the row since the form was opened, unless that is what was typed."""
    opened, row = attempt.opened, attempt.row
    if attempt.key is None or attempt.base == opened.revision:
        return None
    try:
        text = text_at(attempt.base, file_of(opened.name)) or ""
    except NoSuchRevision:
        text = ""
    before = read_vocabulary(opened.name, text).row(attempt.key)
    if row is not None and alike(row.data, data):
        return None
    if row is not None and before is not None and alike(before.data, row.data):
        return None
    fields = row_differences(opened.name, row.data if row is not None else {}, data)
    return ChangedByOthers(opened.draft, fields, is_gone=row is None)
