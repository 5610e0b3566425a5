"""What the editors' part answers while its database does not."""

import logging

from flask import Flask, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import OperationalError, SQLAlchemyError, TimeoutError

from kb.web.desk.access import wants_json
from kb.web.error_pages import Message

log = logging.getLogger(__name__)

_RETRY_AFTER = 30
"""Seconds."""
_MESSAGE = Message(
    "Baza danych nie odpowiada",
    "To nasza wina, nie Twoja. Opublikowane treści i szkice są bezpieczne. Jeśli coś właśnie "
    "zapisujesz, cofnij się w przeglądarce do formularza i za chwilę spróbuj jeszcze raz. Gdy to "
    "się powtarza, powiedz administratorowi.",
)


def install_database_errors(app: Flask) -> None:
    """Answer 503 in plain words; a script gets `{"message": …}`."""
    app.register_error_handler(OperationalError, _not_answering)
    app.register_error_handler(TimeoutError, _not_answering)


def _not_answering(error: SQLAlchemyError) -> ResponseReturnValue:
    log.error("the database does not answer at %s", request.path, exc_info=error)
    headers = {"Retry-After": str(_RETRY_AFTER)}
    if wants_json():
        return jsonify(message=f"{_MESSAGE.title}. Tekst jest nadal tutaj."), 503, headers
    return render_template("errors/error.html", message=_MESSAGE, code=503), 503, headers
