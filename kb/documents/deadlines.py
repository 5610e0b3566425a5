"""Deadlines → dates, counted from the days of events. Pure.

The day of the event is not counted (art. 57 § 1 KPA, art. 111 § 2 KC). A period in weeks, months
or years ends on the day of that name or number (art. 57 § 2–3a KPA, art. 112 KC). A period whose
end falls on a Saturday or a day free by law ends on the next day that is neither (art. 57 § 4 KPA,
art. 115 KC). That last rule moves only what must be done at the latest after an event: moving the
earliest day, a stretch of time, notice given before an event or a fixed day of the year would
change what they ask for.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from kb.documents.calendar_pl import (
    add_months,
    add_working_days,
    day_in_year,
    next_working_day,
)
from kb.documents.model import Deadline
from kb.documents.text import slugify

Unit = Literal["day", "working_day", "week", "month", "year"]

_TERM = re.compile(
    r"(?P<amount>\d{1,3}) (?:(?P<working_day>dzień roboczy|dni robocze|dni roboczych)"
    r"|(?P<day>dzień|dni)|(?P<week>tydzień|tygodnie|tygodni)"
    r"|(?P<month>miesiąc|miesiące|miesięcy)|(?P<year>rok|lata|lat))"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A period: `amount` of `unit`."""

    amount: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Start:
    """What periods are counted from: an event, or a deadline that others follow.

    `id` stands in addresses: the slug of the event, or the identifier of the deadline.
    """

    id: str
    label: str
    is_deadline: bool = False


@dataclass(frozen=True, slots=True)
class DueDate:
    """A deadline with its day.

    `start` is where the period begins on `start_day`; `ends` is the day on which it ends and
    `day` the one to hold to, later when the end was moved from a free day. `known` tells that
    `start_day` was given, not counted.
    """

    deadline: Deadline
    term: Term
    start: Start
    start_day: date
    known: bool
    ends: date
    day: date

    @property
    def moved(self) -> bool:
        """Whether the end was moved from a free day."""
        return self.day != self.ends


def parse_term(text: str) -> Term | None:
    """Read a period written in Polish; `None` when it is not one."""
    match = _TERM.fullmatch(text.strip().replace("\u00a0", " "))
    if match is None or int(match["amount"]) == 0:
        return None
    units: tuple[Unit, ...] = ("working_day", "day", "week", "month", "year")
    return Term(int(match["amount"]), next(unit for unit in units if match[unit]))


def starts(deadlines: Sequence[Deadline]) -> tuple[Start, ...]:
    """What dates can be counted from: events first, then deadlines that others follow."""
    followed = {deadline.after for deadline in deadlines}
    found = [event_start(d.event) for d in deadlines if d.event and d.term]
    found += [deadline_start(d) for d in deadlines if d.id in followed]
    return tuple({start.id: start for start in reversed(found)}.values())[::-1]


def event_start(event: str) -> Start:
    """An event as a start."""
    return Start(slugify(event), event)


def deadline_start(deadline: Deadline) -> Start:
    """A deadline that others follow as a start: the day on which it was really met."""
    return Start(deadline.id, deadline.title, is_deadline=True)


def start_of(deadline: Deadline) -> str | None:
    """The identifier of what the deadline is counted from; `None` when it cannot be counted."""
    if not deadline.term:
        return None
    return slugify(deadline.event) if deadline.event else deadline.after


def due_dates(deadlines: Sequence[Deadline], known: Mapping[str, date]) -> tuple[DueDate, ...]:
    """Every date that follows from the known days, earliest first.

    `known` maps identifiers of `starts` to days. A deadline that follows another is counted from
    the day given for that one, else from the day counted for it.
    """
    by_id = {deadline.id: deadline for deadline in deadlines}
    counted: dict[str, DueDate | None] = {}
    for deadline in deadlines:
        _count(deadline, by_id, known, counted)
    order = {deadline.id: index for index, deadline in enumerate(deadlines)}
    found = [due for due in counted.values() if due is not None]
    return tuple(sorted(found, key=lambda due: (due.day, order[due.deadline.id])))


def _count(
    deadline: Deadline,
    by_id: Mapping[str, Deadline],
    known: Mapping[str, date],
    counted: dict[str, DueDate | None],
) -> DueDate | None:
    """Count one deadline, after the one it follows; `counted` keeps what is done."""
    if deadline.id not in counted:
        counted[deadline.id] = None
        counted[deadline.id] = _due(deadline, by_id, known, counted)
    return counted[deadline.id]


def _due(
    deadline: Deadline,
    by_id: Mapping[str, Deadline],
    known: Mapping[str, date],
    counted: dict[str, DueDate | None],
) -> DueDate | None:
    term = parse_term(deadline.term) if deadline.term else None
    if term is None:
        return None
    if deadline.event:
        start = event_start(deadline.event)
        start_day = known.get(start.id)
    elif deadline.after is not None and deadline.after in by_id:
        before = by_id[deadline.after]
        start = deadline_start(before)
        previous = _count(before, by_id, known, counted)
        start_day = known.get(start.id, previous.day if previous is not None else None)
    else:
        return None
    if start_day is None:
        return None
    ends = end_of(term, start_day, deadline.direction)
    day = next_working_day(ends) if may_move(deadline) else ends
    return DueDate(deadline, term, start, start_day, start.id in known, ends, day)


def end_of(term: Term, start: date, direction: Literal["po", "przed"] = "po") -> date:
    """The day on which a period after `start` ends, or before which it begins; never moved."""
    amount = term.amount if direction == "po" else -term.amount
    if term.unit == "working_day":
        return add_working_days(start, amount)
    if term.unit in ("month", "year"):
        return add_months(start, amount * (12 if term.unit == "year" else 1))
    return start + timedelta(days=amount * (7 if term.unit == "week" else 1))


def may_move(deadline: Deadline) -> bool:
    """Whether the end of the period moves from a free day to the next working day."""
    return deadline.bound == "najpozniej" and deadline.direction == "po"


def next_yearly(yearly: str, day: date) -> date:
    """The next occurrence, that day included, of a fixed day of the year ("11-30")."""
    month, number = (int(part) for part in yearly.split("-"))
    this_year = day_in_year(month, number, day.year)
    return this_year if this_year >= day else day_in_year(month, number, day.year + 1)
