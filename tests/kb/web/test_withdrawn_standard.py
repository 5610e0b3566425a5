from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from kb.library import load_library
from kb.publication import Publisher
from kb.settings import Settings
from tests.kb.conftest import MINIMAL, Content
from tests.shared import NewApp

FILE = "p2o2/sala-na-zebranie/2026-01-15.md"
WITHDRAWN = "valid_to: 2026-10-31\nwithdrawn: Gmina sprzedała salę.\n"

ClientOn = Callable[[date], FlaskClient]


@pytest.fixture
def client_on(content: Content, new_app: NewApp) -> ClientOn:
    def client_on(day: date) -> FlaskClient:
        content.write(FILE, MINIMAL.replace("legal_state:", f"{WITHDRAWN}legal_state:"))
        settings = Settings(standards=content.root, var=content.root.parent / "var")
        app = new_app(settings, Publisher(settings))
        app.config["TODAY"] = day
        return app.test_client()

    return client_on


def test_a_withdrawn_standard_says_until_when_it_held_and_why(client_on: ClientOn) -> None:
    client = client_on(date(2026, 11, 22))
    text = client.get("/standardy/sala-na-zebranie").text
    assert "Ten standard wycofano." in text
    assert "do 31 października 2026." in text.replace("\u00a0", " ")
    assert "Powód: Gmina sprzedała salę." in text.replace("\u00a0", " ")
    assert "wersja archiwalna" not in text.partition("</header>")[2].partition("</header>")[0]
    assert client.get("/standardy/sala-na-zebranie.json").json["meta"]["withdrawn"]  # type: ignore[index]


def test_a_withdrawn_standard_leaves_the_default_search(client_on: ClientOn) -> None:
    client = client_on(date(2026, 11, 22))
    found = client.get("/szukaj.json?q=sala+na+zebranie").json
    assert found is not None
    assert "sala-na-zebranie" not in [row["slug"] for row in found["results"]]
    old = client.get("/szukaj.json?q=sala+na+zebranie&na-dzien=2026-10-31").json
    assert old is not None
    assert "sala-na-zebranie" in [row["slug"] for row in old["results"]]


def test_a_withdrawal_to_come_is_announced(client_on: ClientOn) -> None:
    text = client_on(date(2026, 10, 31)).get("/standardy/sala-na-zebranie").text
    assert "Ten standard będzie wycofany." in text
    assert "Obowiązuje do 31 października 2026 włącznie." in text.replace("\u00a0", " ")


def test_a_withdrawal_needs_its_last_day(content: Content) -> None:
    content.write(FILE, MINIMAL.replace("legal_state:", "withdrawn: Nie ma sali.\nlegal_state:"))
    (problem,) = load_library(content.root).problems
    assert (problem.path, problem.field) == (FILE, "withdrawn")
    assert problem.remedy.startswith("dopisz valid_to")
