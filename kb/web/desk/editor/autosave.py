"""Saving while writing: a script sends the form every few seconds and learns what is wrong."""

from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from flask import Blueprint, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kb.editing.document import Damaged, document_text
from kb.history.errors import HistoryError, NoSuchDraft
from kb.web.desk.access import current_person, needs
from kb.web.desk.editor.opened import Opened, open_draft
from kb.web.desk.editor.page_view import EditorPage
from kb.web.desk.editor.pages import page_of
from kb.web.desk.editor.saving import EXPECTED, FILE, Moved, first_of, read_sent, save_sent
from kb.web.desk.moments import polish_time
from kb.web.desk.services import editing
from kb.web.edition import current_edition

blueprint = Blueprint("autosave", __name__, url_prefix="/redakcja")
_NOTE = "Zapis w trakcie pisania"


@blueprint.post("/szkice/<key:key>/autozapis")
@needs("autor")
def autosave(key: str) -> ResponseReturnValue:
    """Save the fields sent as JSON: `{"expected": head, "fields": [[name, value], …]}`.

    `unanswered` are fields sent before whose answer never came: where they are what was saved, the
    draft stands as this page knows it. Answers `{"head", "file", "time", "problems", "total",
    "parts", "summary", "outline"}`; 409 when somebody else has saved meanwhile or the draft waits
    for review, 410 when it is gone, 503 when others write.
    """
    asked = request.get_json(silent=True)
    pairs = _pairs(asked)
    if pairs is None:
        return jsonify(message="Nie da się odczytać tego, co przysłała strona."), 400
    history, library = editing().history, current_edition().library
    try:
        day = PurePosixPath(first_of(pairs, FILE)).stem
        opened = open_draft(history, library, key, day)
        sent = read_sent(history, opened, pairs)
        if _was_saved(opened, asked):
            sent = replace(sent, expected=opened.draft.head)
        saved = save_sent(history, library, opened, sent, current_person(), _NOTE)
    except (NoSuchDraft, Damaged) as error:
        return jsonify(message=str(error)), 410
    except HistoryError as error:
        return jsonify(message=str(error)), 503
    if isinstance(saved, Moved):
        return jsonify(message=_moved_message(saved)), 409
    return jsonify(_answer(open_draft(history, library, key, day)))


def _was_saved(opened: Opened, asked: Any) -> bool:
    """Whether the draft holds what this page sent before without learning that it was saved."""
    pairs = _pairs({**asked, "fields": asked.get("unanswered", [])})
    if not pairs or len(pairs) == 1 or opened.draft.last.id != current_person().id:
        return False
    before = read_sent(editing().history, opened, pairs).document
    return document_text(before) == document_text(opened.document)


def _pairs(sent: Any) -> list[tuple[str, str]] | None:
    """The fields of the form, with the state it was made from; `None` when they are not that."""
    if not isinstance(sent, dict) or not isinstance(sent.get("fields"), list):
        return None
    fields = sent["fields"]
    good = all(isinstance(f, list) and [type(part) for part in f] == [str, str] for f in fields)
    if not good or not isinstance(sent.get(EXPECTED), str):
        return None
    return [(EXPECTED, sent[EXPECTED]), *((name, value) for name, value in fields)]


def _moved_message(moved: Moved) -> str:
    last = moved.theirs.draft.last.name
    if moved.theirs.draft.state == "review":
        return (
            f"Szkic jest już w recenzji ({last}). Naciśnij „Zapisz szkic”, aby zobaczyć, co dalej."
        )
    return (
        f"Ten szkic zapisano w międzyczasie gdzie indziej ({last}). "
        "Naciśnij „Zapisz szkic”, aby zobaczyć oba teksty."
    )


def _answer(opened: Opened) -> dict[str, Any]:
    page = page_of(opened)
    return {
        "head": opened.draft.head,
        "file": str(opened.path),
        "time": polish_time(opened.draft.changed),
        "problems": [
            {"name": p.name, "message": p.message, "remedy": p.remedy, "warning": p.warning}
            for p in page.form.beside
        ],
        "total": len(page.form.problems),
        "parts": {part.anchor: part.wrong for part in page.form.parts},
        "summary": _fragment("summary.html", page),
        "outline": _fragment("outline.html", page),
    }


def _fragment(name: str, page: EditorPage) -> str:
    return render_template(f"desk/editor/{name}", page=page, form=page.form)
