"""Puts the editors' part into the application, where the content may be edited."""

from flask import Flask

from kb.database import Database
from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings
from kb.web.desk import (
    agreement,
    attachments,
    comments,
    desk,
    help,
    history_pages,
    imports,
    review,
    standards,
    trail,
)
from kb.web.desk.accounts.install import install_accounts
from kb.web.desk.database_errors import install_database_errors
from kb.web.desk.editor.install import install_editor
from kb.web.desk.services import EditingServices, offer
from kb.web.desk.vocabularies.install import install_vocabularies


def install_desk(app: Flask, settings: Settings, publisher: Publisher, history: History) -> None:
    """Serve `/redakcja` over the content of `history`."""
    database = Database(settings.database_url)
    offer(app, EditingServices(history, publisher, database, settings))
    install_database_errors(app)
    install_accounts(app, settings, database)
    app.register_blueprint(attachments.blueprint)
    for part in (desk, imports, review, agreement, comments, history_pages, standards, trail):
        app.register_blueprint(part.blueprint)
    app.register_blueprint(help.blueprint)
    install_editor(app)
    install_vocabularies(app)
