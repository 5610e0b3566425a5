"""The deadline calculator: what was typed → the fields of its form and the dates. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from kb.documents.calendar_pl import FIRST_DAY, LAST_DAY
from kb.documents.deadlines import DueDate, Start, due_dates, starts
from kb.documents.model import Deadline
from kb.web.addresses import day_of

EVENT = "zdarzenie"
DAY = "data"


@dataclass(frozen=True, slots=True)
class Field:
    """One date of the form: what was typed into it, the day that is, or what is wrong with it."""

    start: Start
    typed: str = ""
    day: date | None = None
    error: str = ""

    @property
    def label(self) -> str:
        """The event with a capital letter."""
        return self.start.label[:1].upper() + self.start.label[1:]


@dataclass(frozen=True, slots=True)
class Calculation:
    """The form and its answer; `errors` are those that belong to no single field."""

    fields: tuple[Field, ...]
    asked: bool
    errors: tuple[str, ...]
    dates: tuple[DueDate, ...]

    @property
    def wrong(self) -> bool:
        """Whether anything keeps the dates from being shown."""
        return bool(self.errors) or any(field.error for field in self.fields)

    @property
    def known(self) -> tuple[tuple[str, date], ...]:
        """The days that were given, in the order of the form."""
        return tuple((f.start.id, f.day) for f in self.fields if f.day is not None)

    @property
    def query(self) -> str:
        """The one spelling of the question as a query of the address."""
        pairs = ((EVENT, name, DAY, day.isoformat()) for name, day in self.known)
        return urlencode([pair for four in pairs for pair in (four[:2], four[2:])])


def calculate(
    deadlines: Sequence[Deadline], events: Sequence[str], days: Sequence[str]
) -> Calculation:
    """Read pairs of an event and a day, and count what follows from them."""
    typed = {name: day.strip() for name, day in zip(events, days, strict=False)}
    known_starts = starts(deadlines)
    fields = tuple(_field(start, typed.get(start.id, "")) for start in known_starts)
    asked = bool(days)
    errors = [
        f"Ten standard nie liczy terminów od zdarzenia „{name}”. Wybierz zdarzenie z listy."
        for name in dict.fromkeys(events)
        if name not in {start.id for start in known_starts}
    ]
    if asked and not any(field.typed for field in fields) and not errors:
        errors.append("Wpisz datę co najmniej jednego zdarzenia.")
    known = {field.start.id: field.day for field in fields if field.day is not None}
    wrong = bool(errors) or any(field.error for field in fields)
    return Calculation(fields, asked, tuple(errors), () if wrong else due_dates(deadlines, known))


def _field(start: Start, typed: str) -> Field:
    if not typed:
        return Field(start)
    day = day_of(typed)
    if day is None:
        error = "Nie rozpoznaliśmy tej daty. Wpisz ją jako rok-miesiąc-dzień, np. 2026-09-01."
        return Field(start, typed, error=error)
    if not FIRST_DAY <= day <= LAST_DAY:
        error = f"Wpisz datę od {FIRST_DAY.year} do {LAST_DAY.year} roku."
        return Field(start, typed, error=error)
    return Field(start, typed, day)
