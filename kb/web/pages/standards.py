"""A standard: in force today, on a given day, in one version for ever; its files and its twin."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from kb.attachments.kinds import kind_of
from kb.documents.model import Standard, Status, Version
from kb.web.addresses import day_of, standard_url, version_url
from kb.web.attachments import file_title, find_file
from kb.web.clock import today
from kb.web.day_view import chosen_day, viewed_day
from kb.web.downloads import version_file
from kb.web.edition import Edition, current_edition
from kb.web.listing import Card, by_block
from kb.web.own_files import send_own_file
from kb.web.rendering import standard_view
from kb.web.sides import SideLink, read_side, side_links, two_sided
from kb.web.standard_view import StandardView

blueprint = Blueprint("standards", __name__)
_STEPS = "kroki"
"""The parameter that says whose steps to show."""


@dataclass(frozen=True, slots=True)
class StandardPage:
    """A version seen from a day: what the page adds to its `StandardView`.

    `day` is the day asked for with `na-dzien`, `side` whose steps are shown, `sides` the choices
    when the steps have both sides.
    """

    view: StandardView
    status: Status
    in_force: Version | None
    coming: Version | None
    versions: tuple[tuple[StandardView, Status], ...]
    related: tuple[Card, ...]
    canonical: str
    overdue: bool
    side: str
    sides: tuple[SideLink, ...]
    day: date | None = None


@blueprint.get("/standardy")
def all_standards() -> str:
    """Every standard under its block and group."""
    edition = current_edition()
    words = edition.library.vocabulary
    listing = edition.shown(viewed_day())
    blocks = by_block(listing.in_force, list(words.blocks.values()), lambda c: c.topics[0].block)
    return render_template("browse/all.html", listing=listing, blocks=blocks)


@blueprint.get("/standardy/<slug:slug>")
def standard(slug: str) -> str:
    """The version in force today, or on the day asked for."""
    return render_template("standard/page.html", page=_asked_for(slug))


@blueprint.get("/standardy/<slug:slug>.json")
def standard_json(slug: str) -> Mapping[str, Any]:
    """The twin of a standard's page."""
    return _twin(_asked_for(slug))


@blueprint.get("/standardy/<slug:slug>/<day:day>")
def version(slug: str, day: str) -> str:
    """One version for ever."""
    return render_template("standard/page.html", page=_version_page(slug, day))


@blueprint.get("/standardy/<slug:slug>/<day:day>.json")
def version_json(slug: str, day: str) -> Mapping[str, Any]:
    """The twin of a version's page."""
    return _twin(_version_page(slug, day))


@blueprint.get("/standardy/<slug:slug>/<day:day>/<name>")
def file(slug: str, day: str, name: str) -> ResponseReturnValue:
    """A file that belongs to a version; nothing in it may run."""
    shown = _version_page(slug, day).view.version
    made = version_file(shown, name)
    if made is not None:
        return made
    found = find_file(shown, name, current_edition().library.renderer)
    kind = kind_of(name)
    if found is None or kind is None:
        abort(404)
    return send_own_file(found.read_bytes(), kind, file_title(shown, name))


def _asked_for(slug: str) -> StandardPage:
    edition, now = current_edition(), today()
    found = _find(edition, slug)
    day = chosen_day()
    return _page(edition, found, found.shown_on(day or now), now, day=day)


def _version_page(slug: str, text: str) -> StandardPage:
    edition = current_edition()
    found = _find(edition, slug)
    day = day_of(text)
    shown = found.version(day) if day is not None else None
    if shown is None:
        abort(404)
    return _page(edition, found, shown, today())


def _find(edition: Edition, slug: str) -> Standard:
    found = edition.library.standards.get(slug)
    if found is None:
        abort(404)
    return found


def _page(
    edition: Edition,
    found: Standard,
    shown: Version,
    now: date,
    *,
    day: date | None = None,
) -> StandardPage:
    current = found.shown_on(now)
    view = edition.view(shown)
    side = read_side(request.args.get(_STEPS, ""))
    related = (edition.library.shown(slug, day or now) for slug in shown.meta.related)
    return StandardPage(
        view=view,
        status=shown.status_on(now),
        in_force=found.in_force_on(now),
        coming=next((v for v in found.versions if v.meta.valid_from > now), None),
        versions=tuple((edition.view(v), v.status_on(now)) for v in reversed(found.versions)),
        related=tuple(edition.card(v) for v in related if v is not None),
        canonical=standard_url(found.slug) if shown is current else version_url(shown),
        overdue=shown.meta.review_by < now,
        side=side,
        sides=side_links(request.path, _STEPS, side, "#kroki") if two_sided(view.steps) else (),
        day=day,
    )


def _twin(page: StandardPage) -> Mapping[str, Any]:
    shown = page.view.version
    plain = standard_view(shown, current_edition().library)
    html = {section.slug: section.html for section in (*plain.before, *plain.after)}
    return {
        "slug": shown.slug,
        "url": page.canonical,
        "version_url": version_url(shown),
        "status": page.status,
        "valid_until": shown.until.isoformat() if shown.until is not None else None,
        "meta": shown.meta.model_dump(mode="json"),
        "sections": [
            {
                "slug": section.slug,
                "title": section.title,
                "markdown": section.markdown,
                "html": str(html[section.slug]),
            }
            for section in shown.sections
        ],
        "versions": [
            {
                "url": version_url(view.version),
                "valid_from": view.version.meta.valid_from.isoformat(),
                "valid_until": view.version.until and view.version.until.isoformat(),
                "status": status,
                "change_note": view.version.meta.change_note,
            }
            for view, status in page.versions
        ],
    }
