from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from flask.testing import FlaskClient

from kb.library import Library
from kb.publication import Publisher
from kb.settings import Settings
from kb.web.atom import ATOM
from kb.web.pages.discovery import OPENSEARCH, SITEMAP
from tests.kb.web.conftest import TODAY
from tests.kb.web.html import Page
from tests.shared import NewApp

A, S, OS = (f"{{{name}}}" for name in (ATOM, SITEMAP, OPENSEARCH))


def document(client: FlaskClient, address: str, media_type: str) -> Element:
    answer = client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    return ElementTree.fromstring(answer.data)


def feed(client: FlaskClient, address: str) -> Element:
    return document(client, address, "application/atom+xml")


def text(element: Element, name: str) -> str:
    found = element.findtext(name)
    assert found, name
    return found


@pytest.mark.parametrize("address", ["/co-nowego.atom", "/szukaj.atom?q=grant&sektor=ngo"])
def test_feeds_have_all_that_atom_requires(client: FlaskClient, address: str) -> None:
    root = feed(client, address)
    assert root.tag == f"{A}feed"
    assert text(root, f"{A}id") == f"http://localhost{address}"
    assert text(root, f"{A}title")
    assert text(root, f"{A}author/{A}name") == "Baza Standardów Współpracy"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{A}link")}
    assert links["self"] == f"http://localhost{address}"
    assert links["alternate"] == f"http://localhost{address}".replace(".atom", "")
    entries = root.findall(f"{A}entry")
    moments = [datetime.fromisoformat(text(entry, f"{A}updated")) for entry in entries]
    assert entries
    assert datetime.fromisoformat(text(root, f"{A}updated")) == max(moments)
    assert all(m.tzinfo is not None and m.date() <= TODAY for m in moments)
    for entry in entries:
        assert text(entry, f"{A}title")
        assert text(entry, f"{A}summary")
        link = entry.find(f"{A}link")
        assert link is not None
        assert client.get(urlsplit(link.get("href")).path).status_code == 200
    ids = [text(entry, f"{A}id") for entry in entries]
    assert len(set(ids)) == len(ids)


def test_the_feed_of_changes_tells_versions_with_their_notes(
    client: FlaskClient, library: Library
) -> None:
    entries = feed(client, "/co-nowego.atom").findall(f"{A}entry")
    titles = [text(entry, f"{A}title") for entry in entries]
    assert "Nowa wersja: Mały grant (art. 19a)" in titles
    moments = [text(entry, f"{A}updated") for entry in entries]
    assert moments == sorted(moments, reverse=True)


def test_the_feed_of_a_search_follows_its_filters(client: FlaskClient) -> None:
    entries = feed(client, "/szukaj.atom?q=ma%C5%82y+grant&rodzaj=procedura").findall(f"{A}entry")
    kinds = {c.get("term") for entry in entries for c in entry.findall(f"{A}category")}
    assert kinds == {"Procedura"}
    assert feed(client, "/szukaj.atom?q=qqqqqq").findall(f"{A}entry") == []


@pytest.mark.parametrize("asked", ["na-dzien=wczoraj", "q=" + "x" * 1_001])
def test_a_feed_of_a_search_that_cannot_be_read_is_refused(client: FlaskClient, asked: str) -> None:
    assert client.get(f"/szukaj.atom?{asked}").status_code == 400


def test_pages_lead_to_feeds_and_the_search_of_the_browser(client: FlaskClient) -> None:
    for address in ("/", "/standardy/maly-grant"):
        links = {
            link.get("type"): link.get("href") for link in Page(client.get(address).text).of("link")
        }
        assert links["application/atom+xml"] == "/co-nowego.atom"
        assert links["application/opensearchdescription+xml"] == "/opensearch.xml"
    results = Page(client.get("/szukaj?q=grant&sektor=ngo&kolejnosc=data&strona=2").text)
    assert "/szukaj.atom?q=grant&sektor=ngo" in results.links


def test_the_browser_learns_how_to_search(client: FlaskClient) -> None:
    root = document(client, "/opensearch.xml", "application/opensearchdescription+xml")
    url = root.find(f"{OS}Url")
    assert url is not None
    assert url.get("template") == "http://localhost/szukaj?q={searchTerms}"
    assert 0 < len(text(root, f"{OS}ShortName")) <= 16
    assert 0 < len(text(root, f"{OS}LongName")) <= 48


def test_the_site_map_lists_pages_that_are_there_and_public(
    client: FlaskClient, library: Library
) -> None:
    root = document(client, "/sitemap.xml", "application/xml")
    places = {text(url, f"{S}loc"): url.findtext(f"{S}lastmod") for url in root}
    paths = {urlsplit(place).path for place in places}
    assert len(paths) == len(root)
    assert {f"/standardy/{slug}" for slug in library.standards} <= paths
    assert "/standardy/maly-grant/2025-01-01" in paths
    assert "/standardy/maly-grant/2026-09-01" not in paths
    for place, modified in places.items():
        if "/standardy/" in place:
            assert modified is not None
            assert date.fromisoformat(modified) <= TODAY
    for path in sorted(paths)[::9]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "noindex" not in answer.text
        canonical = [x["href"] for x in Page(answer.text).of("link") if x.get("rel") == "canonical"]
        assert canonical == [f"http://localhost{path}"]


def test_robots_are_told_where_the_map_is_and_kept_from_endless_filters(
    client: FlaskClient,
) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /szukaj?" in lines
    assert "Sitemap: http://localhost/sitemap.xml" in lines


def test_addresses_that_leave_the_site_are_under_its_public_address(
    content: Any, tmp_path: Path, new_app: NewApp
) -> None:
    settings = Settings(
        standards=content.root, var=tmp_path / "var", base_url="https://standardy.example.pl"
    )
    client = new_app(settings, Publisher(settings)).test_client()
    for address in ("/sitemap.xml", "/robots.txt", "/opensearch.xml", "/co-nowego.atom"):
        answer = client.get(address).text
        assert "https://standardy.example.pl/" in answer
        assert "localhost" not in answer


def test_the_page_of_changes_puts_those_to_come_first(client: FlaskClient) -> None:
    client.application.config["TODAY"] = date(2026, 8, 1)
    try:
        page = Page(client.get("/co-nowego").text)
    finally:
        client.application.config["TODAY"] = TODAY
    headings = [heading for _, heading in page.headings]
    coming, past = headings.index("Wejdzie w życie"), headings.index("Już obowiązuje")
    assert coming < headings.index("Mały grant (art. 19a)") < past
    assert "/standardy/maly-grant/2026-09-01" in page.links
