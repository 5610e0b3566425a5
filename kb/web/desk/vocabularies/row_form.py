"""The form of one row: a changed one or a new one, saved to the draft of its vocabulary."""

from dataclasses import replace
from functools import cache
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from kb.editing_vocabulary.form_data import after_action, typed_form, typed_row
from kb.editing_vocabulary.form_fields import form_fields
from kb.editing_vocabulary.form_views import form_view
from kb.editing_vocabulary.rows import key_field, title_of
from kb.web.desk.access import needs, refused
from kb.web.desk.vocabularies.addresses import row_anchor, row_url, rows_url
from kb.web.desk.vocabularies.opening import Opened, open_vocabulary, options
from kb.web.desk.vocabularies.row_saving import (
    FREE_KEYS,
    RESERVED,
    Attempt,
    fixed_fields,
    prepared,
    save_row,
)

blueprint = Blueprint("vocabulary_rows", __name__, url_prefix="/redakcja/slowniki")

BASE = "stan"
"""The field with the state of the content that the form was filled in over."""
ACTION = "do"
_LONGEST_GIVEN = 1_000
_IN_REVIEW = (
    "Ten słownik czeka na recenzję, więc nie można go teraz zmieniać → poczekaj na publikację "
    "albo poproś recenzenta, żeby zwrócił szkic."
)


@blueprint.get("/<name>/nowy")
@needs("autor")
def new(name: str) -> ResponseReturnValue:
    """An empty form; `?<field>=…` fills in texts."""
    opened = open_vocabulary(name)
    given = {key: text[:_LONGEST_GIVEN] for key, text in request.args.items()}
    typed = prepared(opened, typed_form(form_fields(name), given))
    return _page(Attempt(opened, None, typed, opened.revision))


@blueprint.get("/<name>/<path:key>")
@needs("autor")
def row(name: str, key: str) -> ResponseReturnValue:
    """One row in a form."""
    opened = open_vocabulary(name)
    found = opened.text.row(key)
    if found is None:
        return gone(opened, key)
    typed = typed_row(form_fields(name), found.data)
    return _page(Attempt(opened, key, typed, opened.revision))


@blueprint.post("/<name>/nowy")
@needs("autor")
def add(name: str) -> ResponseReturnValue:
    """Save a new row, or add and take away rows of the form."""
    return _sent(open_vocabulary(name), None)


@blueprint.post("/<name>/<path:key>")
@needs("autor")
def change(name: str, key: str) -> ResponseReturnValue:
    """Save a changed row, or add and take away rows of the form."""
    return _sent(open_vocabulary(name), key)


def _sent(opened: Opened, key: str | None) -> ResponseReturnValue:
    fields = form_fields(opened.name)
    typed = typed_form(fields, request.form)
    attempt = Attempt(opened, key, typed, request.form.get(BASE, ""))
    if not opened.may_edit:
        if not opened.in_review:
            return refused(opened.about.role)
        return _page(replace(attempt, told=_IN_REVIEW), 409)
    other = after_action(fields, typed, request.form.get(ACTION, ""))
    if other is not None:
        return _page(replace(attempt, typed=other))
    saved = save_row(attempt)
    if saved.done:
        query = urlencode({"zrobiono": saved.done})
        return redirect(f"{rows_url(opened.name)}?{query}#{row_anchor(saved.key or '')}", 303)
    # What others did has been seen by the next time the form is sent.
    return _page(replace(saved, base=saved.opened.revision), 422 if saved.problems else 409)


def _page(attempt: Attempt, status: int = 200) -> ResponseReturnValue:
    """The form with what was typed and what is to be said about it."""
    opened, found = attempt.opened, attempt.row
    name, key = opened.name, attempt.key
    form = form_view(
        form_fields(name),
        attempt.typed,
        attempt.problems,
        cache(lambda target: options(opened.library, target)),
        fixed_fields(opened, found) if key is None or found is not None else (),
    )
    renamed_elsewhere = name not in FREE_KEYS and key_field(name) != "id"
    return render_template(
        "desk/vocabularies/row.html",
        attempt=attempt,
        opened=opened,
        title=title_of(found) if found is not None else key or "Nowy wiersz",
        form=form,
        action=row_url(name, key if key is not None else RESERVED),
        uses=opened.uses.of(name, found.key) if found is not None else (),
        may_rename=found is not None and renamed_elsewhere and not opened.is_built_in(found.key),
        may_remove=found is not None and not opened.is_built_in(found.key),
    ), status


def gone(opened: Opened, key: str) -> ResponseReturnValue:
    """The row is not there: renamed, removed, or never was."""
    return render_template("desk/vocabularies/gone.html", opened=opened, key=key), 404
