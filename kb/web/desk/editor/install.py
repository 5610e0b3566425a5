"""The blueprints of the editor."""

from flask import Flask

from kb.web.desk.editor import autosave, creating, hints, moved, pages, starting, whole_text


def install_editor(app: Flask) -> None:
    """Serve the editor of drafts."""
    for part in (creating, starting, pages, autosave, moved, hints, whole_text):
        app.register_blueprint(part.blueprint)
