"""The history of a standard: who changed what, when and why; and its earlier texts as drafts."""

from dataclasses import dataclass
from pathlib import PurePosixPath

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.editing.changes import reverted
from kb.history.errors import DraftMoved, HistoryError
from kb.history.model import Draft, Revision
from kb.web.clock import today
from kb.web.desk.access import current_person, needs
from kb.web.desk.moments import polish_moment
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.edition import current_edition
from kb.workflow.adopting import take_in_outside_edits
from kb.workflow.drafts import slug_of
from kb.workflow.revisions import FolderDifference, folder_difference

blueprint = Blueprint("desk_history", __name__, url_prefix="/redakcja/standardy")

MOST = 500
"""Revisions of one standard that are listed."""
_SAME = "Wybierz dwie różne zmiany."
_UNKNOWN = "Nie ma takiej zmiany w historii tego standardu."
_NOTHING = "Ten stan niczym się nie różni od obecnego, więc nie ma czego przywracać."
_NOT_YET = "W tej chwili standardu jeszcze nie było."


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """A standard and its revisions, newest first; `draft` is the change being written."""

    slug: str
    title: str
    folder: PurePosixPath
    revisions: tuple[Revision, ...]
    draft: Draft | None

    def revision(self, start: str) -> Revision | None:
        """The revision of that id."""
        return next((r for r in self.revisions if r.id == start), None)

    def before(self, revision: Revision) -> Revision | None:
        """The revision that came before, if it touched this standard."""
        rest = self.revisions[self.revisions.index(revision) + 1 :]
        return rest[0] if rest else None


@blueprint.get("/<slug:slug>/historia")
@needs("autor")
def history(slug: str) -> ResponseReturnValue:
    """Every revision of the standard; with `od` and `do`, what differs between two of them."""
    page = _page(slug)
    since, until = request.args.get("od", ""), request.args.get("do", "")
    if not since and not until:
        return _shown(page)
    old, new = page.revision(since), page.revision(until)
    if old is None or new is None:
        return _shown(page, _UNKNOWN, 404)
    if old == new:
        return _shown(page, _SAME, 400)
    if page.revisions.index(old) < page.revisions.index(new):
        old, new = new, old
    return _difference(page, old, new)


@blueprint.get("/<slug:slug>/historia/<revision>")
@needs("autor")
def change(slug: str, revision: str) -> ResponseReturnValue:
    """What one revision changed."""
    page = _page(slug)
    found = page.revision(revision)
    if found is None:
        return _shown(page, _UNKNOWN, 404)
    return _difference(page, page.before(found), found)


@blueprint.post("/<slug:slug>/przywroc-wersje")
@needs("autor")
def revert(slug: str) -> ResponseReturnValue:
    """Begin a draft that brings back the standard as it was at a revision."""
    page = _page(slug)
    found = page.revision(request.form.get("rewizja", ""))
    if found is None:
        return _shown(page, _UNKNOWN, 404)
    services, person = editing(), current_person()
    then = _files(found.id, page.folder)
    if not any(slug_of(path) for path in then):
        return _shown(page, _NOT_YET, 409)
    changes = reverted(_files(services.history.head, page.folder), then)
    if not changes:
        return _shown(page, _NOTHING, 409)
    note = f"Przywrócenie stanu z {polish_moment(found.when)}"
    try:
        draft = services.history.save(slug, changes, person, None, note)
    except DraftMoved as error:
        return _shown(_page(slug), _taken(error.draft), 409)
    except HistoryError as error:
        return _shown(page, str(error), 503)
    record("draft.revert", slug, draft.head, once=f"revert:{draft.head}")
    return redirect(f"/redakcja/szkice/{slug}/recenzja", 303)


def _taken(draft: Draft) -> str:
    who, when = draft.last.name, polish_moment(draft.changed)
    return (
        f"Ten standard ma już szkic ({who}, {when}). Opublikuj go albo porzuć, a potem przywróć "
        "dawny stan."
    )


def _files(revision: str, folder: PurePosixPath) -> dict[PurePosixPath, bytes]:
    history = editing().history
    found = {path: history.read(revision, path) for path in history.files(revision, folder)}
    return {path: data for path, data in found.items() if data is not None}


def _page(slug: str) -> HistoryPage:
    library, history = current_edition().library, editing().history
    take_in_outside_edits(history)
    folder = _folder(slug)
    standard = library.standards.get(slug)
    return HistoryPage(
        slug=slug,
        title=standard.shown_on(today()).meta.title if standard is not None else slug,
        folder=folder,
        revisions=history.log(folder, MOST),
        draft=history.draft(slug),
    )


def _folder(slug: str) -> PurePosixPath:
    """The folder of a standard, one that cannot be read too; 404 when there is none."""
    standard = current_edition().library.standards.get(slug)
    if standard is not None:
        return standard.versions[0].path.parent
    history = editing().history
    paths = history.files(history.head, PurePosixPath())
    found = next((path.parent for path in paths if slug_of(path) == slug), None)
    return found if found is not None else abort(404)


def _difference(page: HistoryPage, old: Revision | None, new: Revision) -> ResponseReturnValue:
    difference = _between(page, old, new)
    return render_template(
        "desk/history/difference.html", page=page, old=old, new=new, difference=difference
    )


def _between(page: HistoryPage, old: Revision | None, new: Revision) -> FolderDifference:
    """What differs; without an old revision everything is new."""
    library, history = current_edition().library, editing().history
    return folder_difference(
        history, old.id if old is not None else None, new.id, page.folder, library
    )


def _shown(page: HistoryPage, problem: str = "", status: int = 200) -> ResponseReturnValue:
    return render_template("desk/history/page.html", page=page, problem=problem), status
