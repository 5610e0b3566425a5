from datetime import date

import pytest
from flask.testing import FlaskClient

from kb.web.day_view import carried
from tests.kb.web.html import Page

DAY = date(2026, 8, 31)
LISTS = ["/", "/standardy", "/grupy/P2O1", "/tematy/male-granty", "/sektory/ngo", "/prawo/udpp/19a"]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="/tematy">', '<a href="/tematy?na-dzien=2026-08-31">'),
        ('<a id="x" href="/?q=a">', '<a id="x" href="/?q=a&amp;na-dzien=2026-08-31">'),
        ('<a href="/standardy/a#b">', '<a href="/standardy/a?na-dzien=2026-08-31#b">'),
        ('<a href="/?na-dzien=2020-01-01">', '<a href="/?na-dzien=2020-01-01">'),
        ('<a data-dzis href="/tematy">', '<a data-dzis href="/tematy">'),
        ('<a href="#kroki">', '<a href="#kroki">'),
        ('<a href="https://eli.gov.pl/">', '<a href="https://eli.gov.pl/">'),
        ('<a href="/standardy/a/wzor.docx">', '<a href="/standardy/a/wzor.docx">'),
        ('<link rel="canonical" href="/tematy">', '<link rel="canonical" href="/tematy">'),
    ],
)  # fmt: skip
def test_the_day_is_put_into_links_to_pages(link: str, expected: str) -> None:
    assert carried(link, DAY) == expected


@pytest.mark.parametrize("address", [*LISTS, "/standardy/maly-grant"])
def test_a_page_seen_as_of_a_day_says_so_and_keeps_the_day(
    client: FlaskClient, address: str
) -> None:
    html = client.get(f"{address}?na-dzien={DAY}").text
    found = Page(html)
    assert "Widok na dzień 31 sierpnia 2026" in found.text
    assert f'<a data-dzis href="{address}">' in html
    assert f"/slownik?na-dzien={DAY}" in found.links
    assert f'rel="canonical" href="http://localhost{address.partition("?")[0]}' in html
    assert "na-dzien=" not in html.partition('rel="canonical"')[2].partition(">")[0]


@pytest.mark.parametrize("address", LISTS)
def test_without_a_day_nothing_is_added(client: FlaskClient, address: str) -> None:
    found = Page(client.get(address).text)
    assert "Widok na dzień" not in found.text
    assert not [link for link in found.links if "na-dzien=" in link]


@pytest.mark.parametrize("address", [a for a in LISTS if a != "/"])
def test_lists_let_the_reader_choose_a_day(client: FlaskClient, address: str) -> None:
    found = Page(client.get(address).text)
    (field,) = [c for c in found.controls if c.get("name") == "na-dzien"]
    assert field["type"] == "date"


def test_lists_show_what_stood_that_day(client: FlaskClient) -> None:
    then = Page(client.get(f"/tematy/male-granty?na-dzien={DAY}").text)
    assert "do 31 sierpnia 2026" in then.text


@pytest.mark.parametrize("day", ["2026-02-31", "0001-01-01", "wczoraj"])
def test_a_day_that_cannot_be_read_shows_today(client: FlaskClient, day: str) -> None:
    answer = client.get(f"/tematy/male-granty?na-dzien={day}")
    assert answer.status_code == 200
    assert "Nie rozpoznaliśmy tej daty." in Page(answer.text).text
    assert f"na-dzien={day}" not in Page(answer.text).links
