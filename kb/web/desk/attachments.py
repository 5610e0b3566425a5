"""The files of a draft: upload, replace, remove, name, and put pictures into the text."""

from collections.abc import Callable, Sequence
from functools import partial

from flask import (
    Blueprint,
    abort,
    flash,
    get_flashed_messages,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage
from werkzeug.exceptions import RequestEntityTooLarge

from kb.attachments import changing
from kb.attachments.changing import Change
from kb.attachments.draft_files import DraftFiles, read_files
from kb.attachments.errors import AttachmentRefused, NoSuchVersion
from kb.attachments.kinds import MAX_FILE, MAX_FILES, MAX_STANDARD, kind_of, size_label
from kb.attachments.saving import change_files
from kb.attachments.sniffing import too_large
from kb.attachments.uploads import Upload, read_upload
from kb.editing.document import Damaged
from kb.errors import KnowledgeBaseError
from kb.history.errors import HistoryBusy, NoSuchDraft
from kb.web.addresses import day_of
from kb.web.desk.access import current_person, needs, takes_up_to
from kb.web.desk.attachment_page import files_page
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.own_files import send_own_file

blueprint = Blueprint("desk_attachments", __name__, url_prefix="/redakcja")
_MOST = MAX_STANDARD + MAX_FILE
"""Bytes of a request; what does not fit together is then refused in words."""
_NONE_CHOSEN = "Wybierz plik, który chcesz wysłać."
_NO_ALT = "Opisz, co widać na obrazku, dla osób, które go nie zobaczą."
_TOO_MANY = f"Wyślij najwyżej {MAX_FILES} plików naraz."
_TOO_MUCH = (
    f"Wysłane pliki są razem większe niż {size_label(_MOST)}. Wyślij je po kilka albo zmniejsz."
)
_TITLE = "nazwa."
"""How the controls with titles of files are called, before the name of the file."""

Problems = dict[str, list[str]]
"""Control of the page → what is wrong there."""


@blueprint.get("/szkice/<key:key>/pliki")
@needs("autor")
def files(key: str) -> ResponseReturnValue:
    """The files that a version of the draft lists, shows, or no longer needs."""
    return _page(key, {})


@blueprint.get("/szkice/<key:key>/pliki/<name>")
@needs("autor")
def file(key: str, name: str) -> ResponseReturnValue:
    """A file as the draft holds it."""
    found, kind = _read(key), kind_of(name)
    if name not in found.files or kind is None:
        abort(404)
    content = editing().history.read(found.draft.head, found.folder / name) or b""
    return send_own_file(content, kind, name.rpartition(".")[0])


@blueprint.post("/szkice/<key:key>/pliki")
@needs("autor")
@takes_up_to(_MOST)
def add(key: str) -> ResponseReturnValue:
    """Add the files sent to the list; those that are refused do not keep the others out."""
    sent = _sent()
    if not sent or len(sent) > MAX_FILES:
        return _page(key, {"pliki": [_TOO_MANY if sent else _NONE_CHOSEN]}, 422)
    title = request.form.get("nazwa", "") if len(sent) == 1 else ""
    problems: list[str] = []
    told: list[str] = []
    for one in sent:
        try:
            upload = _upload(one, title)
            told += _told(_change(key, partial(changing.added, upload=upload)), upload)
        except AttachmentRefused as refusal:
            problems.append(f"{one.filename}: {refusal}")
    return _answer(key, {"pliki": problems} if problems else {}, told)


@blueprint.post("/szkice/<key:key>/pliki/obrazek")
@needs("autor")
@takes_up_to(_MOST)
def add_picture(key: str) -> ResponseReturnValue:
    """Add a picture with its description to a section of the text."""
    alt, section = request.form.get("opis", "").strip(), request.form.get("sekcja", "")
    sent = _sent()
    missing: Problems = {} if sent else {"obrazek": [_NONE_CHOSEN]}
    if not alt:
        missing["opis"] = [_NO_ALT]
    if missing:
        return _page(key, missing, 422)
    try:
        upload = _upload(sent[0])
        make = partial(changing.added_picture, upload=upload, section=section, alt=alt)
        change = _change(key, make)
    except AttachmentRefused as refusal:
        return _page(key, {"obrazek": [str(refusal)]}, 422)
    return _answer(key, {}, [change.told])


@blueprint.post("/szkice/<key:key>/pliki/nazwy")
@needs("autor")
def name(key: str) -> ResponseReturnValue:
    """Save the titles of the files."""
    titles = {
        field.removeprefix(_TITLE): value
        for field, value in request.form.items()
        if field.startswith(_TITLE)
    }
    try:
        change = _change(key, partial(changing.retitled, titles=titles))
    except AttachmentRefused as refusal:
        return _page(key, {"lista": [str(refusal)]}, 422)
    return _answer(key, {}, [change.told])


@blueprint.post("/szkice/<key:key>/pliki/<file>/zastap")
@needs("autor")
@takes_up_to(_MOST)
def replace(key: str, file: str) -> ResponseReturnValue:
    """Put another file in place of one."""
    sent = _sent()
    if not sent:
        return _page(key, {"lista": [f"{file}: {_NONE_CHOSEN}"]}, 422)
    try:
        upload = _upload(sent[0])
        change = _change(key, partial(changing.replaced, file=file, upload=upload))
    except AttachmentRefused as refusal:
        return _page(key, {"lista": [f"{file}: {refusal}"]}, 422)
    return _answer(key, {}, _told(change, upload))


@blueprint.post("/szkice/<key:key>/pliki/<file>/usun")
@needs("autor")
def remove(key: str, file: str) -> ResponseReturnValue:
    """Take a file off the list, and away if nothing else needs it."""
    try:
        change = _change(key, partial(changing.removed, file=file))
    except AttachmentRefused as refusal:
        return _page(key, {"lista": [str(refusal)]}, 409)
    return _answer(key, {}, [change.told])


@blueprint.errorhandler(RequestEntityTooLarge)
def too_much(_: RequestEntityTooLarge) -> ResponseReturnValue:
    """More was sent than is read at all; nobody may have signed in yet."""
    return _problem(_TOO_MUCH, request.path), 413


@blueprint.errorhandler(NoSuchDraft)
@blueprint.errorhandler(NoSuchVersion)
def gone(problem: KnowledgeBaseError) -> ResponseReturnValue:
    """The draft was published or put away, or is no standard."""
    return _problem(str(problem)), 404


@blueprint.errorhandler(HistoryBusy)
@blueprint.errorhandler(Damaged)
def not_now(problem: KnowledgeBaseError) -> ResponseReturnValue:
    """Others are writing, or the front matter has to be mended first."""
    return _problem(str(problem)), 409


def _read(key: str) -> DraftFiles:
    return read_files(editing().history, key, day_of(request.args.get("wersja", "")))


def _sent() -> list[FileStorage]:
    """The files of the form; browsers send a nameless one where none was chosen."""
    return [one for one in request.files.getlist("pliki") if one.filename]


def _upload(sent: FileStorage, title: str = "") -> Upload:
    content = sent.stream.read(MAX_FILE + 1)
    if len(content) > MAX_FILE:
        raise AttachmentRefused(too_large(len(content) + len(sent.stream.read())))
    return read_upload(content, sent.filename or "", title)


def _change(key: str, make: Callable[[DraftFiles], Change]) -> Change:
    history = editing().history
    change = change_files(history, key, _read(key).day, current_person(), make)
    draft = history.draft(key)
    if change.files and draft is not None:
        record("draft.save", key, draft.head)
    return change


def _told(change: Change, upload: Upload) -> list[str]:
    return [change.told, *([f"{upload.sent}: {upload.remark}"] if upload.remark else [])]


def _answer(key: str, problems: Problems, told: Sequence[str]) -> ResponseReturnValue:
    """Back to the page; what was refused is told at once, as nothing is left to come back to."""
    if problems:
        return _page(key, problems, 422, told)
    for line in told:
        flash(line)
    return redirect(url_for(".files", key=key, wersja=request.args.get("wersja")), 303)


def _problem(problem: str, back: str = "/redakcja") -> str:
    return render_template("desk/attachments/problem.html", problem=problem, back=back)


def _page(
    key: str, problems: Problems, status: int = 200, told: Sequence[str] = ()
) -> ResponseReturnValue:
    found = _read(key)
    page = files_page(found, url_for(".files", key=key))
    return (
        render_template(
            "desk/attachments/page.html",
            page=page,
            problems=problems,
            told=[*get_flashed_messages(), *told],
            form=request.form if status == 422 else {},
        ),
        status,
    )
