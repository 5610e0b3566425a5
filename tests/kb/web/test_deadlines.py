from datetime import date

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar

from kb.documents.deadlines import starts
from kb.library import Library
from tests.kb.web.html import Page

CALCULATOR = "/standardy/maly-grant/terminy"
ASKED = f"{CALCULATOR}?zdarzenie=wplyw-oferty&data=2026-09-01"


def page(client: FlaskClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return Page(answer.text)


def days(found: Page) -> list[str]:
    table = found.html.partition('class="cards dates"')[2].partition("</table>")[0]
    return [str(time["datetime"]) for time in Page(table).of("time")]


def test_every_version_that_can_be_counted_has_its_calculator_and_links_to_it(
    client: FlaskClient, library: Library
) -> None:
    today = date(2026, 11, 22)
    for version in library.versions():
        counted = any(d.term or d.yearly for d in version.meta.deadlines)
        own = f"/standardy/{version.slug}/{version.meta.valid_from}"
        shown = version is library.standards[version.slug].shown_on(today)
        address = f"{f'/standardy/{version.slug}' if shown else own}/terminy"
        assert client.get(f"{own}/terminy").status_code == (200 if counted else 404), version.id
        assert (address in page(client, own).links) == counted, version.id


def test_every_link_to_a_field_of_the_calculator_has_its_target(
    client: FlaskClient, library: Library
) -> None:
    for slug in library.standards:
        links = page(client, f"/standardy/{slug}").links
        fields = {link.partition("#")[2] for link in links if "/terminy#" in link}
        if fields:
            assert fields <= set(page(client, f"/standardy/{slug}/terminy").ids), slug


def test_every_event_of_every_version_gives_dates(client: FlaskClient, library: Library) -> None:
    for version in library.versions():
        for start in starts(version.meta.deadlines):
            found = page(
                client,
                f"/standardy/{version.slug}/{version.meta.valid_from}/terminy"
                f"?zdarzenie={start.id}&data=2026-12-03",
            )
            assert days(found), (version.id, start.id)


def test_dates_come_in_order_with_rule_provision_and_weekday(client: FlaskClient) -> None:
    found = page(client, ASKED)
    assert days(found) == ["2026-09-10", "2026-09-17", "2026-09-17", "2026-10-01"]
    assert "najpóźniej 10 września 2026 czwartek" in found.text
    assert "w ciągu 7 dni roboczych od wpływu oferty" in found.text
    assert "7 dni roboczych po 1 września 2026 (wpływ oferty)" in found.text
    assert "/prawo/udpp/19a" in found.links
    assert {"/prawo/kpa/57", "/prawo/kc/111"} <= set(found.links)


def test_a_moved_end_says_so_with_its_basis(client: FlaskClient) -> None:
    found = page(client, f"{CALCULATOR}?zdarzenie=wplyw-oferty&data=2026-08-21")
    assert "20 września 2026 wypada w niedzielę – przesunięto na poniedziałek" in found.text
    assert "/prawo/kc/115" in found.links


def test_what_still_waits_to_be_checked_is_told(client: FlaskClient) -> None:
    found = page(client, CALCULATOR)
    assert "art. 57 KPA; art. 111, 112, 115 KC) pochodzi z wiedzy redakcji" in found.text


def test_a_day_under_another_version_leads_to_it(client: FlaskClient) -> None:
    found = page(client, f"{CALCULATOR}?zdarzenie=wplyw-oferty&data=2026-08-21")
    other = "/standardy/maly-grant/2025-01-01/terminy?zdarzenie=wplyw-oferty&data=2026-08-21"
    assert other in found.links
    assert "inna wersja" not in page(client, ASKED).text
    assert "W dniu 21 sierpnia 2026" not in page(client, other).text


def test_the_address_is_made_short_and_keeps_the_day_of_the_view(client: FlaskClient) -> None:
    sent = "zdarzenie=wplyw-oferty&data=2026-09-01&zdarzenie=publikacja-oferty&data="
    answer = client.get(f"{CALCULATOR}?{sent}")
    assert answer.status_code == 303
    assert answer.location == ASKED
    answer = client.get(f"{CALCULATOR}?na-dzien=2026-09-10&{sent}")
    assert answer.location == f"{ASKED}&na-dzien=2026-09-10"
    assert client.get(answer.location).status_code == 200


@pytest.mark.parametrize("typed", ["1.09.2026", "2026-02-31", "1999-01-01"])
def test_a_wrong_date_is_told_at_its_field_and_kept(client: FlaskClient, typed: str) -> None:
    found = page(client, f"{CALCULATOR}?zdarzenie=wplyw-oferty&data={typed}")
    field = next(c for c in found.controls if c.get("id") == "data-wplyw-oferty")
    assert field["value"] == typed
    assert field["aria-invalid"] == "true"
    assert set(str(field["aria-describedby"]).split()) <= set(found.ids)
    assert "<title>Błąd: " in found.html
    assert days(found) == []


def test_an_empty_form_is_told(client: FlaskClient) -> None:
    found = page(client, f"{CALCULATOR}?zdarzenie=wplyw-oferty&data=")
    assert "Wpisz datę co najmniej jednego zdarzenia." in found.text


def test_a_standard_with_fixed_days_only_has_no_form(client: FlaskClient) -> None:
    found = page(client, "/standardy/sprawozdanie-z-programu/terminy")
    assert "31 maja 2027" in found.text
    assert "/terminy" in found.links


def test_the_file_holds_every_date_with_a_reminder(client: FlaskClient) -> None:
    file = f"{CALCULATOR}.ics?zdarzenie=wplyw-oferty&data=2026-09-01"
    assert file in page(client, ASKED).links
    answer = client.get(file)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "terminy-maly-grant.ics" in answer.headers["Content-Disposition"]
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [event["DTSTART"].dt.isoformat() for event in events] == days(page(client, ASKED))
    assert len({event["UID"] for event in events}) == len(events)
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "DESCRIPTION", "URL"} <= set(event)
        assert "Mały grant" in event["SUMMARY"]
        assert "art. 57 § 1 KPA" in event["DESCRIPTION"]
        assert "Do weryfikacji w ISAP: art. 57 KPA; art. 111, 112, 115 KC." in event["DESCRIPTION"]
        assert event["URL"] in event["DESCRIPTION"]
        assert len(event.walk("VALARM")) == 1
        assert client.get(event["URL"].removeprefix("http://localhost")).status_code == 200
    assert client.get(file).data == answer.data


def test_a_file_that_nothing_was_asked_of_leads_to_the_form(client: FlaskClient) -> None:
    answer = client.get(f"{CALCULATOR}.ics?zdarzenie=wplyw-oferty&data=jutro")
    assert answer.status_code == 303
    assert answer.location.startswith(f"{CALCULATOR}?")


@pytest.mark.parametrize(
    "address",
    [
        "/standardy/nie-ma/terminy",
        "/standardy/nie-ma/terminy.ics",
        "/standardy/maly-grant/2020-01-01/terminy",
        "/standardy/maly-grant/2026-02-31/terminy",
        "/standardy/nie-ma/lista",
    ],
)
def test_what_there_is_not_is_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
