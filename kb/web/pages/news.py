"""What is new: the page of changes, its feed, and a feed of any search."""

from dataclasses import replace
from datetime import date
from itertools import groupby

from flask import Blueprint, Response, abort, render_template, request

from kb.documents.model import Version
from kb.news import Change, changes, modified_on, told_on
from kb.search_page import Hit, SearchParams
from kb.web.absolute import absolute
from kb.web.addresses import version_url
from kb.web.atom import MEDIA_TYPE, Feed, FeedEntry, feed_document, newest
from kb.web.clock import today
from kb.web.edition import Edition, current_edition
from kb.web.search_request import read_search
from kb.web.xml import answer

blueprint = Blueprint("news", __name__)

SHOWN = 40
"""Past changes on the page; older ones are in the history of each standard."""
FOLLOWED = 50
"""Entries of the feed of changes."""
FOUND = 20
"""Entries of the feed of a search."""
_EVENTS = {
    "nowy": "Nowy standard",
    "zmiana": "Nowa wersja",
    "koniec": "Przestaje obowiązywać",
}


@blueprint.get("/co-nowego")
def news() -> str:
    """Changes by their day, those to come first."""
    edition, day = current_edition(), today()
    known = changes(edition.library)
    past = [change for change in known if change.day <= day]
    return render_template(
        "news/page.html",
        coming=_by_day([change for change in reversed(known) if change.day > day]),
        past=_by_day(past[:SHOWN]),
        more=len(past) > SHOWN,
        events=_EVENTS,
        text=edition.text,
    )


@blueprint.get("/co-nowego.atom")
def news_feed() -> Response:
    """The same as a feed."""
    edition, day = current_edition(), today()
    entries = [_entry(edition, change, day) for change in changes(edition.library)]
    entries.sort(key=lambda entry: entry.updated, reverse=True)
    return _feed(edition, "/co-nowego.atom", "/co-nowego", "Co nowego", entries[:FOLLOWED])


@blueprint.get("/szukaj.atom")
def search_feed() -> Response:
    """The results of a search, the last changed first."""
    edition, day = current_edition(), today()
    asked = read_search(request.args, edition.library.vocabulary)
    if asked.too_long or asked.bad_day:
        abort(400)
    params = replace(asked.params, order="data", page=1)
    entries = [_hit_entry(edition, hit, day) for hit in _hits(edition, params, day)]
    words = f"„{params.text}”" if params.text else "wszystkie standardy"
    page = replace(params, order=asked.params.order)
    return _feed(edition, page.url("/szukaj.atom"), page.url(), f"Szukaj: {words}", entries)


def _by_day(found: list[Change]) -> list[tuple[date, list[Change]]]:
    return [(day, list(group)) for day, group in groupby(found, key=lambda change: change.day)]


def _hits(edition: Edition, params: SearchParams, day: date) -> list[Hit]:
    found: list[Hit] = []
    page = edition.publication.search(params, day)
    found += page.hits
    while len(found) < FOUND and params.page < page.pages:
        params = params.on_page(params.page + 1)
        page = edition.publication.search(params, day)
        found += page.hits
    return found[:FOUND]


def _entry(edition: Edition, change: Change, day: date) -> FeedEntry:
    note = edition.library.renderer.plain(change.version.meta.change_note)
    end = change.event == "koniec"
    address = absolute(version_url(change.version))
    return FeedEntry(
        id=f"{address}#koniec" if end else address,
        url=address,
        title=f"{_EVENTS[change.event]}: {change.version.meta.title}",
        updated=told_on(change, day),
        summary=f"Nie obowiązuje od {change.day.isoformat()}." if end else note,
        category=_EVENTS[change.event],
    )


def _hit_entry(edition: Edition, hit: Hit, day: date) -> FeedEntry:
    return FeedEntry(
        id=absolute(version_url(hit.version)),
        url=absolute(version_url(hit.version)),
        title=hit.version.meta.title,
        updated=_known_since(hit.version, day),
        summary=edition.library.renderer.plain(hit.version.meta.summary),
        category=edition.library.vocabulary.kinds[hit.version.meta.kind].label,
    )


def _known_since(version: Version, day: date) -> date:
    return modified_on(version, day) or day


def _feed(
    edition: Edition, address: str, page: str, title: str, entries: list[FeedEntry]
) -> Response:
    site = edition.library.site
    feed = Feed(
        url=absolute(address),
        page=absolute(page),
        title=f"{title} – {site.name}",
        author=site.operator.name or site.name,
        updated=newest(entries, today()),
        entries=tuple(entries),
    )
    return answer(feed_document(feed), MEDIA_TYPE)
