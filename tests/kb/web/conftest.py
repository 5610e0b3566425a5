from collections.abc import Iterator
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.library import Library
from kb.publication import Publisher
from kb.settings import Settings, bundled_standards
from tests.live import application
from tests.shared import NewVar

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, new_var: NewVar) -> Settings:
    var = new_var(tmp_path_factory.mktemp("installation") / "var")
    return Settings(standards=bundled_standards(), var=var)


@pytest.fixture(scope="session")
def publisher(settings: Settings) -> Publisher:
    return Publisher(settings)


@pytest.fixture(scope="session")
def app(settings: Settings, publisher: Publisher) -> Iterator[Flask]:
    """The site with the bundled standards, as it looks on 22 November 2026."""
    with application(settings, publisher) as app:
        app.config["TODAY"] = TODAY
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def library(publisher: Publisher) -> Library:
    return publisher.current.library
