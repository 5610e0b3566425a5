"""Atom feeds (RFC 4287). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

from kb.web.xml import add

ATOM = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
_POLAND = ZoneInfo("Europe/Warsaw")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry; `id` is a permanent address, `url` where the page stands."""

    id: str
    url: str
    title: str
    updated: date
    summary: str
    category: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: `url` is its own address, `page` that of the page it follows."""

    url: str
    page: str
    title: str
    author: str
    updated: date
    entries: tuple[FeedEntry, ...]


def newest(entries: Iterable[FeedEntry], otherwise: date) -> date:
    """The day of the newest entry."""
    return max((entry.updated for entry in entries), default=otherwise)


def feed_document(feed: Feed) -> Element:
    """The feed as XML."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": "pl"})
    add(root, "id", feed.url)
    add(root, "title", feed.title)
    add(root, "updated", _moment(feed.updated))
    add(root, "link", rel="self", type=MEDIA_TYPE, href=feed.url)
    add(root, "link", rel="alternate", type="text/html", href=feed.page)
    add(add(root, "author"), "name", feed.author)
    for entry in feed.entries:
        element = add(root, "entry")
        add(element, "id", entry.id)
        add(element, "title", entry.title)
        add(element, "updated", _moment(entry.updated))
        add(element, "link", rel="alternate", type="text/html", href=entry.url)
        add(element, "category", term=entry.category)
        add(element, "summary", entry.summary)
    return root


def _moment(day: date) -> str:
    """The beginning of a day in Poland."""
    return datetime.combine(day, time.min, tzinfo=_POLAND).isoformat()
