import pytest
from flask import Flask, abort
from flask.testing import FlaskClient

from kb.publication import Publisher
from kb.settings import Settings
from kb.web.edition import Editions
from tests.kb.web.html import Page
from tests.shared import NewApp


@pytest.fixture
def faulty(settings: Settings, publisher: Publisher, new_app: NewApp) -> Flask:
    """The site with a page that fails and one for each status."""
    app = new_app(settings, publisher)
    app.add_url_rule("/awaria", "crash", lambda: str(1 // 0))
    app.add_url_rule("/blad/<int:code>", "error", abort)
    return app


@pytest.mark.parametrize("code", [400, 404, 405, 413, 500])
def test_each_error_is_told_in_polish_and_offers_the_search(faulty: Flask, code: int) -> None:
    answer = faulty.test_client().get(f"/blad/{code}")
    page = Page(answer.text)
    assert answer.status_code == code
    assert f"Błąd {code}" in page.text
    assert [form.get("action") for form in page.of("form")] == ["/szukaj"]
    assert page.of("html")[0]["lang"] == "pl"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in answer.headers


def test_an_unknown_address_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/nie-ma-takiej-strony")
    assert answer.status_code == 404
    assert "Nie ma takiej strony" in answer.text


def test_pages_take_no_data(client: FlaskClient) -> None:
    answer = client.post("/standardy", data={"a": "b"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_a_failure_is_logged_and_its_page_does_not_need_the_library(
    faulty: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    faulty.extensions["kb_editions"] = None
    answer = faulty.test_client().get("/awaria")
    assert answer.status_code == 500
    assert "Coś się u nas zepsuło" in answer.text
    assert "ZeroDivisionError" not in answer.text
    assert "ZeroDivisionError" in caplog.text


def test_a_foreign_host_is_refused(
    settings: Settings, publisher: Publisher, new_app: NewApp
) -> None:
    closed = Settings(settings.standards, settings.var, trusted_hosts=("baza.example",))
    client = new_app(closed, publisher).test_client()
    assert client.get("/", headers={"Host": "baza.example"}).status_code == 200
    refused = client.get("/", headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert "Nie rozumiemy tego zapytania" in refused.text


def test_the_edition_changes_with_the_publication(publisher: Publisher) -> None:
    editions = Editions(publisher)
    assert editions.current is editions.current
    assert editions.current.publication is publisher.current
