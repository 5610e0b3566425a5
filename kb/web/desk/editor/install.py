"""The blueprints of the editor."""

from flask import Flask

from kb.history.errors import HistoryBusy, Unwritable
from kb.web.desk.editor import autosave, creating, hints, moved, pages, starting, whole_text
from kb.web.desk.editor.not_saved import not_saved

_FORMS = (creating, starting, pages, moved, whole_text)

for _part in _FORMS:
    for _error in (HistoryBusy, Unwritable):
        _part.blueprint.register_error_handler(_error, not_saved)


def install_editor(app: Flask) -> None:
    """Serve the editor of drafts."""
    for part in (*_FORMS, autosave, hints):
        app.register_blueprint(part.blueprint)
