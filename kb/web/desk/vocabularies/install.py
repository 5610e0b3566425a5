"""Puts the pages of the vocabularies into the editors' part."""

from flask import Flask

from kb.editing_vocabulary.choices import VOCABULARIES
from kb.web.desk.vocabularies import lists, row_form, row_removing, row_renaming
from kb.web.desk.vocabularies.addresses import (
    action_url,
    row_anchor,
    row_url,
    rows_url,
    user_url,
)


def install_vocabularies(app: Flask) -> None:
    """Serve `/redakcja/slowniki`."""
    for part in (lists, row_form, row_removing, row_renaming):
        app.register_blueprint(part.blueprint)
    app.jinja_env.globals.update(
        rows_url=rows_url,
        row_url=row_url,
        action_url=action_url,
        row_anchor=row_anchor,
        user_url=user_url,
        vocabularies=VOCABULARIES,
    )
