"""Old addresses of standards lead to the new ones for ever."""

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from kb.web.edition import current_edition

_FOLDER = "/standardy/"


def install_moved(app: Flask) -> None:
    """Answer a renamed standard's address with a permanent redirect."""
    app.before_request(_moved)


def _moved() -> ResponseReturnValue | None:
    if not request.path.startswith(_FOLDER) or request.method not in ("GET", "HEAD"):
        return None
    library = current_edition().library
    name, slash, rest = request.path.removeprefix(_FOLDER).partition("/")
    slug, dot, ending = name.partition(".")
    new = library.moved_to(slug)
    if new is None:
        return None
    query = request.query_string.decode("ascii", "ignore")
    path = f"{_FOLDER}{new}{dot}{ending}{slash}{rest}"
    return redirect(f"{path}?{query}" if query else path, 301)
