from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar, Component

from kb.exports.calendars import CalendarDay, calendar_file

STAMP = datetime(2026, 11, 22, tzinfo=UTC)
LONG = "Zażółć gęślą jaźń; przecinek, średnik i ukośnik \\ w tekście dłuższym niż wiersz. " * 3


def day(when: date = date(2026, 9, 10), **given: object) -> CalendarDay:
    values: dict[str, object] = {
        "uid": f"termin.{when}@baza",
        "day": when,
        "summary": "Ostatni dzień: Publikacja oferty – Mały grant",
        "description": LONG,
        "url": "https://example.org/standardy/maly-grant/terminy",
        "category": "obowiązek ustawowy",
    }
    return CalendarDay(**{**values, **given})  # type: ignore[arg-type]


def read(content: bytes) -> Component:
    return Calendar.from_ical(content)


def event_of(content: bytes) -> Component:
    (event,) = read(content).walk("VEVENT")
    return event


def test_the_file_keeps_the_form_of_rfc_5545() -> None:
    content = calendar_file("Terminy", [day()], STAMP)
    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 75


def test_the_calendar_has_what_rfc_5545_requires() -> None:
    calendar = read(calendar_file("Terminy", [day()], STAMP))
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"].startswith("-//")
    assert calendar["X-WR-CALNAME"] == "Terminy"
    assert "REFRESH-INTERVAL" not in calendar


def test_an_event_lasts_its_whole_day_and_says_everything() -> None:
    event = event_of(calendar_file("Terminy", [day()], STAMP))
    assert event["UID"] == "termin.2026-09-10@baza"
    assert event["DTSTAMP"].dt == STAMP
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 9, 10), date(2026, 9, 11))
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert event["DESCRIPTION"] == LONG
    assert event["URL"].startswith("https://")
    assert "RRULE" not in event
    assert list(event.walk("VALARM")) == []


@pytest.mark.parametrize(
    ("when", "rings"),
    [
        (date(2026, 9, 10), datetime(2026, 9, 9, 9)),
        (date(2026, 9, 7), datetime(2026, 9, 4, 9)),  # Monday: on Friday
        (date(2026, 4, 7), datetime(2026, 4, 3, 9)),  # after Easter Monday
        (date(2026, 12, 28), datetime(2026, 12, 23, 9)),  # after Christmas
    ],
)
def test_the_reminder_rings_on_the_working_day_before(when: date, rings: datetime) -> None:
    event = event_of(calendar_file("Terminy", [day(when, reminder=True)], STAMP))
    (alarm,) = event.walk("VALARM")
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm["DESCRIPTION"]
    assert datetime.combine(when, datetime.min.time()) + alarm["TRIGGER"].dt == rings


def test_a_yearly_day_repeats_to_its_end() -> None:
    event = event_of(calendar_file("Terminy", [day(yearly=True)], STAMP))
    assert event["RRULE"] == {"FREQ": ["YEARLY"]}
    ended = day(yearly=True, until=date(2028, 8, 31))
    event = event_of(calendar_file("Terminy", [ended], STAMP))
    assert event["RRULE"] == {"FREQ": ["YEARLY"], "UNTIL": [date(2028, 8, 31)]}


def test_a_feed_says_where_it_lives_and_when_to_ask_again() -> None:
    source = "https://example.org/terminy.ics"
    feed = calendar_file("Rok", [day()], STAMP, source=source, refresh=timedelta(days=1))
    calendar = read(feed)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D\r\n" in feed
    assert calendar["X-PUBLISHED-TTL"] == "PT24H"
    assert calendar["SOURCE"] == source


def test_the_same_days_give_the_same_file() -> None:
    assert calendar_file("Rok", [day()], STAMP) == calendar_file("Rok", [day()], STAMP)
