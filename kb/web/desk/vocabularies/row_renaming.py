"""Renaming a value wherever it is used, with a preview of what will change."""

from pathlib import PurePosixPath

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.problems import Problem
from kb.documents.redirects import FILE as REDIRECTS
from kb.documents.text import slugify
from kb.editing_vocabulary.form_views import mistakes
from kb.editing_vocabulary.renaming import REDIRECTED, moved_group, renaming, with_redirect
from kb.editing_vocabulary.rows import Row, file_of, key_field, title_of
from kb.editing_vocabulary.yaml_patch import CannotPatch
from kb.history.errors import HistoryError
from kb.web.desk.access import needs
from kb.web.desk.services import editing
from kb.web.desk.vocabularies.acting import BUILT_IN, Changes, back, not_allowed, reason, save
from kb.web.desk.vocabularies.opening import Opened, open_vocabulary
from kb.web.desk.vocabularies.row_form import gone
from kb.web.desk.vocabularies.row_saving import FREE_KEYS, RESERVED
from kb.web.edition import current_edition

blueprint = Blueprint("vocabulary_renaming", __name__, url_prefix="/redakcja/slowniki")

NEW_NAME = "nazwa"


@blueprint.get("/<name>/nazwa/<path:key>")
@needs("autor")
def ask_to_rename(name: str, key: str) -> ResponseReturnValue:
    """Ask for the new name; with `?nazwa=` show what will change."""
    opened = open_vocabulary(name)
    found = opened.text.row(key)
    return _renaming(opened, found) if found is not None else gone(opened, key)


@blueprint.post("/<name>/nazwa/<path:key>")
@needs("autor")
def rename(name: str, key: str) -> ResponseReturnValue:
    """Rename a value wherever it is used, all in one draft."""
    opened = open_vocabulary(name)
    found = opened.text.row(key)
    new = _new_key(opened)
    if not opened.may_edit:
        return not_allowed(opened, found, _renaming)
    if found is None:
        if opened.text.row(new) is not None:  # the same was sent twice
            return back(name, "nazwa", new)
        return gone(opened, key)
    if _is_fixed(opened, found) or _name_problems(opened, found, new):
        return _renaming(opened, found, status=422)
    note = f"{opened.about.title}: „{key}” to teraz „{new}”"
    try:
        save(opened, _renamed(opened, found, new), note)
    except (CannotPatch, HistoryError) as error:
        return _renaming(open_vocabulary(name), found, reason(error), 409)
    return back(name, "nazwa", new)


def _renamed(opened: Opened, row: Row, new: str) -> Changes:
    """Every file that changes when the row gets its new name."""
    name, key = opened.name, row.key
    label = request.values.get(NEW_NAME, "").strip() if name == "sections" else None
    texts = dict(renaming(opened.library, name, key, new, opened.read, label=label))
    is_public = name in REDIRECTED and key in getattr(current_edition().library.vocabulary, name)
    if is_public:
        path = PurePosixPath(REDIRECTS)
        texts[path] = with_redirect(opened.read(path), name, key, new)
    if name != "groups":
        return {path: text.encode() for path, text in texts.items()}
    history, folder = editing().history, PurePosixPath(key.lower())
    files = {
        path: history.read(opened.revision, path) or b""
        for path in history.files(opened.revision, folder)
    }
    return moved_group(texts, files, key, new)


def _new_key(opened: Opened) -> str:
    """The new identity that was asked for; of a section it follows from its heading."""
    text = " ".join(request.values.get(NEW_NAME, "").split())
    return slugify(text) if opened.name == "sections" else text


def _name_problems(opened: Opened, row: Row, new: str) -> tuple[Problem, ...]:
    """Why the row cannot have the new name."""
    path, field = str(file_of(opened.name)), key_field(opened.name)
    if new == row.key:
        return (Problem(path, 1, 1, field, "to jest obecna nazwa", "wpisz inną"),)
    if new == RESERVED or opened.text.row(new) is not None:
        return (Problem(path, 1, 1, field, "ta nazwa jest zajęta", "wpisz inną"),)
    found = mistakes(opened.name, {**row.data, field: new})
    return tuple(problem for problem in found if problem.field == field)


def _renaming(opened: Opened, row: Row, told: str = "", status: int = 200) -> ResponseReturnValue:
    asked = NEW_NAME in request.values
    new = _new_key(opened)
    problems = _name_problems(opened, row, new) if asked else ()
    is_fixed = _is_fixed(opened, row)
    return render_template(
        "desk/vocabularies/rename.html",
        opened=opened,
        row=row,
        title=title_of(row),
        new=new,
        typed=request.values.get(
            NEW_NAME, row.data.get("label") if _is_section(opened) else row.key
        ),
        problems=problems,
        preview=asked and not problems and not is_fixed,
        uses=opened.uses.of(opened.name, row.key),
        told=told or (BUILT_IN if is_fixed else ""),
        may_rename=opened.may_edit and not is_fixed,
        address=opened.name in REDIRECTED,
    ), status


def _is_fixed(opened: Opened, row: Row) -> bool:
    """Whether the row cannot be renamed: the program relies on it, or its form does it."""
    return opened.is_built_in(row.key) or opened.name in FREE_KEYS or key_field(opened.name) == "id"


def _is_section(opened: Opened) -> bool:
    return opened.name == "sections"
