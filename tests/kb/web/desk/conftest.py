"""The editors' part of the site over a small content repository, and people who sign in."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, session
from flask.testing import FlaskClient

from kb.accounts.roles import Role
from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings
from kb.web.desk import identity
from tests.kb.web.desk.people import SignIn, email_of, hash_cheaply, make_account
from tests.live import application, copied_desk

TODAY = date(2026, 11, 22)


@pytest.fixture
def desk_settings(seeded_desk: Path, tmp_path: Path) -> Settings:
    """An installation of its own for each test."""
    return copied_desk(seeded_desk, tmp_path)


@pytest.fixture
def content(desk_settings: Settings) -> History:
    """The content repository of the installation."""
    return History(desk_settings.standards)


@pytest.fixture
def desk_app(desk_settings: Settings) -> Iterator[Flask]:
    """The site with `/redakcja`, as it looks on 22 November 2026; hashing is cheap."""
    with application(desk_settings, Publisher(desk_settings)) as app:
        app.config["TODAY"] = TODAY
        hash_cheaply(app)
        yield app


@pytest.fixture
def sign_in(desk_app: Flask) -> SignIn:
    """`sign_in(role, name="…")` gives a client that is signed in; a name is one account.

    Past the form, which `test_accounts_sign_in.py` fills in. `token_of(client, page)` of
    `people.py` gives the token for what the client sends.
    """

    def sign_in(role: Role, name: str = "Anna Nowak") -> FlaskClient:
        with desk_app.test_request_context(identity.DESK):
            identity.sign_in(make_account(email_of(name), name, role))
            begun = dict(session)
        client = desk_app.test_client()
        with client.session_transaction(identity.DESK) as cookie:
            cookie.update(begun)
        return client

    return sign_in
