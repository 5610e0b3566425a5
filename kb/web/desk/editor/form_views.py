"""What the page of the form draws: controls, rows, lists, parts. Pure."""

from dataclasses import dataclass

from kb.web.desk.editor.choices import Choice
from kb.web.desk.editor.form_fields import Field
from kb.web.desk.editor.form_problems import Told, by_name
from kb.web.desk.editor.row_names import RowName

CITED = frozenset({"citation", "basis"})
"""Keys of fields that hold citations of law."""


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
