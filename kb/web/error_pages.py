"""Error pages: plain Polish, a way on, and nothing that depends on the library."""

import logging
from dataclasses import dataclass

from flask import Flask, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError

from kb.web.addresses import canonical_path
from kb.web.site_view import without_library

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Message:
    """What an error page says under its heading."""

    title: str
    text: str


_MESSAGES = {
    400: Message(
        "Nie rozumiemy tego zapytania",
        "Adres strony jest niepełny albo uszkodzony. Sprawdź go albo zacznij od wyszukiwarki.",
    ),
    404: Message(
        "Nie ma takiej strony",
        "Adres mógł zostać wpisany z błędem albo strona została przeniesiona. "
        "Poszukaj jej po słowach z tytułu.",
    ),
    405: Message(
        "Tej strony nie można otworzyć w ten sposób",
        "Ten adres nie przyjmuje danych. Otwórz go zwykłym łączem albo zacznij od wyszukiwarki.",
    ),
    413: Message(
        "Przesłane dane są za duże",
        "Strona przyjmuje najwyżej 1 MB danych. Skróć tekst i spróbuj jeszcze raz.",
    ),
    429: Message(
        "Za dużo naraz",
        "Z tego adresu przyszło bardzo dużo odpowiedzi. Spróbuj jeszcze raz za godzinę.",
    ),
    500: Message(
        "Coś się u nas zepsuło",
        "To nasza wina, nie Twoja. Spróbuj za chwilę jeszcze raz. Błąd został zapisany.",
    ),
}


def register_error_pages(app: Flask) -> None:
    """Answer every error with a page; other spellings of an address lead to the right one."""
    app.register_error_handler(404, _not_found)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _failure)


def _not_found(error: HTTPException) -> ResponseReturnValue:
    path = canonical_path(request.path)
    if path != request.path and request.method in ("GET", "HEAD"):
        query = request.query_string.decode("ascii", "ignore")
        return redirect(f"{path}?{query}" if query else path, 301)
    return _http_error(error)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code < 400:
        return error.get_response()
    page = _page(_MESSAGES.get(code, _MESSAGES[400 if code < 500 else 500]), code)
    allowed = {name: value for name, value in error.get_headers() if name == "Allow"}
    return page, code, allowed


def _failure(error: InternalServerError) -> ResponseReturnValue:
    log.error("error while answering %s", request.path, exc_info=error.original_exception)
    without_library()
    return _page(_MESSAGES[500], 500), 500


def _page(message: Message, code: int) -> str:
    return render_template("errors/error.html", message=message, code=code)
