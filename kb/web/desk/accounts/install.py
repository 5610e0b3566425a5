"""Puts accounts into the application: Flask-Security, the cookie, the guard and the pages."""

from flask import Flask

from kb.accounts.security import install_security
from kb.database import Database
from kb.secret import read_secret
from kb.settings import Settings
from kb.web.desk import access
from kb.web.desk.accounts import (
    everybody,
    inviting,
    new_password,
    own,
    provider,
    rescue,
    second_factor,
    sign_in,
)
from kb.web.desk.accounts.blueprint import blueprint
from kb.web.desk.guard import install_guard
from kb.web.desk.identity import DESK, DeskCookies

_PAGES = (sign_in, new_password, own, second_factor, everybody, inviting, provider, rescue)
"""Modules that put their routes on the blueprint."""


def install_accounts(app: Flask, settings: Settings, database: Database) -> None:
    """Let people sign in.

    Raises:
        SettingsError: the secret that signs cookies can be neither made nor read.
    """
    app.config.update(
        SESSION_COOKIE_NAME="redakcja",
        SESSION_COOKIE_PATH=DESK,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https://"),
    )
    app.session_interface = DeskCookies()
    install_security(app, database, read_secret(settings.var))
    app.register_blueprint(blueprint)
    provider.install_provider(app, settings)
    install_guard(app)
    app.jinja_env.globals.update(
        signed_in=access.signed_in,
        has_role=access.has_role,
        current_person=access.current_person,
        desk_token=access.desk_token,
    )
