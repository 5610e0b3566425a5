"""The form as its page draws it: parts, fields, rows, values, choices and problems. Pure."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.documents.problems import Problem
from kb.web.desk.editor.choices import Choice, Choices, choices_of, deadline_choices
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
from kb.web.desk.editor.row_names import RowName, row_name, row_title, title_keys

CITED = frozenset({"citation", "basis"})
"""Keys of fields that hold citations of law."""
PLACEHOLDER = "NUMER"
"""Stands for the number of a row in the pattern from which scripts make new ones."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """One control: its name is its identity on the page too.

    `fixed` ones are only shown; those `in_title` make the heading of the folded row.
    """

    field: Field
    name: str
    value: str = ""
    values: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    problems: tuple[Told, ...] = ()
    fixed: bool = False
    in_title: bool = False

    @property
    def cited(self) -> bool:
        """Whether the control holds citations, which are checked while typing."""
        return self.field.key in CITED

    @property
    def several_lines(self) -> bool:
        """Whether a text area is needed."""
        return self.field.shape in ("text", "lines") or "\n" in self.value

    @property
    def lines(self) -> int:
        """The height of the text area."""
        return min(12, max(3, self.value.count("\n") + 1 + len(self.value) // 90))

    @property
    def said(self) -> str:
        """The value as a reader sees it."""
        labels = {choice.value: choice.label for choice in self.choices}
        return labels.get(self.value, self.value) or "–"

    @property
    def none_label(self) -> str:
        """What the empty choice says."""
        if not self.field.default:
            return "wybierz" if self.field.required else "brak"
        labels = {choice.value: choice.label for choice in self.choices}
        return f"domyślnie: {labels.get(self.field.default, self.field.default)}"


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a repeated field; `number` counts from 1."""

    name: str
    number: int
    title: str
    controls: tuple[FieldView, ...]
    problems: tuple[Told, ...] = ()
    new: bool = False

    @property
    def wrong(self) -> bool:
        """Whether anything in the row has a problem."""
        return bool(self.problems) or any(control.problems for control in self.controls)

    @property
    def open(self) -> bool:
        """Whether the row begins unfolded."""
        return self.new or self.wrong


@dataclass(frozen=True, slots=True)
class ListView:
    """A repeated field: its rows, and the pattern of a new one."""

    field: Field
    words: RowName
    rows: tuple[RowView, ...]
    pattern: RowView
    problems: tuple[Told, ...] = ()
    growing: bool = True

    @property
    def name(self) -> str:
        """The path of the field."""
        return self.field.name


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the form with its heading; `wrong` is how many problems stand in it."""

    anchor: str
    title: str
    entries: tuple[FieldView | ListView, ...]
    wrong: int = 0


@dataclass(frozen=True, slots=True)
class FormView:
    """The whole form; `shown` names its fields, `standards` are those it can refer to."""

    parts: tuple[PartView, ...]
    problems: tuple[Told, ...]
    shown: tuple[str, ...]
    standards: tuple[Choice, ...]

    @property
    def beside(self) -> tuple[Told, ...]:
        """What stands beside the controls."""
        return tuple(told for group in by_name(self.problems).values() for told in group)


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
