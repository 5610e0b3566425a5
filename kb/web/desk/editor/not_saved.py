"""When the content cannot be written just now: a page that keeps what was sent, to try again."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from kb.history.errors import HistoryError


def not_saved(error: HistoryError) -> ResponseReturnValue:
    """Tell why nothing was saved; everything sent stands on the page, to be sent once more."""
    fields = [pair for pair in request.form.items(multi=True) if pair[0] != "token"]
    page = render_template(
        "desk/editor/not_saved.html", url=request.path, message=str(error), fields=fields
    )
    return page, 503
