"""Comments on the parts of a draft: adding, answering, settling."""

from datetime import UTC, datetime

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from kb.web.desk.access import current_person, needs
from kb.web.desk.recording import record
from kb.web.desk.review import HEAD, shown
from kb.web.desk.review_page import Typed
from kb.web.desk.services import editing
from kb.workflow.comments import LONGEST, Comments, NewComment

blueprint = Blueprint("comments", __name__, url_prefix="/redakcja")

_EMPTY = "Napisz uwagę."
_TOO_LONG = f"Skróć uwagę do {LONGEST} znaków."
_MOST_PLACE = 200


@blueprint.post("/szkice/<key:key>/uwagi")
@needs("autor")
def add(key: str) -> ResponseReturnValue:
    """Add a comment to a part of the draft, or an answer to a comment."""
    draft = editing().history.draft(key)
    if draft is None:
        return shown(key)
    place = request.form.get("miejsce", "")[:_MOST_PLACE]
    text = request.form.get("tresc", "").strip()
    answers = request.form.get("odpowiedz", type=int)
    field = f"odpowiedz-{answers}" if answers is not None else f"uwaga-{place}"
    if not text or len(text) > LONGEST:
        return shown(key, Typed({field: text}, {field: _TOO_LONG if text else _EMPTY}), 422)
    seen = request.form.get(HEAD, "")
    known = {draft.base, *(event.id for event in editing().history.events(key))}
    head = seen if seen in known else draft.head
    new = NewComment(key, head, place, current_person(), text, datetime.now(UTC), answers)
    try:
        added = Comments(editing().database).add(new)
    except LookupError:
        abort(404)
    if added:
        record("comment.add" if answers is None else "comment.answer", key, head)
    return redirect(f"/redakcja/szkice/{key}/recenzja#uwagi-{place or 'calosc'}", 303)


@blueprint.post("/szkice/<key:key>/uwagi/<int:comment>")
@needs("autor")
def settle(key: str, comment: int) -> ResponseReturnValue:
    """Say that a comment is settled, or is not after all."""
    comments = Comments(editing().database)
    is_reopened = request.form.get("stan") == "otwarta"
    try:
        if is_reopened:
            changed = comments.reopen(key, comment)
        else:
            changed = comments.resolve(key, comment, current_person(), datetime.now(UTC))
    except LookupError:
        abort(404)
    if changed:
        record("comment.reopen" if is_reopened else "comment.resolve", key)
    return redirect(f"/redakcja/szkice/{key}/recenzja#uwaga-{comment}", 303)
