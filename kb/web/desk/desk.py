"""The desk: everything that waits for the person signed in, each row leading to its action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import PurePosixPath
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.model import Version
from kb.documents.problems import Problem
from kb.feedback import KINDS, Feedback, KeptReport
from kb.library import Library
from kb.reports import DUE_SOON
from kb.search_log import AskedQuery, asked_queries
from kb.web.clock import today
from kb.web.desk.access import current_person, has_role, needs
from kb.web.desk.draft_rows import DraftLists, draft_rows, parted
from kb.web.desk.moments import polish_moment
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.edition import current_edition
from kb.workflow.changed_acts import ChangedAct, changed_acts
from kb.workflow.comments import Comments
from kb.workflow.drafts import TitledDraft, slug_of, titled_discarded, titles

blueprint = Blueprint("desk", __name__, url_prefix="/redakcja")
blueprint.add_app_template_filter(polish_moment, "moment")

SEARCHED_FOR = timedelta(days=90)
"""How far back searches that found nothing are looked for."""
MOST_QUERIES = 20
MOST_SETTLED = 10
DONE = {
    "wyslano": "Wysłano do recenzji.",
    "zwrocono": "Zwrócono autorowi z uwagami.",
    "opublikowano": "Opublikowano. Zmiana jest już w serwisie i w wyszukiwarce.",
    "porzucono": "Szkic porzucono. Możesz go przywrócić na dole tej strony.",
    "przywrocono": "Szkic przywrócono.",
    "zgloszenie": "Zgłoszenie oznaczono jako załatwione.",
    "zgloszenie-otwarte": "Zgłoszenie znowu czeka.",
}
"""What was just done, by the word that stands in the address (`zrobiono`)."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that the site leaves out, with its first mistakes; `slug` when it is a document."""

    path: str
    slug: str | None
    problems: tuple[Problem, ...]

    @property
    def day(self) -> str:
        """The first day of the version, from the name of its file."""
        return PurePosixPath(self.path).stem


@dataclass(frozen=True, slots=True)
class DeskPage:
    """All that the desk lists; `titles` are those of the standards that reports are about."""

    drafts: DraftLists
    overdue: tuple[Version, ...]
    due_soon: tuple[Version, ...]
    acts: tuple[ChangedAct, ...]
    reports: Sequence[KeptReport]
    settled: Sequence[KeptReport]
    queries: Sequence[AskedQuery]
    titles: Mapping[str, str]
    left_out: tuple[LeftOut, ...]
    discarded: tuple[TitledDraft, ...]
    drafted: frozenset[str]


@blueprint.get("")
@needs("autor")
def desk() -> ResponseReturnValue:
    """The desk."""
    done = DONE.get(request.args.get("zrobiono", ""))
    slug = request.args.get("szkic", "")
    published = current_edition().library.standards.get(slug)
    return render_template(
        "desk/desk/page.html", page=_page(), kinds=KINDS, done=done, published=published
    )


@blueprint.post("/zgloszenia/<int:report>")
@needs("autor")
def settle(report: int) -> ResponseReturnValue:
    """Say that a reader's report is settled, or is not after all."""
    is_done = request.form.get("stan") != "otwarte"
    slug = Feedback(editing().database).settle(report, today() if is_done else None)
    if slug is not None:
        record("report.done" if is_done else "report.reopen", slug)
    done = {"zrobiono": "zgloszenie" if is_done else "zgloszenie-otwarte"}
    return redirect(f"/redakcja?{urlencode(done)}#zgloszenia", 303)


def _page() -> DeskPage:
    services, edition, day = editing(), current_edition(), today()
    library = edition.library
    waiting = Comments(services.database).waiting()
    rows = draft_rows(services.history, library, waiting, current_person())
    feedback = Feedback(services.database)
    reports, settled = feedback.waiting(), feedback.settled(MOST_SETTLED)
    overdue, due_soon = _reviews(library, day)
    return DeskPage(
        drafts=parted(rows, reviews=has_role("redaktor")),
        overdue=overdue,
        due_soon=due_soon,
        acts=changed_acts(library.vocabulary.acts.values(), edition.reliance, day),
        reports=reports,
        settled=settled,
        titles=titles(library, (kept.report.slug for kept in (*reports, *settled))),
        queries=_without_results(services.settings.database_url, day),
        left_out=left_out(library),
        discarded=tuple(
            titled_discarded(services.history, draft, library)
            for draft in services.history.discarded()[:MOST_SETTLED]
        ),
        drafted=frozenset(row.draft.key for row in rows),
    )


def _reviews(library: Library, day: date) -> tuple[tuple[Version, ...], tuple[Version, ...]]:
    """The versions in force whose review is overdue, then those due soon, by their day."""
    due = sorted(
        (v for v in library.in_force_on(day) if v.meta.review_by <= day + DUE_SOON),
        key=lambda version: version.meta.review_by,
    )
    return (
        tuple(v for v in due if v.meta.review_by < day),
        tuple(v for v in due if v.meta.review_by >= day),
    )


def _without_results(url: str, day: date) -> list[AskedQuery]:
    rows = [row for row in asked_queries(url, day - SEARCHED_FOR) if row.none]
    return sorted(rows, key=lambda row: (-row.none, row.query))[:MOST_QUERIES]


def left_out(library: Library) -> tuple[LeftOut, ...]:
    """The files that the site does without, in order."""
    found: dict[str, list[Problem]] = {}
    for problem in library.problems:
        if problem.severity == "error":
            found.setdefault(problem.path, []).append(problem)
    return tuple(
        LeftOut(path, slug_of(PurePosixPath(path)), tuple(problems))
        for path, problems in sorted(found.items())
    )
