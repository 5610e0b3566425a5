"""A form as its page shows it: every control with its value, its choices and its problems."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from kb.documents.problems import Problem
from kb.documents.validation import validate
from kb.documents.yaml_source import YamlSource
from kb.editing_vocabulary.form_data import KEY, NUMBER, Typed
from kb.editing_vocabulary.form_fields import FormField
from kb.editing_vocabulary.rows import file_of, model_of

Options = tuple[tuple[str, str], ...]
OptionsOf = Callable[[str], Options]
"""A vocabulary, or `standards` → its values with what people call them."""

Step = str | int
Placed = tuple[tuple[Step, ...], Problem]
"""A problem with the rest of the path to its field."""

MOST_LINES = 16
"""Lines of a box for text; a longer one scrolls."""

_MISSING = "brak wymaganego pola"
_FILL_IN = "wypełnij to pole"
_STEP = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_SINGLE = ("line", "text", "whole", "decimal", "day", "choice", "lines", "flag")


@dataclass(frozen=True, slots=True)
class RowView:
    """One of the rows of a field, with the number it has for people."""

    number: int
    fields: tuple["FieldView", ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """One control, or a group of them; `id` is its name and its id on the page.

    `is_fixed` shows the value as text: it cannot be changed here.
    """

    field: FormField
    id: str
    value: str
    options: Options
    problems: tuple[Problem, ...]
    fields: tuple["FieldView", ...] = ()
    rows: tuple[RowView, ...] = ()
    is_fixed: bool = False

    @property
    def lines(self) -> int:
        """How many lines the text takes in a box, within reason."""
        return min(max(len(self.value) // 60, self.value.count("\n")) + 2, MOST_LINES)


@dataclass(frozen=True, slots=True)
class FormView:
    """The whole form; `problems` are told on top, each with the control it is about."""

    fields: tuple[FieldView, ...]
    problems: tuple[tuple[FieldView, Problem], ...]


def mistakes(name: str, data: object) -> tuple[Problem, ...]:
    """What is wrong with a row in itself, in the words of `kb check`.

    Who fills in a form does not know the keys of the file: a missing field is to be filled in.
    """
    found = validate(model_of(name), YamlSource(data, {}), str(file_of(name)))[1]
    return tuple(
        replace(problem, remedy=_FILL_IN) if problem.message == _MISSING else problem
        for problem in found
    )


def form_view(
    fields: Sequence[FormField],
    typed: Typed,
    problems: Sequence[Problem],
    options_of: OptionsOf,
    fixed: Collection[str] = (),
) -> FormView:
    """The form with what was typed; problems are placed by the names of their fields."""
    placed = [(_path(problem.field), problem) for problem in problems]
    views = _Builder(options_of).fields(fields, typed, placed, "", fixed)
    return FormView(views, tuple(_told(views)))


class _Builder:
    def __init__(self, options_of: OptionsOf) -> None:
        self._options_of = options_of

    def fields(
        self,
        fields: Sequence[FormField],
        typed: Typed,
        placed: Sequence[Placed],
        prefix: str,
        fixed: Collection[str] = (),
    ) -> tuple[FieldView, ...]:
        return tuple(
            self._field(field, typed[field.name], _below(placed, field.name), prefix, fixed)
            for field in fields
        )

    def _field(
        self,
        field: FormField,
        typed: object,
        placed: Sequence[Placed],
        prefix: str,
        fixed: Collection[str],
    ) -> FieldView:
        at = f"{prefix}{field.name}"
        if field.kind in _SINGLE:
            problems = tuple(problem for _, problem in placed)
            return FieldView(
                field,
                at,
                _value(typed),
                self._options(field),
                problems,
                is_fixed=field.name in fixed,
            )
        own = tuple(problem for rest, problem in placed if not rest)
        if field.kind == "part" and isinstance(typed, dict):
            inner = self.fields(field.fields, typed, placed, f"{at}.")
            return FieldView(field, at, "", (), own, fields=inner)
        rows = tuple(
            RowView(number + 1, self._row(field, item, _below(placed, number), f"{at}.{number}"))
            for number, item in enumerate(typed if isinstance(typed, list) else ())
        )
        lost = tuple(problem for _, problem in placed) if field.kind == "factors" else own
        return FieldView(field, at, "", (), lost, rows=rows)

    def _row(
        self, field: FormField, item: object, placed: Sequence[Placed], at: str
    ) -> tuple[FieldView, ...]:
        problems = tuple(problem for _, problem in placed)
        options = self._options(field)
        choice = FormField(KEY, field.label, "", "choice", required=False)
        if field.kind == "choices":
            return (FieldView(choice, at, str(item), options, problems),)
        if not isinstance(item, dict):
            return ()
        if field.kind == "factors":
            number = FormField(NUMBER, "Mnożnik", "", "decimal", required=False)
            return (
                FieldView(choice, f"{at}.{KEY}", item[KEY], options, problems),
                FieldView(number, f"{at}.{NUMBER}", item[NUMBER], (), ()),
            )
        return self.fields(field.fields, item, placed, f"{at}.")

    def _options(self, field: FormField) -> Options:
        return self._options_of(field.target) if field.target is not None else field.choices


def _value(typed: object) -> str:
    if isinstance(typed, bool):
        return "tak" if typed else ""
    return "\n".join(typed) if isinstance(typed, list) else str(typed)


def _path(name: str) -> tuple[Step, ...]:
    """`articles[2].title` → ("articles", 1, "title")."""
    return tuple(int(match[1]) - 1 if match[1] else match[2] for match in _STEP.finditer(name))


def _below(placed: Sequence[Placed], step: Step) -> list[Placed]:
    return [(rest[1:], problem) for rest, problem in placed if rest[:1] == (step,)]


def _told(views: Sequence[FieldView]) -> list[tuple[FieldView, Problem]]:
    """Every problem once, with its control, in the order of the form."""
    found: list[tuple[FieldView, Problem]] = []
    for view in views:
        found += [(view, problem) for problem in view.problems]
        found += _told(view.fields)
        for row in view.rows:
            found += _told(row.fields)
    return found
