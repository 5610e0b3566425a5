"""The deadline calculator of a standard: days of events in, dates with rules and citations out."""

from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kb.documents.calendar_pl import FIRST_DAY, LAST_DAY
from kb.documents.deadline_words import BOUNDS, COUNTING_RULES, unverified, weekday
from kb.exports.calendars import MEDIA_TYPE, calendar_file
from kb.exports.deadline_calendar import due_day, stamp_of
from kb.web.absolute import absolute
from kb.web.asked_version import AskedVersion, asked_version
from kb.web.calculator import DAY, EVENT, Calculation, calculate
from kb.web.clock import today
from kb.web.date_rows import (
    DateRow,
    EarlierVersion,
    YearlyRow,
    calculator_url,
    date_rows,
    yearly_rows,
)
from kb.web.day_view import PARAMETER as AS_OF
from kb.web.edition import Edition, current_edition
from kb.web.standard_view import StandardView

blueprint = Blueprint("deadlines", __name__)
blueprint.add_app_template_filter(weekday)


@dataclass(frozen=True, slots=True)
class CalculatorPage:
    """The calculator of one version with its answer."""

    view: StandardView
    base: str
    asked: Calculation
    rows: tuple[DateRow, ...]
    yearly: tuple[YearlyRow, ...]
    others: tuple[EarlierVersion, ...]
    rules: tuple[Markup, ...]
    unverified: tuple[str, ...]

    @property
    def file_url(self) -> str:
        """The dates as an iCalendar file."""
        return f"{self.base}/terminy.ics?{self.asked.query}"


@blueprint.get("/standardy/<slug:slug>/terminy")
@blueprint.get("/standardy/<slug:slug>/<day:day>/terminy")
def calculator(slug: str, day: str | None = None) -> ResponseReturnValue:
    """The form, and the dates that follow from what was typed into it."""
    edition = current_edition()
    asked_for = asked_version(edition, slug, day)
    asked = _calculation(asked_for)
    if asked.dates and _typed() != asked.query:
        return redirect(f"{request.path}?{_address(asked.query)}", 303)
    page = _page(asked_for, asked, edition)
    return render_template(
        "deadlines/calculator.html",
        page=page,
        names=(EVENT, DAY),
        bounds=BOUNDS,
        limits=(FIRST_DAY, LAST_DAY),
    )


@blueprint.get("/standardy/<slug:slug>/terminy.ics")
@blueprint.get("/standardy/<slug:slug>/<day:day>/terminy.ics")
def calculator_file(slug: str, day: str | None = None) -> ResponseReturnValue:
    """The dates as an iCalendar file; without a question, back to the form."""
    edition = current_edition()
    asked_for = asked_version(edition, slug, day)
    asked = _calculation(asked_for)
    if not asked.dates:
        return redirect(f"{asked_for.base}/terminy?{request.query_string.decode()}", 303)
    version = asked_for.version
    url = absolute(calculator_url(version, asked.query))
    days = [due_day(due, version, edition.library, url) for due in asked.dates]
    name = f"Terminy: {version.meta.title}"
    return _download(calendar_file(name, days, stamp_of(today())), f"terminy-{slug}.ics")


def _calculation(asked_for: AskedVersion) -> Calculation:
    deadlines = asked_for.version.meta.deadlines
    if not any(d.yearly or d.term for d in deadlines):
        abort(404)
    return calculate(deadlines, request.args.getlist(EVENT), request.args.getlist(DAY))


def _typed() -> str:
    """The question as it stands in the address."""
    pairs = request.args.items(multi=True)
    return urlencode([(name, value) for name, value in pairs if name != AS_OF])


def _address(query: str) -> str:
    as_of = request.args.get(AS_OF)
    return f"{query}&{urlencode({AS_OF: as_of})}" if as_of else query


def _page(asked_for: AskedVersion, asked: Calculation, edition: Edition) -> CalculatorPage:
    version = asked_for.version
    return CalculatorPage(
        view=edition.view(version),
        base=asked_for.base,
        asked=asked,
        rows=date_rows(asked.dates, version, edition),
        yearly=yearly_rows(version, today(), edition),
        others=_others(asked_for, asked),
        rules=tuple(edition.text(rule) for rule in COUNTING_RULES),
        unverified=unverified(edition.library.citations),
    )


def _others(asked_for: AskedVersion, asked: Calculation) -> tuple[EarlierVersion, ...]:
    """Versions in force on a day that was typed, where that is not the one shown."""
    found = {}
    for _, day in asked.known if asked.dates else ():
        other = asked_for.standard.in_force_on(day)
        if other is not None and other is not asked_for.version:
            found[other.id] = EarlierVersion(day, other, calculator_url(other, asked.query))
    return tuple(found.values())


def _download(content: bytes, name: str) -> Response:
    response = Response(content, content_type=MEDIA_TYPE)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
