"""A document with its problems → the form as its page draws it. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kb.documents.problems import Problem
from kb.web.desk.editor.choices import Choices, choices_of, deadline_choices
from kb.web.desk.editor.form_data import (
    BODY,
    as_text,
    rows_of,
    shown_body,
    texts_of,
    unknown_keys,
    value_at,
)
from kb.web.desk.editor.form_fields import Field, form_fields, form_parts
from kb.web.desk.editor.form_problems import Told, by_name, told
from kb.web.desk.editor.form_views import FieldView, FormView, ListView, PartView, RowView
from kb.web.desk.editor.row_names import row_name, row_title, title_keys

PLACEHOLDER = "NUMER"
"""Stands for the number of a row in the pattern from which scripts make new ones."""


def form_view(
    data: Mapping[str, Any],
    body: str,
    problems: Sequence[Problem],
    choices: Choices,
    *,
    fixed: frozenset[str] = frozenset(),
    new_row: str = "",
) -> FormView:
    """The form of a document.

    `fixed` names fields that cannot be changed here; `new_row` the repeated field that is to end
    with an empty row.
    """
    names = set(_names(data))
    found = told(problems, names)
    maker = _Maker(data, {**choices, "deadlines": deadline_choices(data)}, by_name(found), fixed)
    strange = unknown_keys(data)
    parts = [
        PartView(
            part.anchor,
            part.title,
            tuple(
                maker.body(body) if name == BODY else maker.entry(form_fields()[name], new_row)
                for name in part.names
            ),
            sum(_is_in(problem.name, part.names) for problem in found),
        )
        for part in form_parts()
    ]
    if strange:
        unknown = (
            Field(key, "line", key, "Wyczyść, aby usunąć.", required=False) for key in strange
        )
        entries = tuple(maker.entry(told_field, "") for told_field in unknown)
        wrong = sum(problem.name in strange for problem in found)
        parts.append(PartView("nieznane", "Pola, których baza nie zna", entries, wrong))
    return FormView(
        parts=tuple(parts),
        problems=found,
        shown=tuple(n for n in (*form_fields(), *strange, BODY) if n not in fixed),
        standards=tuple(choices.get("standards", ())),
    )


class _Maker:
    def __init__(
        self,
        data: Mapping[str, Any],
        choices: Choices,
        problems: Mapping[str, Sequence[Told]],
        fixed: frozenset[str],
    ) -> None:
        self._data = data
        self._choices = choices
        self._problems = problems
        self._fixed = fixed

    def body(self, text: str) -> FieldView:
        asked = Field(BODY, "text", "Treść dokumentu", "", required=False)
        return FieldView(asked, BODY, shown_body(text), problems=self._told(BODY))

    def entry(self, asked: Field, new_row: str) -> FieldView | ListView:
        value = value_at(self._data, asked.name)
        rows: list[Any]
        make: Callable[[Field, int | str, Any], RowView]
        if asked.shape == "rows":
            rows, make = rows_of(value, asked), self._row
        elif asked.shape == "items":
            rows, make = texts_of(value), self._item
        else:
            return self._control(asked, asked.name, value)
        if asked.name == new_row:
            rows = [*rows, None]
        return ListView(
            field=asked,
            words=row_name(asked.name),
            rows=tuple(make(asked, number, row) for number, row in enumerate(rows)),
            pattern=make(asked, PLACEHOLDER, None),
            problems=self._told(asked.name),
            growing=asked.name != "attachments",
        )

    def _row(self, asked: Field, number: int | str, row: Mapping[str, Any] | None) -> RowView:
        held = row or {}
        name = f"{asked.name}.{number}"
        known, titles = {column.key for column in asked.columns}, title_keys(asked)
        unknown = (Field(k, "line", k, "", required=False) for k in held if k not in known)
        return RowView(
            name=name,
            number=number + 1 if isinstance(number, int) else 0,
            title=row_title(asked, held, self._choices),
            controls=tuple(
                self._control(column, f"{name}.{column.key}", held.get(column.key), titles)
                for column in (*asked.columns, *unknown)
            ),
            problems=self._told(name),
            new=row is None,
        )

    def _item(self, asked: Field, number: int | str, text: str | None) -> RowView:
        name = f"{asked.name}.{number}"
        one = Field(asked.name, "line", row_name(asked.name).one, "", False, source=asked.source)
        control = FieldView(one, name, text or "", problems=self._told(name))
        number = number + 1 if isinstance(number, int) else 0
        titles = {choice.value: choice.label for choice in self._choices.get(asked.source, ())}
        return RowView(name, number, titles.get(text or "", ""), (control,), new=text is None)

    def _control(
        self, asked: Field, name: str, value: Any, titles: tuple[str, ...] = ()
    ) -> FieldView:
        values = tuple(texts_of(value)) if asked.shape in ("choices", "lines") else ()
        text = "\n".join(values) if asked.shape in ("choices", "lines") else as_text(value)
        chosen = values if asked.shape == "choices" else (text,)
        listed = asked.shape in ("choice", "choices")
        return FieldView(
            field=asked,
            name=name,
            value=text,
            values=values,
            choices=choices_of(asked, self._choices, chosen) if listed else (),
            problems=self._told(name),
            fixed=name in self._fixed,
            in_title=asked.key in titles,
        )

    def _told(self, name: str) -> tuple[Told, ...]:
        return tuple(self._problems.get(name, ()))


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    """Every control and row of the form of this document."""
    yield BODY
    yield from unknown_keys(data)
    for name, asked in form_fields().items():
        yield name
        value = value_at(data, name)
        if asked.shape == "items":
            yield from (f"{name}.{number}" for number in range(len(texts_of(value))))
        if asked.shape != "rows":
            continue
        for number, row in enumerate(rows_of(value, asked)):
            yield f"{name}.{number}"
            keys = {*(column.key for column in asked.columns), *row}
            yield from (f"{name}.{number}.{key}" for key in keys)


def _is_in(control: str, names: Sequence[str]) -> bool:
    """Whether a control belongs to one of the fields."""
    return any(control == name or control.startswith(f"{name}.") for name in names)
