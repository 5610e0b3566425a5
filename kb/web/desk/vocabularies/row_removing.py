"""Removing a row that nothing uses, and moving a row among the others."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.editing_vocabulary.rows import Row, file_of, title_of
from kb.editing_vocabulary.yaml_patch import CannotPatch
from kb.history.errors import DraftMoved, HistoryError
from kb.web.desk.access import needs, refused
from kb.web.desk.vocabularies.acting import BUILT_IN, back, not_allowed, reason, save
from kb.web.desk.vocabularies.opening import Opened, open_vocabulary
from kb.web.desk.vocabularies.row_form import gone

blueprint = Blueprint("vocabulary_removing", __name__, url_prefix="/redakcja/slowniki")

_IN_USE = "Tej wartości używają inne miejsca, więc nie można jej usunąć. Zmień najpierw je."


@blueprint.get("/<name>/usun/<path:key>")
@needs("autor")
def ask_to_remove(name: str, key: str) -> ResponseReturnValue:
    """Where the value is used, or the question whether to remove it."""
    opened = open_vocabulary(name)
    found = opened.text.row(key)
    return _removal(opened, found) if found is not None else gone(opened, key)


@blueprint.post("/<name>/usun/<path:key>")
@needs("autor")
def remove(name: str, key: str) -> ResponseReturnValue:
    """Remove a row that nothing uses; one that is gone already is not removed again."""
    opened = open_vocabulary(name)
    found = opened.text.row(key)
    if not opened.may_edit:
        return not_allowed(opened, found, _removal)
    if found is None:
        return back(name, "usunieto")
    if opened.is_built_in(key) or opened.uses.of(name, key):
        return _removal(opened, found, status=409)
    note = f"{opened.about.title}: usunięto „{title_of(found)}”"
    try:
        save(opened, {file_of(name): opened.text.without_row(key).encode()}, note)
    except (CannotPatch, HistoryError) as error:
        return _removal(open_vocabulary(name), found, reason(error), 409)
    return back(name, "usunieto")


@blueprint.post("/<name>/przesun/<path:key>")
@needs("autor")
def move(name: str, key: str) -> ResponseReturnValue:
    """Put a row one place up or down among the others."""
    opened = open_vocabulary(name)
    found = opened.text.row(key)
    if found is None:
        return gone(opened, key)
    if not opened.may_edit:
        return refused(opened.about.role)
    step = -1 if request.form.get("dokad") == "wyzej" else 1
    note = f"{opened.about.title}: kolejność"
    try:
        save(opened, {file_of(name): opened.text.moved(key, step).encode()}, note)
    except DraftMoved:
        return back(name, "nie-przestawiono", key)
    except (CannotPatch, HistoryError) as error:
        return _removal(opened, found, reason(error), 409)
    return back(name, "przestawiono", key)


def _removal(opened: Opened, row: Row, told: str = "", status: int = 200) -> ResponseReturnValue:
    used = opened.uses.of(opened.name, row.key)
    is_built_in = opened.is_built_in(row.key)
    return render_template(
        "desk/vocabularies/remove.html",
        opened=opened,
        row=row,
        title=title_of(row),
        uses=used,
        told=told or (BUILT_IN if is_built_in else _IN_USE if used else ""),
        may_remove=opened.may_edit and not used and not is_built_in,
    ), status
