"""A live site with `/redakcja`: a small content repository of its own, and people with accounts."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page

from kb.accounts.roles import Role
from kb.accounts.security import install_security
from kb.database import Database
from kb.history.history import History
from kb.secret import read_secret
from kb.settings import Settings
from tests.browser.server import free_port, running
from tests.kb.web.desk.people import PASSWORD, email_of, hash_cheaply, make_account
from tests.live import copied_desk, live

PEOPLE: Mapping[str, Role] = {
    "Anna Nowak": "autor",
    "Jan Kowalski": "redaktor",
    "Ewa Lis": "administrator",
}
"""Who has an account, with what role."""


@dataclass(frozen=True)
class Desk:
    """Where the site answers, and its content."""

    address: str
    content: History


@contextmanager
def live_desk(folder: Path, seeded_desk: Path) -> Iterator[Desk]:
    """Serve a copy of `seeded_desk` in `folder`; everybody in `PEOPLE` may sign in."""
    settings = copied_desk(seeded_desk, folder)
    with live(settings) as (app, address):
        hash_cheaply(app)
        with app.app_context():
            _make_accounts()
        yield Desk(address, History(settings.standards))


@contextmanager
def running_desk(folder: Path, seed: Path) -> Iterator[Desk]:
    """Serve a new installation of the content `seed` by `kb serve`, in a process of its own.

    Everybody in `PEOPLE` may sign in.
    """
    content = History.create(folder / "content", seed)
    _make_database(Settings(standards=content.root, var=folder / "var"))
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    own = {name: value for name, value in os.environ.items() if name[:3] != "KB_"}
    own |= {"KB_VAR": str(folder / "var"), "KB_CONTENT": str(content.root)}
    with running(
        [sys.executable, "-m", "kb", "serve", "--port", str(port)],
        address,
        cwd=Path(__file__).parents[2],
        environment={**own, "KB_PREPARE_FILES": "nie"},
        log=folder / "server.log",
    ):
        yield Desk(address, content)


def sign_in(page: Page, desk: Desk, name: str, path: str = "/redakcja") -> None:
    """Sign somebody in who has an account, and open a page of the editors."""
    page.goto(f"{desk.address}/redakcja/logowanie?next={path}")
    page.get_by_label("Adres e-mail").fill(email_of(name))
    page.get_by_label("Hasło").fill(PASSWORD)
    page.get_by_role("button", name="Zaloguj się").click()
    page.wait_for_url(f"{desk.address}{path}")


def _make_accounts() -> None:
    for name, role in PEOPLE.items():
        make_account(email_of(name), name, role)


def _make_database(settings: Settings) -> None:
    settings.var.mkdir(parents=True, exist_ok=True)
    app, database = Flask(__name__), Database(settings.database_url)
    install_security(app, database, read_secret(settings.var))
    with app.app_context():
        _make_accounts()
    database.close()
