"""What actions on rows have in common: saving over what the person saw, refusing, going back."""

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import urlencode

from flask import redirect, request
from flask.typing import ResponseReturnValue

from kb.editing_vocabulary.rows import Row
from kb.history.errors import DraftMoved
from kb.web.desk.access import refused
from kb.web.desk.vocabularies.addresses import row_anchor, rows_url
from kb.web.desk.vocabularies.opening import Opened

Changes = Mapping[PurePosixPath, bytes | None]

HEAD = "glowa"
"""The field with the state of the draft that the person saw; empty when there was none."""
BUILT_IN = "Na tej wartości opiera się sam program. Możesz zmienić jej opis, ale nie nazwę."
_MOVED = "Szkic zmienił się, od kiedy otwarto tę stronę. Sprawdź jeszcze raz i potwierdź."
_IN_REVIEW = "Ten słownik czeka na recenzję, więc nie można go teraz zmieniać."


def save(opened: Opened, changes: Changes, note: str) -> None:
    """Save to the draft that the person saw; raises `DraftMoved` when it is another by now."""
    head = opened.draft.head if opened.draft is not None else ""
    if opened.draft is not None and request.form.get(HEAD, "") != head:
        raise DraftMoved(opened.draft)
    opened.save(changes, note)


def not_allowed(
    opened: Opened, row: Row | None, page: Callable[..., ResponseReturnValue]
) -> ResponseReturnValue:
    """Say why the person cannot change this now: their role, or a review."""
    if not opened.in_review or row is None:
        return refused(opened.about.role)
    return page(opened, row, _IN_REVIEW, 409)


def reason(error: Exception) -> str:
    """What stood in the way, in words."""
    return _MOVED if isinstance(error, DraftMoved) else str(error)


def back(name: str, done: str, key: str = "") -> ResponseReturnValue:
    """Lead to the rows, saying what was done."""
    anchor = f"#{row_anchor(key)}" if key else ""
    return redirect(f"{rows_url(name)}?{urlencode({'zrobiono': done})}{anchor}", 303)
