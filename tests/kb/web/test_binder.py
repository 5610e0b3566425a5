import io
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pypdf import PdfReader

from kb.library import Library
from kb.web.downloads import exports_of
from kb.web.pages.binder import MOST
from tests.kb.web.html import Page

TWO = "/teczka?s=maly-grant&s=wklad-wlasny"


def titles(html: str) -> list[str]:
    return re.findall(r'class="binder-title" href="/standardy/([^"?]+)', html)


def test_an_empty_set_says_how_to_begin(client: FlaskClient) -> None:
    answer = client.get("/teczka")
    assert answer.status_code == 200
    assert "Teczka jest pusta" in Page(answer.text).text
    assert not [link for link in Page(answer.text).links if link.startswith("/teczka.pdf")]


def test_a_standard_leads_to_a_set_with_itself(client: FlaskClient) -> None:
    assert "/teczka?s=maly-grant" in Page(client.get("/standardy/maly-grant").text).links
    assert titles(client.get("/teczka?s=maly-grant").text) == ["maly-grant"]


def test_the_set_is_in_the_order_of_its_address(client: FlaskClient) -> None:
    assert titles(client.get(TWO).text) == ["maly-grant", "wklad-wlasny"]


def test_each_item_can_be_moved_and_removed_by_a_link(client: FlaskClient) -> None:
    page = Page(client.get(f"{TWO}&s=karta-oceny").text)
    moved = "/teczka?s=maly-grant&s=karta-oceny&s=wklad-wlasny"
    assert f"{moved}#teczka-wklad-wlasny" in page.links
    assert f"{moved}#teczka-karta-oceny" in page.links
    assert "/teczka?s=maly-grant&s=karta-oceny" in page.links
    for slug in ("maly-grant", "wklad-wlasny", "karta-oceny"):
        assert f"teczka-{slug}" in page.ids


def test_the_first_cannot_go_up_nor_the_last_down(client: FlaskClient) -> None:
    text = Page(client.get(TWO).text).text
    assert "Wyżej: Mały grant" not in text
    assert "Niżej: Mały grant" in text
    assert "Niżej: Wkład własny" not in text


def test_the_search_inside_adds_and_keeps_the_set(client: FlaskClient) -> None:
    page = Page(client.get(f"{TWO}&q=mały+grant").text)
    kept = [control["value"] for control in page.controls if control.get("name") == "s"]
    assert kept == ["maly-grant", "wklad-wlasny"]
    added = [link for link in page.links if link.startswith(f"{TWO}&s=") and "#teczka-" in link]
    assert added
    assert not [link for link in added if link.startswith(f"{TWO}&s=maly-grant")]
    assert "Nie ma nic do dodania" in Page(client.get(f"{TWO}&q=qqqq").text).text


def test_what_is_unknown_or_twice_or_too_much_is_left_out_and_told(
    client: FlaskClient, library: Library
) -> None:
    answer = client.get("/teczka?s=maly-grant&s=nie-ma&s=maly-grant&s=%22%3E")
    assert titles(answer.text) == ["maly-grant"]
    assert "Pominęliśmy 2 pozycje" in Page(answer.text).text
    every = "&".join(f"s={slug}" for slug in library.standards)
    answer = client.get(f"/teczka?{every}")
    assert len(titles(answer.text)) == MOST
    assert "q_teczka" not in Page(answer.text).ids


def test_the_whole_set_comes_as_one_pdf(client: FlaskClient) -> None:
    answer = client.get("/teczka.pdf?s=maly-grant&s=wklad-wlasny")
    assert answer.status_code == 200
    name = "attachment; filename=teczka-2026-11-22.pdf"
    assert answer.headers["Content-Disposition"] == name
    assert answer.headers["X-Robots-Tag"] == "noindex"
    reader = PdfReader(io.BytesIO(answer.data))
    chapters = [entry.title for entry in reader.outline if not isinstance(entry, list)]  # type: ignore[union-attr]
    assert chapters == ["Mały grant (art. 19a)", "Wkład własny: finansowy, osobowy, rzeczowy"]


def test_the_set_holds_the_versions_of_the_day_looked_at(client: FlaskClient) -> None:
    address = "/teczka?s=maly-grant&na-dzien=2026-08-31"
    files = [link for link in Page(client.get(address).text).links if ".docx?" in link]
    assert files == ["/teczka.docx?s=maly-grant&na-dzien=2026-08-31"]
    pdf = client.get("/teczka.pdf?s=maly-grant&na-dzien=2026-08-31")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)
    assert "/standardy/maly-grant/2025-01-01" in text


def test_there_is_no_file_of_an_empty_set(client: FlaskClient) -> None:
    answer = client.get("/teczka.pdf?s=nie-ma")
    assert answer.status_code == 404
    assert "Teczka jest pusta" in Page(answer.text).text


def test_formats_that_are_not_installed_are_not_offered(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports_of(app), "formats", {})
    links = Page(client.get(TWO).text).links
    assert not [link for link in links if link.startswith("/teczka.")]
