"""Days → an iCalendar file (RFC 5545, with the calendar properties of RFC 7986). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from icalendar import Alarm, Calendar, Event

from kb.documents.calendar_pl import previous_working_day

MEDIA_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//Baza Standardów Współpracy//Terminy//PL"
_DAY = timedelta(days=1)
_REMINDER = time(9)
"""When on the working day before the reminder rings."""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """An all-day event.

    `uid` stays the same whenever the same thing is exported again. `yearly` repeats it on the same
    day of each year, to `until` if that is known. `reminder` adds an alarm on the working day
    before.
    """

    uid: str
    day: date
    summary: str
    description: str
    url: str
    category: str
    reminder: bool = False
    yearly: bool = False
    until: date | None = None


def calendar_file(
    name: str,
    days: Iterable[CalendarDay],
    stamp: datetime,
    *,
    source: str | None = None,
    refresh: timedelta | None = None,
) -> bytes:
    """A calendar with the days as events, made at `stamp` (UTC).

    `source` and `refresh` tell a subscriber where the calendar lives and how often to ask again.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", _PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Europe/Warsaw")
    if source is not None:
        calendar.add("source", source, parameters={"VALUE": "URI"})
    if refresh is not None:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", f"PT{int(refresh.total_seconds() // 3600)}H")
    for day in days:
        calendar.add_component(_event(day, stamp))
    content: bytes = calendar.to_ical()
    return content


def _event(day: CalendarDay, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", day.day)
    event.add("dtend", day.day + _DAY)
    event.add("summary", day.summary)
    event.add("description", day.description)
    event.add("url", day.url)
    event.add("categories", [day.category])
    event.add("transp", "TRANSPARENT")
    if day.yearly:
        event.add("rrule", _every_year(day))
    if day.reminder:
        event.add_component(_alarm(day))
    return event


def _every_year(day: CalendarDay) -> dict[str, object]:
    rule: dict[str, object] = {"freq": "yearly"}
    if day.until is not None:
        rule["until"] = day.until
    return rule


def _alarm(day: CalendarDay) -> Alarm:
    """Rings on the last working day before; the event begins at midnight."""
    before = datetime.combine(previous_working_day(day.day - _DAY), _REMINDER)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Wkrótce: {day.summary}")
    alarm.add("trigger", before - datetime.combine(day.day, time()))
    return alarm
