"""Counted dates and fixed days of the year as rows of pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from kb.documents.deadline_words import (
    MOVING_BASIS,
    counting,
    counting_basis,
    fixed_day_note,
    shift_note,
)
from kb.documents.deadlines import DueDate, next_yearly
from kb.documents.model import Deadline, Version
from kb.web.addresses import version_url
from kb.web.edition import Edition
from kb.web.standard_view import DeadlineView


@dataclass(frozen=True, slots=True)
class DateRow:
    """A counted date: how it was counted and by which provisions, and what was done about a
    free day. The texts hold no links to explanations, which stand on the standard's own page."""

    due: DueDate
    deadline: DeadlineView
    title: str
    rule: Markup
    counting: str
    counting_basis: Markup
    note: str | None
    moving_basis: Markup | None


@dataclass(frozen=True, slots=True)
class YearlyRow:
    """The next occurrence of a fixed day of the year."""

    day: date
    deadline: DeadlineView
    title: str
    rule: Markup
    version: Version
    note: str | None


@dataclass(frozen=True, slots=True)
class EarlierVersion:
    """The version in force on the day of an event, and its calculator with the same question."""

    day: date
    version: Version
    url: str


def date_rows(dates: Iterable[DueDate], version: Version, edition: Edition) -> tuple[DateRow, ...]:
    """The counted dates of a version."""
    views = {view.id: view for view in edition.view(version).deadlines}
    moving = edition.text(MOVING_BASIS)
    return tuple(
        DateRow(
            due,
            views[due.deadline.id],
            edition.library.renderer.plain(due.deadline.title),
            edition.text(due.deadline.rule),
            counting(due),
            edition.text(counting_basis(due)),
            shift_note(due),
            moving if due.moved else None,
        )
        for due in dates
    )


def yearly_rows(version: Version, day: date, edition: Edition) -> tuple[YearlyRow, ...]:
    """The fixed days of the year of a version, by their next occurrence from that day."""
    if not any(deadline.yearly for deadline in version.meta.deadlines):
        return ()
    views = {view.id: view for view in edition.view(version).deadlines}
    rows = [
        _yearly_row(deadline, next_yearly(deadline.yearly, day), version, edition, views)
        for deadline in version.meta.deadlines
        if deadline.yearly is not None
    ]
    return tuple(sorted(rows, key=lambda row: row.day))


def _yearly_row(
    deadline: Deadline,
    day: date,
    version: Version,
    edition: Edition,
    views: Mapping[str, DeadlineView],
) -> YearlyRow:
    return YearlyRow(
        day,
        views[deadline.id],
        edition.library.renderer.plain(deadline.title),
        edition.text(deadline.rule),
        version,
        fixed_day_note(day),
    )


def calculator_url(version: Version, query: str) -> str:
    """The calculator of one version for ever, with a question."""
    return f"{version_url(version)}/terminy?{query}"
