"""What a form sends ↔ the data of a row. Controls are named by their path: `articles.0.number`.

In between stands what was typed: texts as they are, rows with their blanks, so that nothing is
lost while a form goes to the server and back.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kb.editing_vocabulary.form_fields import FormField
from kb.editing_vocabulary.plain_data import is_empty

Typed = dict[str, Any]
"""Field → text, flag, list of texts, typed rows or a typed part, as the kind of the field says."""

KEY, NUMBER = "key", "value"
"""The two controls in a row of `factors`."""

MOST_ROWS = 400
"""Rows of one field; an act with every article stays far below."""

_WHOLE = re.compile(r"-?\d{1,9}")
_DECIMAL = re.compile(r"-?\d{1,9}([.,]\d{1,9})?")
_MOVES = {"wyzej": -1, "nizej": 1}


def typed_form(fields: Sequence[FormField], form: Mapping[str, str], prefix: str = "") -> Typed:
    """Read what a form sent."""
    return {field.name: _typed_field(field, form, f"{prefix}{field.name}") for field in fields}


def typed_row(fields: Sequence[FormField], data: Mapping[str, Any]) -> Typed:
    """What a form shows for the data of a row, right or wrong."""
    return {field.name: _shown(field, data.get(field.name)) for field in fields}


def row_data(fields: Sequence[FormField], typed: Typed) -> dict[str, Any]:
    """The row as its file holds it: numbers as numbers, without what nobody filled in.

    A number that cannot be read stays a text, for the check to tell.
    """
    found = {field.name: (field, _data(field, typed[field.name])) for field in fields}
    return {
        name: value
        for name, (field, value) in found.items()
        if not is_empty(value) or (value == "" and field.may_be_empty)
    }


def after_action(fields: Sequence[FormField], typed: Typed, action: str) -> Typed | None:
    """The form after a button of its rows; `None` when the button is none of them.

    Buttons are named `dodaj:<field>`, `usun:<field>.<row>`, `wyzej:<field>.<row>` (also `nizej`).
    """
    verb, _, target = action.partition(":")
    name, _, number = target.partition(".")
    field = next((f for f in fields if f.name == name), None)
    rows = typed.get(name)
    if field is None or not isinstance(rows, list) or field.kind == "lines":
        return None
    rows = list(rows)
    index = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else -1
    if verb == "dodaj":
        rows.append(_blank(field))
    elif verb == "usun" and 0 <= index < len(rows):
        del rows[index]
    elif verb in _MOVES and 0 <= index < len(rows):
        rows.insert(max(index + _MOVES[verb], 0), rows.pop(index))
    else:
        return None
    return {**typed, name: rows}


def _typed_field(field: FormField, form: Mapping[str, str], name: str) -> Any:
    text = form.get(name, "").replace("\r\n", "\n").strip()
    if field.kind == "flag":
        return name in form
    if field.kind == "lines":
        return [line for part in text.split("\n") if (line := " ".join(part.split()))]
    if field.kind == "part":
        return typed_form(field.fields, form, f"{name}.")
    if field.kind in ("rows", "choices", "factors"):
        return [_typed_item(field, form, f"{name}.{number}") for number in _numbers(form, name)]
    return text if field.kind == "text" else " ".join(text.split())


def _typed_item(field: FormField, form: Mapping[str, str], name: str) -> Any:
    if field.kind == "rows":
        return typed_form(field.fields, form, f"{name}.")
    if field.kind == "factors":
        return {part: form.get(f"{name}.{part}", "").strip() for part in (KEY, NUMBER)}
    return form.get(name, "").strip()


def _numbers(form: Mapping[str, str], name: str) -> list[int]:
    """The numbers of the rows that a form sent for a field, in order."""
    found = {
        int(match[1])
        for key in form
        if (match := re.match(rf"{re.escape(name)}\.(\d{{1,5}})(?:\.|$)", key, re.ASCII))
    }
    return sorted(found)[:MOST_ROWS]


def _blank(field: FormField) -> Any:
    if field.kind == "rows":
        return typed_form(field.fields, {})
    return {KEY: "", NUMBER: ""} if field.kind == "factors" else ""


def _shown(field: FormField, value: Any) -> Any:
    if field.kind == "flag":
        return value is True
    if field.kind in ("part", "rows", "factors"):
        return _shown_parts(field, value)
    if field.kind in ("lines", "choices"):
        return [_text(item) for item in value] if isinstance(value, list) else []
    return _text(value)


def _shown_parts(field: FormField, value: Any) -> Any:
    if field.kind == "part":
        return typed_row(field.fields, value if isinstance(value, Mapping) else {})
    if field.kind == "rows":
        rows = value if isinstance(value, list) else []
        return [typed_row(field.fields, row) for row in rows if isinstance(row, Mapping)]
    pairs = value.items() if isinstance(value, Mapping) else ()
    return [{KEY: str(key), NUMBER: _text(number)} for key, number in pairs]


def _text(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)


def _data(field: FormField, typed: Any) -> Any:
    if field.kind == "part":
        return row_data(field.fields, typed)
    if field.kind == "rows":
        return [row for item in typed if (row := row_data(field.fields, item))]
    if field.kind == "choices":
        return [item for item in typed if item]
    if field.kind == "factors":
        return {row[KEY]: _decimal(row[NUMBER]) for row in typed if row[KEY] or row[NUMBER]}
    if field.kind == "whole":
        return int(typed) if _WHOLE.fullmatch(typed) else typed
    return _decimal(typed) if field.kind == "decimal" else typed


def _decimal(text: str) -> float | str:
    return float(text.replace(",", ".")) if _DECIMAL.fullmatch(text) else text
