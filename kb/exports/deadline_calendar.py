"""Deadlines as days of a calendar: what a reader takes away must say rule, basis and source."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time

from kb.documents.deadline_words import (
    MOVING_BASIS,
    counting,
    counting_basis,
    shift_note,
    unverified,
)
from kb.documents.deadlines import DueDate, next_yearly
from kb.documents.model import Bound, Deadline, Version
from kb.documents.text import polish_date
from kb.exports.calendars import CalendarDay
from kb.library import Library

_DOMAIN = "baza-standardow-wspolpracy"
_SIGNS: dict[Bound, str] = {
    "najpozniej": "Ostatni dzień",
    "najwczesniej": "Najwcześniej",
    "przez": "Trwa do dziś",
}
_HONESTY = "Opracowanie redakcyjne; wiążąca jest treść aktu prawnego."


def stamp_of(day: date) -> datetime:
    """When a calendar was made, told to the day so that the same calendar is the same file."""
    return datetime.combine(day, time(), UTC)


def due_day(due: DueDate, version: Version, library: Library, url: str) -> CalendarDay:
    """A counted date, with a reminder on the working day before."""
    deadline = due.deadline
    counted = f"Jak policzono: {counting(due)}; {counting_basis(due)}."
    note = shift_note(due)
    if note is not None and due.moved:
        note = f"{note} ({MOVING_BASIS})."
    doubt = "; ".join(unverified(library.citations))
    check = f"Do weryfikacji w ISAP: {doubt}." if doubt else None
    uid = f"{version.id}.{deadline.id}.{due.start.id}.{due.start_day.isoformat()}"
    return CalendarDay(
        uid=f"{uid.replace('@', '.')}@{_DOMAIN}",
        day=due.day,
        summary=f"{_SIGNS[deadline.bound]}: {deadline.title} – {version.meta.title}",
        description=_description(deadline, version, library, url, [counted, note, check]),
        url=url,
        category=library.vocabulary.levels[deadline.level].label,
        reminder=True,
    )


def yearly_day(deadline: Deadline, version: Version, library: Library, url: str) -> CalendarDay:
    """A fixed day of the year, from the first on which the version is in force.

    Raises:
        ValueError: the deadline has no fixed day.
    """
    if deadline.yearly is None:
        raise ValueError(f"{deadline.id} has no fixed day of the year")
    return CalendarDay(
        uid=f"{version.slug}.{deadline.id}@{_DOMAIN}",
        day=next_yearly(deadline.yearly, version.meta.valid_from),
        summary=f"{_SIGNS[deadline.bound]}: {deadline.title} – {version.meta.title}",
        description=_description(deadline, version, library, url, []),
        url=url,
        category=library.vocabulary.levels[deadline.level].label,
        yearly=True,
        until=version.until,
    )


def _description(
    deadline: Deadline,
    version: Version,
    library: Library,
    url: str,
    counted: Iterable[str | None],
) -> str:
    words = library.vocabulary
    binding = words.levels[deadline.level].label
    lines = [
        f"{_capital(library.renderer.plain(deadline.rule))}.",
        f"Kogo wiąże: {words.parties[deadline.who].label}.",
        f"Podstawa: {deadline.basis} ({binding})." if deadline.basis else f"{binding}.",
        *(line for line in counted if line),
        f"Stan prawny na dzień {polish_date(version.meta.legal_state)}. {_HONESTY}",
        url,
    ]
    return "\n".join(lines)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".")
