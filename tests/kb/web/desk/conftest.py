"""The editors' part of the site over a small content repository, and people who sign in."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.accounts.roles import Role
from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings
from kb.web.app import create_app
from kb.web.counted_searches import searches
from tests.kb.web.desk.people import (
    PASSWORD,
    SignIn,
    email_of,
    hash_cheaply,
    make_account,
    token_of,
)

TODAY = date(2026, 11, 22)


@pytest.fixture
def content(tmp_path: Path, seeded_desk: Path) -> History:
    """A content repository of its own for each test."""
    shutil.copytree(seeded_desk / "content", tmp_path / "content", symlinks=True)
    return History(tmp_path / "content")


@pytest.fixture
def desk_settings(content: History, seeded_desk: Path, tmp_path: Path) -> Settings:
    shutil.copytree(seeded_desk / "var", tmp_path / "var")
    return Settings(
        standards=content.root, content=content.root, var=tmp_path / "var", prepare_files=False
    )


@pytest.fixture
def desk_app(desk_settings: Settings, content: History) -> Iterator[Flask]:
    """The site with `/redakcja`, as it looks on 22 November 2026; hashing is cheap."""
    publisher = Publisher(desk_settings)
    app = create_app(desk_settings, publisher)
    app.config["TODAY"] = TODAY
    hash_cheaply(app)
    yield app
    searches(app).close()


@pytest.fixture
def sign_in(desk_app: Flask) -> SignIn:
    """`sign_in(role, name="…")` gives a client that is signed in; a name is one account.

    `token_of(client, page)` of `people.py` gives the token for what the client sends.
    """

    def sign_in(role: Role, name: str = "Anna Nowak") -> FlaskClient:
        with desk_app.app_context():
            make_account(email_of(name), name, role)
        client = desk_app.test_client()
        answer = client.post(
            "/redakcja/logowanie",
            data={"token": token_of(client), "email": email_of(name), "haslo": PASSWORD},
        )
        assert answer.status_code == 303, answer.text
        return client

    return sign_in
