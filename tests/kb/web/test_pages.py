import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.library import Library
from kb.web.pages.home import EXAMPLES
from tests.kb.web.html import Page


def page(client: FlaskClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text)


def browse_addresses(library: Library) -> Iterator[str]:
    words = library.vocabulary
    yield from (
        "/",
        "/standardy",
        "/grupy",
        "/tematy",
        "/sektory",
        "/rodzaje",
        "/prawo",
        "/slownik",
    )
    yield from ("/o-serwisie", "/o-serwisie/pomoc", "/szukaj")
    yield from (f"/grupy/{code}" for code in words.groups)
    yield from (f"/tematy/{slug}" for slug in words.topics)
    yield from (f"/sektory/{slug}" for slug in words.sectors)
    yield from (f"/rodzaje/{slug}" for slug in words.kinds)
    yield from (f"/prawo/{slug}" for slug in words.acts)
    yield from (f"/slownik/{slug}" for slug in words.glossary)


def test_home_has_one_search_box_with_examples_that_lead_to_results(client: FlaskClient) -> None:
    home = page(client, "/")
    assert [form.get("role") for form in home.of("form")] == ["search"]
    for example in EXAMPLES:
        assert example in home.text
    for link in home.links:
        if link.startswith("/szukaj?q="):
            assert "Brak wyników" not in page(client, link).text


def test_home_shows_groups_by_name_and_both_doors(client: FlaskClient, library: Library) -> None:
    home = page(client, "/")
    for group in library.vocabulary.groups.values():
        assert f"/grupy/{group.code}" in home.links
        assert group.label in home.text
        assert group.code not in home.text
    assert {"/sektory/jst", "/sektory/ngo"} <= set(home.links)


def test_home_counts_the_standards_in_force(client: FlaskClient, library: Library) -> None:
    assert f"{len(library.in_force_on(date(2026, 11, 22)))} standard" in page(client, "/").text


def test_every_page_has_one_main_heading_language_and_title(
    client: FlaskClient, library: Library
) -> None:
    for address in browse_addresses(library):
        found = page(client, address)
        assert [level for level, _ in found.headings].count(1) == 1, address
        assert found.of("html")[0]["lang"] == "pl"
        assert re.search(r"<title>[^<]+Baza Standardów Współpracy", found.html) or address == "/"


def test_every_link_within_the_site_leads_to_a_page(client: FlaskClient, library: Library) -> None:
    targets = {
        urlsplit(link).path
        for address in browse_addresses(library)
        for link in page(client, address).links
        if link.startswith("/") and not link.startswith("/szukaj")
    }
    missing = [path for path in sorted(targets) if client.get(path).status_code != 200]
    assert missing == []


def test_first_link_skips_to_the_content(client: FlaskClient) -> None:
    found = page(client, "/tematy")
    assert found.links[0].removeprefix("#") in found.ids


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("/standardy/", "/standardy"),
        ("/Standardy/Maly-Grant", "/standardy/maly-grant"),
        ("/grupy/p2o1", "/grupy/P2O1"),
        ("/grupy/P2O1/", "/grupy/P2O1"),
        ("/tematy/male-granty/", "/tematy/male-granty"),
        ("/szukaj/?q=Oferta", "/szukaj?q=Oferta"),
        ("/prawo/UDPP/19A", "/prawo/udpp/19a"),
    ],
)
def test_other_spellings_of_an_address_lead_to_the_right_one(
    client: FlaskClient, typed: str, right: str
) -> None:
    answer = client.get(typed)
    assert answer.status_code == 301
    assert answer.location == right


def test_a_group_page_lists_its_standards_and_no_other(
    client: FlaskClient, library: Library
) -> None:
    links = set(page(client, "/grupy/P1O4").links)
    for version in library.in_force_on(date(2026, 11, 22)):
        listed = f"/standardy/{version.slug}" in links
        assert listed == (version.meta.group == "P1O4"), version.slug


def test_a_sector_without_its_own_standards_shows_those_of_its_parent(client: FlaskClient) -> None:
    assert "/standardy/maly-grant" in page(client, "/sektory/jst-gmina").links


def test_an_act_names_its_journals_and_who_relies_on_it(client: FlaskClient) -> None:
    found = page(client, "/prawo/udpp")
    assert "Dz.U. 2003 nr 96 poz. 873" in found.text
    assert "https://eli.gov.pl/eli/DU/2025/1338/ogl" in found.links
    assert any("isap.sejm.gov.pl" in link for link in found.links)
    assert "/standardy/maly-grant" in found.links


def test_an_article_parts_standards_in_force_from_archived_ones(client: FlaskClient) -> None:
    found = page(client, "/prawo/udpp/19a")
    assert "/standardy/maly-grant" in found.links
    assert "/standardy/maly-grant/2025-01-01" in found.links
    assert "archiwalny, do 31 sierpnia 2026" in found.text


@pytest.mark.parametrize(
    "address",
    ["/grupy/X9", "/tematy/nie-ma", "/sektory/nie-ma", "/rodzaje/nie-ma", "/prawo/nie-ma",
     "/prawo/udpp/999", "/slownik/nie-ma", "/standardy/nie-ma", "/standardy/maly-grant/1999-01-01"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_lists_follow_the_day(app: Flask) -> None:
    before = app.test_client()
    app.config["TODAY"] = date(2026, 8, 1)
    try:
        listed = Page(before.get("/tematy/male-granty").text).text
    finally:
        app.config["TODAY"] = date(2026, 11, 22)
    assert "obowiązuje od 1 stycznia 2025 do 31 sierpnia 2026" in listed


def test_health_says_what_is_served(client: FlaskClient, library: Library) -> None:
    assert client.get("/health/live").json == {"status": "ok"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json is not None
    assert ready.json["standards"] == len(library.standards)


@pytest.mark.parametrize("address", ["/prawo/udpp", "/prawo/udpp/19a"])
def test_acts_and_articles_lead_to_eli_isap_and_the_sejm_api(
    client: FlaskClient, address: str
) -> None:
    links = Page(client.get(address).text).links
    for start in ("https://eli.gov.pl/", "https://isap.sejm.gov.pl/", "https://api.sejm.gov.pl/"):
        assert any(link.startswith(start) for link in links), start
