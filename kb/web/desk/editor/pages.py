"""The editor of a draft: its form, saving, preview; what is there when it cannot be edited."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.problems import Problem
from kb.editing.checking import check_draft
from kb.editing.document import Damaged, EditedDocument
from kb.history.errors import NoSuchDraft
from kb.history.model import Draft
from kb.web.clock import today
from kb.web.desk.access import current_person, needs
from kb.web.desk.draft_addresses import draft_folder, with_draft_files
from kb.web.desk.editor.form_data import rows_of, texts_of, value_at
from kb.web.desk.editor.form_fields import form_fields
from kb.web.desk.editor.form_rows import RowAction, acted, read_action, section_asked, with_section
from kb.web.desk.editor.moved import moved_page
from kb.web.desk.editor.opened import Opened, open_draft
from kb.web.desk.editor.page_view import EditorPage, draft_url, editor_page
from kb.web.desk.editor.preview import preview_fragment, preview_page
from kb.web.desk.editor.saving import FILE, Moved, Sent, read_sent, save_sent
from kb.web.desk.editor.whole_text import damaged_page
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.web.edition import current_edition
from kb.web.pages.standards import StandardPage

blueprint = Blueprint("editor", __name__, url_prefix="/redakcja")
VOCABULARY = "vocabulary."


@blueprint.get("/szkice/<key:key>")
@needs("autor")
def edit(key: str) -> ResponseReturnValue:
    """The form of a draft; only a page to read while it waits for review."""
    if key.startswith(VOCABULARY):
        return redirect(f"/redakcja/slowniki/{key.removeprefix(VOCABULARY)}", 303)
    opened = _opened(key)
    if not isinstance(opened, Opened):
        return opened
    if opened.draft.state == "review":
        seen = _seen(opened, opened.document)
        html = render_template("desk/editor/in_review.html", opened=opened, page=seen)
        return with_draft_files(html, key, opened.path)
    args = request.args
    page = page_of(opened, new_row=args.get("nowy", ""), saved="zapisano" in args)
    return render_template("desk/editor/page.html", page=page)


@blueprint.post("/szkice/<key:key>")
@needs("autor")
def save(key: str) -> ResponseReturnValue:
    """Save the form; its buttons may add, move and remove rows, or lead on."""
    opened = _opened(key)
    if not isinstance(opened, Opened):
        return opened
    do = request.form.get("do", "save")
    pairs: Sequence[tuple[str, str]] = list(request.form.items(multi=True))
    action, anchor = read_action(do), ""
    if action is not None:
        pairs, anchor = acted(pairs, action)
    section = current_edition().library.vocabulary.sections.get(section_asked(do) or "")
    if section is not None:
        pairs, anchor = with_section(pairs, section.label), "body"
    sent = read_sent(editing().history, opened, pairs)
    library = current_edition().library
    saved = save_sent(editing().history, library, opened, sent, current_person())
    if isinstance(saved, Moved):
        return moved_page(saved), 409
    _record(opened.draft, saved)
    return redirect(_onwards(opened, do, action, anchor, sent), 303)


@blueprint.get("/szkice/<key:key>/podglad")
@needs("autor")
def preview(key: str) -> ResponseReturnValue:
    """The draft as readers would see it."""
    opened = _opened(key)
    if not isinstance(opened, Opened):
        return opened
    page = _seen(opened, opened.document)
    html = render_template("desk/editor/preview.html", opened=opened, page=page)
    return with_draft_files(html, key, opened.path)


@blueprint.post("/szkice/<key:key>/podglad")
@needs("autor")
def preview_of_form(key: str) -> ResponseReturnValue:
    """What the form holds now, as readers would see it: a part of a page, nothing is saved."""
    opened = _opened(key)
    if not isinstance(opened, Opened):
        return opened
    sent = read_sent(editing().history, opened, list(request.form.items(multi=True)))
    fragment = preview_fragment(_seen(opened, sent.document))
    return with_draft_files(fragment, key, sent.document.path)


def _seen(opened: Opened, document: EditedDocument) -> StandardPage:
    folder = draft_folder(editing().history, opened.draft, opened.path)
    return preview_page(document, current_edition(), today(), folder)


def page_of(opened: Opened, *, new_row: str = "", saved: bool = False) -> EditorPage:
    """The form of a draft as it is saved, for whoever is signed in."""
    return editor_page(
        opened,
        _problems_of(opened.draft, opened.path),
        current_edition().library,
        today(),
        person=current_person().id,
        new_row=new_row,
        saved=saved,
    )


def _problems_of(draft: Draft, path: PurePosixPath) -> Sequence[Problem]:
    """What `kb check` says of a draft; problems of its other files belong to no field here."""
    checked = check_draft(editing().history, draft, current_edition().library, today())
    ours = [problem for problem in checked.problems if problem.path == str(path)]
    others = [problem for problem in checked.problems if problem.path != str(path)]
    return [*ours, *(_of_another(problem) for problem in others)]


def _of_another(problem: Problem) -> Problem:
    place = f"{problem.path}, {problem.field}"
    return replace(problem, field="plik", message=f"{place}: {problem.message}")


def _opened(key: str) -> Opened | ResponseReturnValue:
    """The draft, or the page that says why it cannot be edited here."""
    library = current_edition().library
    try:
        return open_draft(editing().history, library, key, _asked_day())
    except NoSuchDraft as error:
        known = library.standards.get(key)
        return render_template("desk/editor/gone.html", message=str(error), standard=known), 404
    except Damaged as error:
        draft = editing().history.draft(key)
        return damaged_page(key, error, draft.head if draft is not None else "")


def _asked_day() -> str:
    """Which version is meant: the one in the form, or the one named in the address."""
    sent = request.form.get(FILE, "")
    return PurePosixPath(sent).stem if sent else request.args.get("wersja", "")


def _onwards(opened: Opened, do: str, action: RowAction | None, anchor: str, sent: Sent) -> str:
    """Where the browser goes after saving."""
    url = draft_url(opened.draft.key)
    asked = {"wersja": opened.path.stem} if opened.others else {}
    if do == "preview":
        return _address(f"{url}/podglad", asked)
    if do == "review":
        return f"{url}/recenzja"
    if action is not None and action.verb == "add":
        field = form_fields()[action.list]
        held = value_at(sent.document.data, action.list)
        rows = rows_of(held, field) if field.shape == "rows" else texts_of(held)
        return _address(url, {**asked, "nowy": action.list}, f"{action.list}.{len(rows)}")
    return _address(url, asked if anchor else {**asked, "zapisano": "tak"}, anchor)


def _address(path: str, parameters: Mapping[str, str], anchor: str = "") -> str:
    query = f"?{urlencode(parameters)}" if parameters else ""
    return f"{path}{query}#{anchor}" if anchor else f"{path}{query}"


def _record(before: Draft, after: Draft) -> None:
    if before.head != after.head:
        record("draft.save", after.key, after.head)
