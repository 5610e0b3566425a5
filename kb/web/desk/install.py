"""Puts the editors' part into the application, where the content may be edited."""

from flask import Flask

from kb.database import Database
from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings
from kb.web.desk.services import EditingServices, offer


def install_desk(app: Flask, settings: Settings, publisher: Publisher, history: History) -> None:
    """Serve `/redakcja` over the content of `history`."""
    database = Database(settings.database_url)
    offer(app, EditingServices(history, publisher, database, settings))
