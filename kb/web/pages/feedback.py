"""What readers tell about a standard: errors they report, and whether its page helped."""

import logging
from collections.abc import Callable

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from kb.documents.model import Version
from kb.feedback import KINDS, LONGEST, SHORTEST, Report, kind_of, retention_start
from kb.web.addresses import day_of
from kb.web.clock import today
from kb.web.edition import current_edition
from kb.web.feedback_desk import current_desk
from kb.web.rate_limit import WINDOW
from kb.web.report_form import TRAP, ReportForm, cleaned, read_report, text_problem

log = logging.getLogger(__name__)
blueprint = Blueprint("feedback", __name__)

SHORTEST_REASON = 3
"""Characters of an answer to the question why."""
_REPORT, _REASON = "zglos", "dlaczego"
_EXPIRED = "Formularz był otwarty zbyt długo. Nic nie zginęło: sprawdź tekst i wyślij jeszcze raz."
_TOO_MANY = "Z tego adresu przyszło już dużo zgłoszeń. Zachowaj tekst i spróbuj za godzinę."
_NOT_KEPT = "Nie udało się zapisać zgłoszenia. Zachowaj tekst i spróbuj za kilka minut."


@blueprint.get("/standardy/<slug:slug>/zglos")
def report_form(slug: str) -> ResponseReturnValue:
    """The empty form."""
    return _form(_version(slug, request.args.get("wersja", "")), ReportForm())


@blueprint.post("/standardy/<slug:slug>/zglos")
def report(slug: str) -> ResponseReturnValue:
    """Keep a report, or show the form again with what is wrong beside each field."""
    version = _version(slug, request.form.get("wersja", ""))
    form = read_report(request.form)
    sent = redirect(url_for(".reported", slug=slug), 303)
    if form.trapped:
        return sent
    if form.errors:
        return _form(version, form, 422)
    kind = kind_of(form.kind)
    kept = Report(today(), slug, version.meta.valid_from, kind, form.text, form.email or None)
    problem, status = _keep(kept, _REPORT)
    return _form(version, form, status, problem) if problem else sent


@blueprint.get("/standardy/<slug:slug>/zglos/wyslano")
def reported(slug: str) -> str:
    """Thanks for a report."""
    return render_template("feedback/reported.html", version=_version(slug))


@blueprint.post("/standardy/<slug:slug>/ocena")
def vote(slug: str) -> ResponseReturnValue:
    """Count whether the page helped."""
    version = _version(slug, request.form.get("wersja", ""))
    voice, desk = request.form.get("glos", ""), current_desk()
    if voice not in ("tak", "nie") or not _sent_from_here():
        abort(400)
    if not desk.votes.allow(_sender()):
        abort(429)
    if not _stored(
        lambda: desk.feedback.vote(today(), slug, version.meta.valid_from, helped=voice == "tak")
    ):
        abort(503)
    return redirect(url_for(".voted", slug=slug, glos=voice), 303)


@blueprint.get("/standardy/<slug:slug>/ocena")
def voted(slug: str) -> ResponseReturnValue:
    """Thanks for a vote, with an optional question why."""
    return _reason_form(_version(slug))


@blueprint.post("/standardy/<slug:slug>/ocena/dlaczego")
def reason(slug: str) -> ResponseReturnValue:
    """Keep why a page helped or did not."""
    version = _version(slug)
    text = cleaned(request.form.get("tresc", ""))
    sent = redirect(url_for(".reported", slug=slug), 303)
    if request.form.get(TRAP):
        return sent
    problem, status = text_problem(text, SHORTEST_REASON), 422
    if not problem:
        kept = Report(today(), slug, version.meta.valid_from, "ocena", text)
        problem, status = _keep(kept, _REASON)
    return _reason_form(version, text, problem, status) if problem else sent


def _version(slug: str, text: str = "") -> Version:
    """The version meant: that of the day named, else the one shown today."""
    standard = current_edition().library.standards.get(slug)
    if standard is None:
        abort(404)
    day = day_of(text)
    named = standard.version(day) if day is not None else None
    return named or standard.shown_on(today())


def _keep(kept: Report, form: str) -> tuple[str, int]:
    """Keep a report; what went wrong and the status to answer with, if anything did."""
    desk = current_desk()
    verdict = desk.tokens.check(request.form.get("zeton", ""), f"{form}:{kept.slug}")
    if verdict != "good":
        return _EXPIRED, 422
    if not desk.reports.allow(_sender()):
        return _TOO_MANY, 429
    months = current_edition().library.site.data_protection.months

    def store() -> None:
        desk.feedback.report(kept)
        desk.feedback.forget_addresses(retention_start(kept.day, months))

    return ("", 303) if _stored(store) else (_NOT_KEPT, 503)


def _stored(store: Callable[[], None]) -> bool:
    try:
        store()
    except SQLAlchemyError as error:
        # Its text may quote what the reader wrote; the log must not.
        log.error("what a reader told could not be kept: %s", type(error).__name__)
        return False
    return True


def _form(
    version: Version, form: ReportForm, status: int = 200, problem: str = ""
) -> ResponseReturnValue:
    page = render_template(
        "feedback/report.html",
        version=version,
        form=form,
        problem=problem,
        kinds=KINDS,
        shortest=SHORTEST,
        longest=LONGEST,
        trap=TRAP,
        token=current_desk().tokens.issue(f"{_REPORT}:{version.slug}"),
        months=current_edition().library.site.data_protection.months,
    )
    return _fresh(page, status)


def _reason_form(
    version: Version, text: str = "", problem: str = "", status: int = 200
) -> ResponseReturnValue:
    page = render_template(
        "feedback/voted.html",
        version=version,
        text=text,
        problem=problem,
        longest=LONGEST,
        trap=TRAP,
        token=current_desk().tokens.issue(f"{_REASON}:{version.slug}"),
    )
    return _fresh(page, status)


def _fresh(page: str, status: int) -> ResponseReturnValue:
    """A page that holds a token is kept nowhere."""
    response = make_response(page, status)
    response.cache_control.no_store = True
    if status == 429:
        response.headers["Retry-After"] = str(WINDOW)
    return response


def _sender() -> str:
    return request.remote_addr or ""


def _sent_from_here() -> bool:
    """Whether the browser says that a page of this site sent the form, or says nothing."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
