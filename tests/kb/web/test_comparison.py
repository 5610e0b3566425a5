import pytest
from flask.testing import FlaskClient

from kb.library import Library
from tests.kb.web.html import Page

ADDRESS = "/standardy/maly-grant/porownanie"
BOTH = f"{ADDRESS}?od=2025-01-01&do=2026-09-01"


def test_differences_are_words_with_marks_that_are_heard(client: FlaskClient) -> None:
    found = Page(client.get(BOTH).text)
    assert found.of("ins")
    assert found.of("del")
    assert "[usunięto: stycznia 2025] [dodano: września 2026]" in found.text


def test_without_days_the_two_newest_versions_are_compared(client: FlaskClient) -> None:
    assert (
        client.get(ADDRESS).text.partition("<h1>")[2] == client.get(BOTH).text.partition("<h1>")[2]
    )


def test_days_within_versions_and_in_either_order_mean_the_versions(client: FlaskClient) -> None:
    other = client.get(f"{ADDRESS}?od=2026-11-22&do=2026-08-31").text
    assert other.partition("<h1>")[2] == client.get(BOTH).text.partition("<h1>")[2]


def test_unchanged_parts_are_folded(client: FlaskClient) -> None:
    html = client.get(BOTH).text
    assert "Bez zmian w tej części" in html
    assert "<details open" not in html


@pytest.mark.parametrize("query", ["?od=kiedys", "?od=2001-01-01", "?od=2026-09-01&do=2026-09-01"])
def test_what_cannot_be_compared_is_told_with_a_way_on(client: FlaskClient, query: str) -> None:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 400
    assert 'role="status"' in answer.text
    assert "<select" in answer.text


def test_a_standard_with_one_version_has_nothing_to_compare(
    client: FlaskClient, library: Library
) -> None:
    slug = next(s.slug for s in library.standards.values() if len(s.versions) == 1)
    answer = client.get(f"/standardy/{slug}/porownanie")
    assert answer.status_code == 200
    assert "ma tylko jedną wersję" in answer.text
    assert client.get("/standardy/nie-ma/porownanie").status_code == 404


def test_versions_lead_to_their_comparison(client: FlaskClient) -> None:
    archived = Page(client.get("/standardy/maly-grant/2025-01-01").text)
    assert archived.links.count(BOTH) == 2
    assert BOTH in Page(client.get("/standardy/maly-grant").text).links


def test_every_two_versions_of_the_catalogue_can_be_compared(
    client: FlaskClient, library: Library
) -> None:
    for standard in library.standards.values():
        assert client.get(f"/standardy/{standard.slug}/porownanie").status_code == 200
