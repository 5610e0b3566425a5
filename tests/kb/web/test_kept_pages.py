import gzip
from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.publication import Publisher
from kb.settings import Settings
from kb.web.edition import current_edition
from kb.web.kept_pages import keep_briefly
from tests.kb.conftest import Content
from tests.shared import NewApp

GZIP = {"Accept-Encoding": "gzip"}
DOCUMENT = "/standardy/maly-grant"


@pytest.fixture
def own_app(content: Content, new_app: NewApp) -> Flask:
    settings = Settings(standards=content.root, var=content.root.parent / "var")
    app = new_app(settings, Publisher(settings))
    app.config["TODAY"] = date(2026, 11, 22)
    return app


def kept(app: Flask) -> int:
    with app.app_context():
        return len(current_edition().pages)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        DOCUMENT,
        f"{DOCUMENT}.json",
        "/prawo/udpp",
        "/slownik",
        f"{DOCUMENT}?na-dzien=2026-08-31",
    ],
)
def test_a_kept_page_is_the_page_itself(own_app: Flask, address: str) -> None:
    client = own_app.test_client()
    first, second = client.get(address), client.get(address)
    assert kept(own_app) == 1
    assert second.data == first.data
    for name in ("ETag", "Content-Type", "Content-Length", "Vary", "Cache-Control"):
        assert second.headers[name] == first.headers[name]
    assert "Content-Security-Policy" in second.headers
    assert gzip.decompress(client.get(address, headers=GZIP).data) == first.data


def test_who_has_the_page_gets_304(own_app: Flask) -> None:
    client = own_app.test_client()
    tag = client.get(DOCUMENT).headers["ETag"]
    assert client.get(DOCUMENT).headers["ETag"] == tag
    answer = client.get(DOCUMENT, headers={"If-None-Match": tag, **GZIP})
    assert answer.status_code == 304
    assert answer.data == b""


@pytest.mark.parametrize("address", ["/szukaj?q=grant", "/nie-ma", f"{DOCUMENT}?x=1", "/szukaj"])
def test_what_depends_on_more_than_the_address_is_not_kept(own_app: Flask, address: str) -> None:
    own_app.test_client().get(address)
    assert kept(own_app) == 0


def test_readers_with_cookies_get_pages_made_for_them(own_app: Flask) -> None:
    client = own_app.test_client()
    client.set_cookie("sesja", "1")
    client.get(DOCUMENT)
    assert kept(own_app) == 0


def test_each_day_has_pages_of_its_own(own_app: Flask) -> None:
    client = own_app.test_client()
    assert "nowa wersja" not in client.get(DOCUMENT).text
    own_app.config["TODAY"] = date(2026, 8, 1)
    assert "nowa wersja" in client.get(DOCUMENT).text
    assert "Widok na dzień" in client.get(f"{DOCUMENT}?na-dzien=2026-08-31").text
    assert "Widok na dzień" not in client.get(DOCUMENT).text


def test_a_changed_document_is_shown_at_once(content: Content, new_app: NewApp) -> None:
    settings = Settings(standards=content.root, var=content.root.parent / "var")
    publisher = Publisher(settings)
    client = new_app(settings, publisher).test_client()
    before = client.get(DOCUMENT)
    content.replace("p2o1/maly-grant/2026-09-01.md", "## Cel\n", "## Cel\n\nKrasnoludek.\n")
    publisher.refresh()
    after = client.get(DOCUMENT)
    assert "Krasnoludek" in after.text
    assert after.headers["ETag"] != before.headers["ETag"]


def test_a_head_request_has_the_headers_alone(client: FlaskClient) -> None:
    client.get(DOCUMENT)
    answer = client.head(DOCUMENT)
    assert answer.data == b""
    assert int(answer.headers["Content-Length"]) > 1000


def test_a_page_kept_briefly_is_made_anew_when_its_time_is_over(own_app: Flask) -> None:
    client = own_app.test_client()
    with own_app.test_request_context("/o-serwisie"):
        own_app.preprocess_request()
        keep_briefly()
        own_app.process_response(own_app.make_response("<p>dawna</p>"))
    assert client.get("/o-serwisie").text == "<p>dawna</p>"
    with own_app.app_context():
        pages = current_edition().pages
        ((key, page),) = pages.items()
        pages.put(key, replace(page, fresh_until=0.0))
    assert "dawna" not in client.get("/o-serwisie").text
