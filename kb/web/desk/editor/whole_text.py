"""Mending a document that was damaged outside the site: its whole text in one field."""

from pathlib import PurePosixPath

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.problems import Problem
from kb.editing.document import Damaged, read_document
from kb.history.errors import DraftMoved
from kb.web.desk.access import current_person, needs
from kb.web.desk.editor.form_data import plain_lines
from kb.web.desk.editor.page_view import draft_url
from kb.web.desk.recording import record
from kb.web.desk.services import editing
from kb.workflow.drafts import slug_of

_AGAIN = "sprawdź swój tekst i zapisz go jeszcze raz, jeśli ma zastąpić tamten"

blueprint = Blueprint("whole_text", __name__, url_prefix="/redakcja")


def damaged_page(key: str, error: Damaged, expected: str) -> ResponseReturnValue:
    """The page that shows the whole text and what is wrong with it."""
    url = draft_url(key)
    page = render_template("desk/editor/damaged.html", error=error, url=url, head=expected)
    return page, 409


@blueprint.post("/szkice/<key:key>/tekst")
@needs("autor")
def save_text(key: str) -> ResponseReturnValue:
    """Save the whole text; until it can be read as a document, it is shown again."""
    text = plain_lines(request.form.get("tekst", ""))
    path = PurePosixPath(request.form.get("file", ""))
    expected = request.form.get("expected", "")
    if slug_of(path) != key:
        return redirect(draft_url(key), 303)
    history = editing().history
    try:
        read_document(text, path)
        draft = history.save(key, {path: text.encode()}, current_person(), expected, "")
    except Damaged as error:
        return damaged_page(key, error, expected)
    except DraftMoved as error:
        last = error.draft.last.name
        problem = Problem(str(path), 1, 1, "plik", f"szkic zapisano już inaczej ({last})", _AGAIN)
        return damaged_page(key, Damaged(problem, text), error.draft.head)
    record("draft.save", key, draft.head)
    return redirect(f"{draft_url(key)}?zapisano=tak", 303)
