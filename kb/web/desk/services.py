"""What the pages of the editors work with."""

from dataclasses import dataclass

from flask import Flask, current_app

from kb.database import Database
from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings

_EXTENSION = "kb_editing"


@dataclass(frozen=True, slots=True)
class EditingServices:
    """The content under history, its publication, and the database of the installation."""

    history: History
    publisher: Publisher
    database: Database
    settings: Settings


def offer(app: Flask, services: EditingServices) -> None:
    """Let the pages of the editors find the services."""
    app.extensions[_EXTENSION] = services


def editing() -> EditingServices:
    """The services of this application."""
    services: EditingServices = current_app.extensions[_EXTENSION]
    return services
