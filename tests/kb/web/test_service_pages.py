from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from kb.documents.site import FILE
from kb.library import Library
from kb.publication import Publisher
from kb.settings import Settings
from tests.kb.documents.test_site import COMPLETE
from tests.kb.web.html import Page
from tests.shared import NewApp

DECLARATION = "/o-serwisie/deklaracja-dostepnosci"
OWED = (
    "/o-serwisie",
    DECLARATION,
    "/o-serwisie/prywatnosc",
    "/o-serwisie/kontakt",
    "/mapa-serwisu",
    "/co-nowego",
)
IDS = [
    "a11y-deklaracja",
    "a11y-wstep",
    "a11y-podmiot",
    "a11y-url",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-ocena",
    "a11y-data-sporzadzenie",
    "a11y-data-przeglad",
    "a11y-audytor",
    "a11y-kontakt",
    "a11y-osoba",
    "a11y-email",
    "a11y-telefon",
    "a11y-procedura",
    "a11y-aplikacje",
    "a11y-architektura",
]
UNTOLD_IDS = {
    "a11y-podmiot",
    "a11y-data-publikacja",
    "a11y-data-aktualizacja",
    "a11y-status",
    "a11y-data-sporzadzenie",
    "a11y-data-przeglad",
    "a11y-audytor",
    "a11y-osoba",
    "a11y-email",
    "a11y-telefon",
}


SiteOf = Callable[[Any], FlaskClient]


@pytest.fixture
def site_of(tmp_path: Path, new_app: NewApp) -> SiteOf:
    """`site_of(content)`: a site of its own with that content."""

    def site_of(content: Any) -> FlaskClient:
        settings = Settings(
            standards=content.root, var=tmp_path / "var", base_url="https://standardy.example.pl"
        )
        return new_app(settings, Publisher(settings)).test_client()

    return site_of


@pytest.fixture
def complete(content: Any, site_of: SiteOf) -> FlaskClient:
    """A site whose operator has told everything."""
    content.write(FILE, COMPLETE)
    return site_of(content)


def test_every_page_leads_to_the_pages_a_public_service_owes(client: FlaskClient) -> None:
    for address in ("/", "/standardy/maly-grant", "/szukaj?q=grant", "/nie-ma"):
        assert set(OWED) <= set(Page(client.get(address).text).links), address


def test_the_declaration_has_its_parts_in_the_order_of_the_law(complete: FlaskClient) -> None:
    page = Page(complete.get(DECLARATION).text)
    assert [name for name in page.ids if name.startswith("a11y-")] == IDS
    assert [text for level, text in page.headings if level == 2] == [
        "Stan dostępności cyfrowej",
        "Niedostępne treści",
        "Przygotowanie deklaracji dostępności",
        "Udogodnienia, ograniczenia i inne informacje",
        "Informacje zwrotne i dane kontaktowe",
        "Obsługa wniosków i skarg związanych z dostępnością",
        "Pozostałe informacje",
    ]
    assert "Operator nie podał" not in page.text
    assert "częściowo zgodna" in page.text
    assert "Część załączników nie jest oznaczona." in page.text
    days = [time["datetime"] for time in page.of("time") if time.get("id")]
    assert days == ["2026-01-15", "2026-09-01", "2026-02-02", "2026-02-03"]
    assert "https://standardy.example.pl/" in page.links


def test_the_declaration_claims_nothing_that_is_not_set(client: FlaskClient) -> None:
    page = Page(client.get(DECLARATION).text)
    assert [name for name in page.ids if name.startswith("a11y-")] == [
        name for name in IDS if name not in UNTOLD_IDS
    ]
    assert "Operator nie podał" in page.text
    assert "Ta deklaracja nie jest jeszcze pełna" in page.text
    assert "zgodna z ustawą" not in page.text.replace("jest zgodny z ustawą", "")


