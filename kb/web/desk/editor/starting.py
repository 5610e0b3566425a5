"""Beginning a draft of a published standard: a change, a new version, withdrawal, restoration."""

from datetime import timedelta
from pathlib import PurePosixPath

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.model import Standard
from kb.editing.changes import (
    Changes,
    ImpossibleChange,
    Texts,
    new_version,
    restoration,
    withdrawal,
)
from kb.editing.document import Damaged
from kb.history.errors import DraftMoved
from kb.history.model import Draft
from kb.web.addresses import day_of
from kb.web.clock import today
from kb.web.desk.access import current_person, needs
from kb.web.desk.editor.page_view import draft_url
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.edition import current_edition

blueprint = Blueprint("starting", __name__, url_prefix="/redakcja/standardy")
_NO_DAY = "Wpisz dzień z kalendarza."


@blueprint.post("/<slug:slug>/edytuj")
@needs("autor")
def edit(slug: str) -> ResponseReturnValue:
    """Begin to change the version that readers see, or the one of `wersja`.

    A version that the site leaves out because of a mistake can be changed too.
    """
    history, library = editing().history, current_edition().library
    draft = history.draft(slug)
    if draft is not None:
        may_go_on = _is_mine(draft) or not history.changes(slug) or slug not in library.standards
        return redirect(draft_url(slug), 303) if may_go_on else _taken(slug, draft)
    history.adopt_outside_edits()  # what was edited in the files is a part of what is published
    return _begin(slug, {}, _asked_path(slug))


def _asked_path(slug: str) -> PurePosixPath:
    """The version of the day `wersja`, else the one that readers see; 404 when there is none."""
    asked = request.form.get("wersja", "")
    standard = current_edition().library.standards.get(slug)
    if standard is None:
        if slug not in current_edition().library.seen:
            abort(404)
        return PurePosixPath(f"{asked}.md")
    folder = standard.versions[0].path.parent
    path = folder / f"{asked}.md"
    there = day_of(asked) is not None and _bytes(path)
    return path if there else standard.shown_on(today()).path


@blueprint.route("/<slug:slug>/nowa-wersja", methods=["GET", "POST"])
@needs("autor")
def begin_version(slug: str) -> ResponseReturnValue:
    """Ask from which day, then begin a version in force from that day (`od`)."""
    standard = _standard(slug)
    day = day_of(request.form.get("od", ""))
    template = "desk/editor/new_version.html"
    if request.method == "GET":
        return _asked(template, standard, {})
    if "od" not in request.form:
        return redirect(request.path, 303)
    if day is None:
        return _asked(template, standard, {"od": _NO_DAY})
    try:
        changes = new_version(_texts(standard), day)
    except (ImpossibleChange, Damaged) as error:
        return _asked(template, standard, {"od": str(error)})
    newest = max(path for path in changes if path.stem == day.isoformat())
    return _begin(slug, changes, newest)


@blueprint.route("/<slug:slug>/wycofaj", methods=["GET", "POST"])
@needs("autor")
def withdraw(slug: str) -> ResponseReturnValue:
    """Ask for the last day (`do`) and the reason (`powod`), then begin the withdrawal."""
    standard = _standard(slug)
    template = "desk/editor/withdraw.html"
    if request.method == "GET":
        return _asked(template, standard, {})
    if "do" not in request.form:
        return redirect(request.path, 303)
    reason, day = request.form.get("powod", "").strip(), day_of(request.form.get("do", ""))
    errors = {} if reason else {"powod": "Napisz, dlaczego standard jest wycofywany."}
    if day is None:
        return _asked(template, standard, {**errors, "do": _NO_DAY})
    if errors:
        return _asked(template, standard, errors)
    try:
        changes = withdrawal(_texts(standard), day, reason)
    except (ImpossibleChange, Damaged) as error:
        return _asked(template, standard, {"do": str(error)})
    return _begin(slug, changes, next(iter(changes)))


@blueprint.post("/<slug:slug>/przywroc")
@needs("autor")
def restore(slug: str) -> ResponseReturnValue:
    """Begin a draft that takes a withdrawal back."""
    standard = _standard(slug)
    try:
        changes = restoration(_texts(standard))
    except (ImpossibleChange, Damaged) as error:
        page = render_template("desk/editor/impossible.html", standard=standard, message=str(error))
        return page, 409
    return _begin(slug, changes, next(iter(changes)))


def _standard(slug: str) -> Standard:
    found = current_edition().library.standards.get(slug)
    if found is None:
        abort(404)
    return found


def _begin(slug: str, changes: Changes, path: PurePosixPath) -> ResponseReturnValue:
    """Save the changes as a new draft and open it; tell when there is another one already."""
    try:
        draft = editing().history.save(slug, changes, current_person(), None, "")
    except DraftMoved as error:
        return _taken(slug, error.draft)
    if draft.head != draft.base and draft.last.id == current_person().id:
        record("draft.start", slug, draft.head, once=f"draft.start:{draft.head}")
    return redirect(f"{draft_url(slug)}?wersja={path.stem}", 303)


def _taken(slug: str, draft: Draft) -> ResponseReturnValue:
    standard = _standard(slug)
    mine = _is_mine(draft)
    page = render_template("desk/editor/taken.html", standard=standard, draft=draft, mine=mine)
    return page, 409 if request.method == "POST" else 200


def _is_mine(draft: Draft) -> bool:
    return any(author.id == current_person().id for author in draft.authors)


def _asked(template: str, standard: Standard, errors: dict[str, str]) -> ResponseReturnValue:
    """The form that asks for what the change needs, with what was typed."""
    draft = editing().history.draft(standard.slug)
    if draft is not None:
        return _taken(standard.slug, draft)
    page = render_template(
        template,
        standard=standard,
        shown=standard.shown_on(today()),
        typed=request.form,
        errors=errors,
        tomorrow=today() + timedelta(days=1),
        today=today(),
    )
    return page, 422 if errors else 200


def _texts(standard: Standard) -> Texts:
    """The published texts of all versions, those that the site leaves out too."""
    folder = standard.versions[0].path.parent
    history = editing().history
    history.adopt_outside_edits()  # what was edited in the files is a part of what is published
    paths = [path for path in history.files(history.head, folder) if _is_version(path, folder)]
    return {path: _bytes(path).decode("utf-8", errors="replace") for path in paths}


def _is_version(path: PurePosixPath, folder: PurePosixPath) -> bool:
    return path.parent == folder and path.suffix == ".md" and day_of(path.stem) is not None


def _bytes(path: PurePosixPath) -> bytes:
    history = editing().history
    return history.read(history.head, path) or b""
