import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.settings import Settings
from kb.web.desk.services import editing
from tests.kb.web.desk.people import SignIn


@pytest.fixture
def author(desk_app: Flask, sign_in: SignIn, desk_settings: Settings) -> FlaskClient:
    """Signed in; then the database cannot be opened any more."""
    client = sign_in("autor")
    with desk_app.app_context():
        editing().database.close()
    file = desk_settings.var / "baza.sqlite"
    file.unlink()
    file.mkdir()
    return client


@pytest.mark.parametrize("path", ["", "/standardy", "/szkice/maly-grant", "/konto"])
def test_a_page_says_in_words_that_the_database_does_not_answer(
    author: FlaskClient, path: str
) -> None:
    answer = author.get(f"/redakcja{path}")
    assert answer.status_code == 503
    assert "Baza danych nie odpowiada" in answer.text
    assert answer.headers["Retry-After"] == "30"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_script_is_told_so_too(author: FlaskClient) -> None:
    headers = {"X-Token": "dowolny", "Accept": "application/json"}
    answer = author.post("/redakcja/szkice/maly-grant/autozapis", headers=headers)
    assert answer.status_code == 503
    assert "Tekst jest nadal tutaj" in answer.json["message"]


def test_readers_notice_nothing(author: FlaskClient) -> None:
    assert author.get("/standardy/maly-grant").status_code == 200