def test_a_status_without_its_assessment_is_not_claimed(content: Any, site_of: SiteOf) -> None:
    content.write(FILE, COMPLETE.replace("assessed: 2026-02-01, ", ""))
    page = Page(site_of(content).get(DECLARATION).text)
    assert "a11y-status" not in page.ids
    assert "częściowo zgodna" not in page.text


def test_programs_are_led_to_a_declaration_that_is_complete(
    complete: FlaskClient, client: FlaskClient
) -> None:
    named = [m for m in Page(complete.get("/").text).of("meta") if "deklaracja" in str(m)]
    assert [m["content"] for m in named] == [f"https://standardy.example.pl{DECLARATION}"]
    assert "deklaracja-dostępności" not in client.get("/").text


def test_the_privacy_page_tells_what_article_13_asks(complete: FlaskClient) -> None:
    text = Page(complete.get("/o-serwisie/prywatnosc").text).text
    for told in (
        *("Gmina Przykładowa", "urzad@example.pl", "iod@example.pl", "art. 6 ust. 1 lit. e RODO"),
        *(
            "po 6 miesiącach",
            "Prezesa Urzędu Ochrony Danych Osobowych",
            "nie zapisuje plików cookie",
        ),
        *("sprzeciwić", "profilowania"),
    ):
        assert told in text, told
    assert "Operator nie podał" not in text


def test_pages_say_what_the_operator_has_not_told(client: FlaskClient) -> None:
    for address in ("/o-serwisie/prywatnosc", "/o-serwisie/kontakt"):
        assert "Operator nie podał" in client.get(address).text


def test_the_name_and_the_bip_of_the_operator_stand_on_every_page(complete: FlaskClient) -> None:
    for address in ("/", "/standardy/maly-grant", "/nie-ma"):
        answer = complete.get(address).text
        assert "https://bip.example.pl" in Page(answer).links
        assert "Standardy Gminy Przykładowej" in answer
        assert "Baza Standardów Współpracy" not in answer


def test_the_map_leads_to_every_standard_and_every_list(
    client: FlaskClient, library: Library
) -> None:
    links = set(Page(client.get("/mapa-serwisu").text).links)
    words = library.vocabulary
    assert {f"/standardy/{slug}" for slug in library.standards} <= links
    assert {f"/grupy/{code}" for code in words.groups} <= links
    assert {f"/tematy/{slug}" for slug in words.topics} <= links
    assert {f"/prawo/{slug}" for slug in words.acts} <= links
    assert {f"/slownik/{slug}" for slug in words.glossary} <= links


def test_every_example_of_the_help_page_finds_something(client: FlaskClient) -> None:
    page = Page(client.get("/o-serwisie/pomoc").text)
    examples = [link for link in page.links if link.startswith("/szukaj?")]
    assert len(examples) > 10
    for example in examples:
        assert "Brak wyników" not in client.get(example).text, example


def test_links_with_parameters_lead_somewhere(client: FlaskClient) -> None:
    """All others are followed by `tests/browser/test_every_page.py`."""
    links = {link for address in OWED for link in Page(client.get(address).text).links}
    for link in sorted(link for link in links if link.startswith("/") and "?" in link):
        assert client.get(link.partition("#")[0]).status_code == 200, link


def test_an_old_slug_leads_to_the_new_for_ever(content: Any, site_of: SiteOf) -> None:
    content.write("redirects.yaml", "items:\n  - {old: male-granty, new: maly-grant}\n")
    client = site_of(content)
    for old, new in {
        "/standardy/male-granty": "/standardy/maly-grant",
        "/standardy/male-granty.json": "/standardy/maly-grant.json",
        "/standardy/male-granty/2025-01-01": "/standardy/maly-grant/2025-01-01",
        "/standardy/male-granty?na-dzien=2026-01-01": "/standardy/maly-grant?na-dzien=2026-01-01",
        "/standardy/male-granty/zglos": "/standardy/maly-grant/zglos",
    }.items():
        answer = client.get(old)
        assert (answer.status_code, answer.location) == (301, new)
        assert client.get(new).status_code == 200
