"""Reviewing a draft: what it changes, what is said about it, and the way it takes from here."""

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.editing.document import Damaged
from kb.errors import KnowledgeBaseError
from kb.history.errors import DraftMoved, HistoryBusy, NoSuchDraft, PublishConflict
from kb.history.model import Draft, Person
from kb.web.clock import today
from kb.web.desk.access import current_person, has_role, needs
from kb.web.desk.draft_addresses import with_draft_files
from kb.web.desk.recording import record
from kb.web.desk.review_page import ReviewPage, Typed, review_page
from kb.web.desk.services import editing
from kb.web.edition import current_edition
from kb.workflow.comments import LONGEST, Comments
from kb.workflow.publishing import Desk, Publishing, publish
from kb.workflow.trail import Trail

blueprint = Blueprint("review", __name__, url_prefix="/redakcja")

HEAD = "glowa"
"""The field with the state of the draft that the person saw."""
_NO_REMARKS = "Napisz, co trzeba poprawić."
_NO_NOTE = "Napisz, co się zmienia i dlaczego."
_TOO_LONG = f"Skróć tekst do {LONGEST} znaków."
_MOVED = "Szkic zmienił się, od kiedy otwarto tę stronę. Niżej jest jego obecny stan: przejrzyj go."
_NOT_YOURS = "Może to zrobić autor tego szkicu albo osoba z rolą redaktora."


@blueprint.get("/szkice/<key:key>/recenzja")
@needs("autor")
def show(key: str) -> ResponseReturnValue:
    """What the draft changes, its comments, and what can be done with it."""
    return shown(key)


@blueprint.post("/szkice/<key:key>/wyslij")
@needs("autor")
def send(key: str) -> ResponseReturnValue:
    """Send the draft for review."""

    def do(head: str, person: Person, note: str) -> Draft:
        page = _page(key)
        if page is not None and page.seen_at(head) and not page.allowed.send:
            raise KnowledgeBaseError(page.allowed.refused)
        return editing().history.send(key, head, person, note)

    return _done(key, "notatka", "", do, "draft.send", "wyslano")


@blueprint.post("/szkice/<key:key>/zwroc")
@needs("autor")
def give_back(key: str) -> ResponseReturnValue:
    """Give the draft back to its authors with remarks."""

    def do(head: str, person: Person, remarks: str) -> Draft:
        if not _is_theirs(key, person):
            raise KnowledgeBaseError(_NOT_YOURS)
        return editing().history.give_back(key, head, person, remarks)

    return _done(key, "uwagi", _NO_REMARKS, do, "draft.return", "zwrocono")


@blueprint.post("/szkice/<key:key>/publikuj")
@needs("redaktor")
def to_publish(key: str) -> ResponseReturnValue:
    """Publish the draft; nobody publishes their own text."""
    note, typed = _text("opis", _NO_NOTE)
    if typed is not None:
        return shown(key, typed, 422)
    services = editing()
    desk = Desk(services.history, services.publisher, Trail(services.database))
    head = request.form.get(HEAD, "")
    try:
        publish(desk, Publishing(key, head, current_person(), note), today())
    except PublishConflict:
        return redirect(f"/redakcja/szkice/{key}/uzgodnienie", 303)
    except (KnowledgeBaseError, Damaged) as error:
        return refused(key, error, {"opis": note})
    return redirect(f"/redakcja?{urlencode({'zrobiono': 'opublikowano', 'szkic': key})}", 303)


@blueprint.get("/szkice/<key:key>/porzuc")
@needs("autor")
def ask_to_discard(key: str) -> ResponseReturnValue:
    """Ask whether the draft should really be put away."""
    page = _page(key)
    if page is None:
        return _gone(key)
    return render_template("desk/review/discard.html", page=page)


@blueprint.post("/szkice/<key:key>/porzuc")
@needs("autor")
def discard(key: str) -> ResponseReturnValue:
    """Put the draft away; it can be restored from the desk."""
    head = request.form.get(HEAD, "")
    try:
        if editing().history.draft(key) is not None and not _is_theirs(key, current_person()):
            raise KnowledgeBaseError(_NOT_YOURS)
        editing().history.discard(key, head, current_person())
    except KnowledgeBaseError as error:
        return refused(key, error, {})
    record("draft.discard", key, head, once=f"discard:{head}")
    return redirect("/redakcja?zrobiono=porzucono#porzucone", 303)


@blueprint.post("/szkice/<key:key>/wroc")
@needs("autor")
def restore(key: str) -> ResponseReturnValue:
    """Take a draft up again that was put away."""
    head = request.form.get(HEAD, "")
    try:
        draft = editing().history.restore(key, head, current_person())
    except DraftMoved as error:
        return redirect(f"/redakcja/szkice/{error.draft.key}/recenzja", 303)
    except KnowledgeBaseError as error:
        return refused(key, error, {})
    record("draft.restore", key, draft.head, once=f"restore:{draft.head}")
    return redirect(f"/redakcja/szkice/{key}/recenzja?zrobiono=przywrocono", 303)


def shown(key: str, typed: Typed | None = None, status: int = 200) -> ResponseReturnValue:
    """The page of the review, with what was typed into its forms."""
    page = _page(key, typed)
    if page is None:
        return _gone(key)
    html = render_template("desk/review/page.html", page=page, longest=LONGEST)
    if page.whole is not None:
        html = with_draft_files(html, key, page.whole.view.version.path)
    return html, status


def refused(key: str, error: KnowledgeBaseError, values: dict[str, str]) -> ResponseReturnValue:
    """The page again with what stood in the way; nothing that was typed is lost."""
    if isinstance(error, NoSuchDraft):
        return _gone(key)
    problem = _MOVED if isinstance(error, DraftMoved) else str(error)
    status = 503 if isinstance(error, HistoryBusy) else 409
    return shown(key, Typed(values, {}, problem), status)


def _done(
    key: str,
    field: str,
    missing: str,
    do: Callable[[str, Person, str], Draft],
    action: str,
    done: str,
) -> ResponseReturnValue:
    """Do what a form asks for with its text; what is missing is said beside the field."""
    text, typed = _text(field, missing)
    if typed is not None:
        return shown(key, typed, 422)
    head, person = request.form.get(HEAD, ""), current_person()
    try:
        draft = do(head, person, text)
    except KnowledgeBaseError as error:
        return refused(key, error, {field: text})
    record(action, key, draft.head, once=f"{action}:{draft.head}")
    return redirect(f"/redakcja?zrobiono={done}", 303)


def _text(field: str, missing: str) -> tuple[str, Typed | None]:
    """The text of a field, and the page's answer when it cannot be taken."""
    text = request.form.get(field, "").strip()
    wrong = missing if not text else (_TOO_LONG if len(text) > LONGEST else "")
    return text, Typed({field: text}, {field: wrong}) if wrong else None


def _is_theirs(key: str, person: Person) -> bool:
    """Whether a draft belongs to the person: they wrote in it, or they may review."""
    draft = editing().history.draft(key)
    authors = {author.id for author in draft.authors} if draft is not None else set()
    return person.id in authors or has_role("redaktor")


def _page(key: str, typed: Typed | None = None) -> ReviewPage | None:
    services = editing()
    return review_page(
        services.history,
        key,
        current_edition(),
        Comments(services.database),
        today(),
        current_person(),
        typed or Typed(),
        reviews=has_role("redaktor"),
    )


def _gone(key: str) -> ResponseReturnValue:
    """There is no such draft any more, or there never was."""
    known = current_edition().library.standards.get(key)
    return render_template("desk/review/gone.html", key=key, known=known), 404
