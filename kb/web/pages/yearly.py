"""Fixed days of the year from all standards in force: a page, and a calendar to subscribe to."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from flask import Blueprint, Response, render_template, request

from kb.documents.deadline_words import month_heading
from kb.exports.calendars import MEDIA_TYPE, calendar_file
from kb.exports.deadline_calendar import stamp_of, yearly_day
from kb.web.absolute import absolute
from kb.web.addresses import standard_url
from kb.web.clock import today
from kb.web.date_rows import YearlyRow, yearly_rows
from kb.web.edition import Edition, current_edition
from kb.web.sides import on_side, read_side, side_links

blueprint = Blueprint("yearly", __name__)
SIDE = "strona"
_REFRESH = timedelta(days=1)
_NAMES = {
    "": "Terminy współpracy w roku",
    "urzad": "Terminy współpracy w roku: urząd",
    "organizacja": "Terminy współpracy w roku: organizacja",
}


@dataclass(frozen=True, slots=True)
class Month:
    """The dates of one month."""

    heading: str
    anchor: str
    rows: tuple[YearlyRow, ...]


@blueprint.get("/terminy")
def calendar_page() -> str:
    """The fixed days of the next twelve months, month by month."""
    side = read_side(request.args.get(SIDE, ""))
    rows = _rows(current_edition(), today(), side)
    return render_template(
        "deadlines/calendar.html",
        name=_NAMES[side],
        total=len(rows),
        months=_months(rows),
        sides=side_links("/terminy", SIDE, side),
        feeds=side_links(absolute("/terminy.ics"), SIDE, side),
    )


@blueprint.get("/terminy.ics")
def calendar_feed() -> Response:
    """The same days, each repeating every year, as a calendar to subscribe to."""
    edition = current_edition()
    side = read_side(request.args.get(SIDE, ""))
    days = []
    for row in _rows(edition, today(), side):
        deadline = next(d for d in row.version.meta.deadlines if d.id == row.deadline.id)
        url = absolute(f"{standard_url(row.version.slug)}#termin-{deadline.id}")
        days.append(yearly_day(deadline, row.version, edition.library, url))
    source = absolute(f"/terminy.ics?{SIDE}={side}" if side else "/terminy.ics")
    content = calendar_file(_NAMES[side], days, stamp_of(today()), source=source, refresh=_REFRESH)
    return Response(content, content_type=MEDIA_TYPE)


def _rows(edition: Edition, day: date, side: str) -> tuple[YearlyRow, ...]:
    rows = [
        row
        for version in edition.library.in_force_on(day)
        for row in yearly_rows(version, day, edition)
        if on_side(row.deadline.who, side)
    ]
    return tuple(sorted(rows, key=lambda row: row.day))


def _months(rows: tuple[YearlyRow, ...]) -> tuple[Month, ...]:
    return tuple(
        Month(month_heading(first), f"m-{first:%Y-%m}", tuple(of_month))
        for first, of_month in groupby(rows, key=lambda row: row.day.replace(day=1))
    )
