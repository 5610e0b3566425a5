from datetime import date

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar, Component

from kb.library import Library
from tests.kb.web.html import Page

TODAY = date(2026, 11, 22)


def page(client: FlaskClient, address: str = "/terminy") -> Page:
    answer = client.get(address)
    assert answer.status_code == 200
    return Page(answer.text)


def events(client: FlaskClient, side: str = "") -> list[Component]:
    address = f"/terminy.ics?strona={side}" if side else "/terminy.ics"
    return list(Calendar.from_ical(client.get(address).data).walk("VEVENT"))


def fixed(library: Library) -> int:
    in_force = library.in_force_on(TODAY)
    return sum(bool(d.yearly) for version in in_force for d in version.meta.deadlines)


def test_every_fixed_day_in_force_stands_once_in_the_next_twelve_months(
    client: FlaskClient, library: Library
) -> None:
    found = page(client)
    shown = [date.fromisoformat(str(time["datetime"])) for time in found.of("time")]
    assert shown == sorted(set(shown))
    assert shown[0] >= TODAY
    assert shown[-1] < date(2027, 11, 22)
    assert f"{fixed(library)} termin" in found.text


def test_days_stand_under_their_months(client: FlaskClient) -> None:
    months = [text for level, text in page(client).headings if level == 2]
    assert months[:3] == ["Listopad 2026", "Grudzień 2026", "Styczeń 2027"]


def test_a_fixed_day_that_is_free_is_told(client: FlaskClient) -> None:
    assert (
        "Wypada w niedzielę. Stałej daty nie przesuwamy: zdąż do piątku 29 stycznia 2027."
        in page(client).text
    )


@pytest.mark.parametrize(
    ("side", "shown", "hidden"),
    [
        ("urzad", "Złożenie sprawozdania", "Wysłanie karty planów"),
        ("organizacja", "Wysłanie karty planów", "Złożenie sprawozdania"),
    ],
)
def test_each_side_sees_its_own_days_and_those_of_both(
    client: FlaskClient, side: str, shown: str, hidden: str
) -> None:
    text = page(client, f"/terminy?strona={side}").text
    assert shown in text
    assert hidden not in text
    assert "Forum przed pracami nad programem współpracy" in text


def test_a_side_that_there_is_not_shows_all(client: FlaskClient) -> None:
    assert page(client, "/terminy?strona=kosmici").of("time") == page(client).of("time")


def test_every_row_leads_to_its_deadline(client: FlaskClient) -> None:
    rows = [link for link in page(client).links if "#termin-" in link]
    for address, _, anchor in (link.partition("#") for link in rows):
        assert anchor in page(client, address).ids


def test_the_feed_repeats_every_year_and_says_how_often_to_ask(
    client: FlaskClient, library: Library
) -> None:
    answer = client.get("/terminy.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    calendar = Calendar.from_ical(answer.data)
    assert calendar["X-WR-CALNAME"] == "Terminy współpracy w roku"
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in answer.data
    found = events(client)
    assert len(found) == len({event["UID"] for event in found}) == fixed(library)
    for event in found:
        assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "RRULE"} <= set(event)
        assert event["RRULE"]["FREQ"] == ["YEARLY"]


def test_the_feeds_of_the_sides_hold_their_days(client: FlaskClient) -> None:
    everything = {event["UID"] for event in events(client)}
    office = {event["UID"] for event in events(client, "urzad")}
    organisation = {event["UID"] for event in events(client, "organizacja")}
    assert office | organisation == everything
    assert office & organisation
    assert office != organisation


def test_30_november_is_the_day_of_the_programme(client: FlaskClient) -> None:
    programme = next(e for e in events(client, "urzad") if "Uchwalenie" in e["SUMMARY"])
    assert (programme["DTSTART"].dt.month, programme["DTSTART"].dt.day) == (11, 30)
    assert "art. 5a ust. 1 UDPP" in programme["DESCRIPTION"]
