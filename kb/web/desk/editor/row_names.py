"""How the rows of repeated fields are called, and what the heading of a folded row says. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.web.desk.editor.choices import Choices
from kb.web.desk.editor.form_data import as_text
from kb.web.desk.editor.form_fields import Field

_LONGEST = 110
"""Characters of a heading; the whole text stands in the open row."""


@dataclass(frozen=True, slots=True)
class RowName:
    """`one` names a row ("Krok"), `add` stands on the button ("Dodaj krok")."""

    one: str
    add: str


_NAMES: Mapping[str, RowName] = {
    "rules": RowName("Zasada", "Dodaj zasadę"),
    "steps": RowName("Krok", "Dodaj krok"),
    "deadlines": RowName("Termin", "Dodaj termin"),
    "duties.office": RowName("Zobowiązanie urzędu", "Dodaj zobowiązanie urzędu"),
    "duties.organisation": RowName("Zobowiązanie organizacji", "Dodaj zobowiązanie organizacji"),
    "indicators": RowName("Wskaźnik", "Dodaj wskaźnik"),
    "questions": RowName("Pytanie", "Dodaj pytanie"),
    "legal_basis": RowName("Przepis", "Dodaj przepis"),
    "related": RowName("Powiązany standard", "Dodaj powiązany standard"),
    "supersedes": RowName("Zastępowany standard", "Dodaj zastępowany standard"),
    "attachments": RowName("Plik", "Dodaj plik"),
    "do_weryfikacji": RowName("Sprawa do sprawdzenia", "Dodaj sprawę do sprawdzenia"),
}
_TITLES: Mapping[str, tuple[str, ...]] = {
    "steps": ("who", "action"),
    "deadlines": ("title",),
    "questions": ("question",),
    "legal_basis": ("citation",),
    "attachments": ("title",),
    "do_weryfikacji": ("what",),
}


def row_name(name: str) -> RowName:
    """How a row of the repeated field is called."""
    return _NAMES.get(name, RowName("Pozycja", "Dodaj pozycję"))


def title_keys(asked: Field) -> tuple[str, ...]:
    """The columns whose values make the heading of a folded row."""
    return _TITLES.get(asked.name, (asked.columns[0].key,))


def row_title(asked: Field, row: Mapping[str, Any], choices: Choices) -> str:
    """The heading of a folded row, empty when the row is."""
    labels = {choice.value: choice.label for choice in choices.get("parties", ())}
    parts = []
    for key in title_keys(asked):
        text = as_text(row.get(key))
        parts.append(labels.get(text, text) if key == "who" else text)
    title = ": ".join(part for part in parts if part)
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
