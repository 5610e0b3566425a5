"""Old names of standards and of values of the vocabularies lead to the new ones for ever."""

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from kb.documents.redirects import STANDARDS
from kb.library import Library
from kb.web.edition import current_edition

_FOLDERS: Mapping[str, str] = {
    "standardy": STANDARDS,
    "tematy": "topics",
    "sektory": "sectors",
    "rodzaje": "kinds",
    "grupy": "groups",
    "slownik": "glossary",
    "prawo": "acts",
}
"""The first part of an address → the list whose names stand in the second."""
_FILTERS: Mapping[str, str] = {
    "temat": "topics",
    "sektor": "sectors",
    "rodzaj": "kinds",
    "grupa": "groups",
    "dziedzina": "fields",
}
"""The parameter of a search → the vocabulary whose values it takes."""
_SEARCHES = ("/szukaj", "/szukaj.json")


def install_moved(app: Flask) -> None:
    """Answer an address that holds an old name with a permanent redirect."""
    app.before_request(_moved)


def _moved() -> ResponseReturnValue | None:
    if request.method not in ("GET", "HEAD"):
        return None
    if request.path in _SEARCHES:
        return _moved_search(current_edition().library)
    _, folder, rest = f"{request.path}/".split("/", 2)
    if folder not in _FOLDERS:
        return None
    name, slash, rest = rest.removesuffix("/").partition("/")
    bare, dot, ending = name.partition(".")
    new = current_edition().library.moved_to(bare, _FOLDERS[folder])
    if new is None:
        return None
    query = request.query_string.decode("ascii", "ignore")
    path = f"/{folder}/{new}{dot}{ending}{slash}{rest}"
    return redirect(f"{path}?{query}" if query else path, 301)


def _moved_search(library: Library) -> ResponseReturnValue | None:
    """A saved search keeps its filters when their values get other names."""
    pairs = list(request.args.items(multi=True))
    moved = [(key, _moved_filter(key, value, library)) for key, value in pairs]
    if moved == pairs:
        return None
    return redirect(f"{request.path}?{urlencode(moved)}", 301)


def _moved_filter(key: str, value: str, library: Library) -> str:
    if key not in _FILTERS:
        return value
    return library.moved_to(value, _FILTERS[key]) or value
