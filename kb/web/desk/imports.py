"""Import of a file: sending it, looking at what came out, making a draft of it."""

from contextlib import closing
from pathlib import PurePosixPath

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import RequestEntityTooLarge

from kb.editing.document import document_text
from kb.history.errors import DraftMoved, HistoryError
from kb.imports import limits
from kb.imports.drafting import Accepted, draft_document
from kb.imports.errors import ImportRefused
from kb.imports.importing import Imported, import_file
from kb.imports.pending import PendingImports
from kb.imports.sniffing import TOO_LARGE
from kb.web.clock import today
from kb.web.desk.access import current_person, needs, takes_up_to
from kb.web.desk.draft_names import drafted_documents, taken_names
from kb.web.desk.import_form import ImportForm, form_of, import_page, read_form
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.edition import current_edition

blueprint = Blueprint("desk_imports", __name__, url_prefix="/redakcja")
_REQUEST = limits.MAX_FILE + limits.MEGABYTE
_NONE_CHOSEN = "Wybierz plik, z którego ma powstać szkic."
_NOT_KEPT = (
    "Nie udało się zapisać wyniku na serwerze. Spróbuj za chwilę albo powiedz administratorowi."
)
_NOTE = "Szkic z pliku"
_TRIES = 3


@blueprint.get("/import")
@needs("autor")
def upload() -> ResponseReturnValue:
    """The form that sends a file."""
    return _upload_page()


@blueprint.post("/import")
@needs("autor")
@takes_up_to(_REQUEST)
def read() -> ResponseReturnValue:
    """Read a file; what came out is kept until a draft is made of it."""
    sent = request.files.get("plik")
    if sent is None or not sent.filename:
        return _upload_page(_NONE_CHOSEN, 422)
    library = current_edition().library
    with closing(sent):
        data = sent.stream.read(limits.MAX_FILE + 1)
    try:
        result = import_file(data, sent.filename[-200:], library.vocabulary, library.citations)
        name = _pending().keep(current_person().id, result)
    except ImportRefused as refusal:
        status = 503 if refusal.reason in ("busy", "converter") else 422
        return _upload_page(str(refusal), status, sent.filename)
    except OSError:
        return _upload_page(_NOT_KEPT, 503, sent.filename)
    return redirect(url_for(".result", name=name), 303)


@blueprint.get("/import/<name>")
@needs("autor")
def result(name: str) -> ResponseReturnValue:
    """What came out of a file: remarks, and what was guessed, to be accepted."""
    found = _found(name)
    return _result_page(name, found, form_of(found))


@blueprint.post("/import/<name>")
@needs("autor")
def create(name: str) -> ResponseReturnValue:
    """Make a draft; a second click leads to the same one."""
    found = _found(name)
    form = read_form(request.form, found, current_edition().library.vocabulary)
    if form.errors:
        return _result_page(name, found, form, 422)
    pending = _pending()
    try:
        with pending.only_one(name):
            key = pending.created(name)
            if key is None:
                key = _save(found, form.accepted)
                pending.mark_created(name, key)
    except HistoryError as error:
        return _result_page(name, found, form, 503, str(error))
    except OSError:
        return _result_page(name, found, form, 503, _NOT_KEPT)
    return redirect(f"/redakcja/szkice/{key}", 303)


@blueprint.post("/import/<name>/porzuc")
@needs("autor")
def drop(name: str) -> ResponseReturnValue:
    """Forget what came out of a file."""
    _pending().drop(current_person().id, name)
    return redirect(url_for(".upload"), 303)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_large(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """More was sent than is read at all; nobody may have signed in yet."""
    return render_template("desk/imports/too_large.html", problem=TOO_LARGE), 413


def _save(found: Imported, accepted: Accepted) -> str:
    """Save the document and its pictures as a new draft; its key."""
    history, library = editing().history, current_edition().library
    moved: DraftMoved
    for _ in range(_TRIES):
        taken = taken_names(history, drafted_documents(history))
        document = draft_document(found, accepted, library, today(), taken)
        folder = document.path.parent
        changes: dict[PurePosixPath, bytes | None] = {
            document.path: document_text(document).encode(),
            **{folder / file: content for file, content in found.pictures.items()},
        }
        try:
            draft = history.save(document.slug, changes, current_person(), None, _NOTE)
        except DraftMoved as error:  # the name was taken by somebody meanwhile
            moved = error
            continue
        record("draft.import", draft.key, draft.head)
        return draft.key
    raise moved


def _pending() -> PendingImports:
    return PendingImports(editing().settings.var / "imports")


def _found(name: str) -> Imported:
    found = _pending().find(current_person().id, name)
    if found is None:
        abort(404)
    return found


def _upload_page(problem: str = "", status: int = 200, file: str = "") -> ResponseReturnValue:
    page = render_template(
        "desk/imports/upload.html",
        problem=problem,
        file=file,
        most=limits.MAX_FILE // limits.MEGABYTE,
        pages=limits.MAX_PAGES,
    )
    return page, status


def _result_page(
    name: str, found: Imported, form: ImportForm, status: int = 200, problem: str = ""
) -> ResponseReturnValue:
    page = import_page(name, found, form, current_edition().library.vocabulary)
    key = _pending().created(name)
    return render_template("desk/imports/result.html", page=page, problem=problem, key=key), status
