from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from kb.accounts.security import accounts, install_security
from kb.database import Database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{tmp_path / 'baza.sqlite'}")
    yield database
    database.close()


@pytest.fixture
def _accounts(database: Database) -> Iterator[None]:
    """An application that knows accounts; hashing is cheap."""
    app = Flask(__name__)
    install_security(app, database, "tajemnica" * 8)
    with app.app_context():
        accounts().security.pwd_context.update(argon2__time_cost=1, argon2__memory_cost=64)
        yield
