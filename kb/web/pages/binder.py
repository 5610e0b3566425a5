"""„Moja teczka”: standards a reader puts together; the set lives in the address alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from kb.documents.model import Version
from kb.exports.binder import binder_document
from kb.law_query import MAX_QUERY
from kb.search_page import SearchParams
from kb.web.absolute import absolute
from kb.web.day_view import PARAMETER, chosen_day, viewed_day
from kb.web.downloads import DownloadLink, current_exports, made_file
from kb.web.edition import Edition, current_edition

blueprint = Blueprint("binder", __name__)

MOST = 30
"""Standards in one set."""
FORMATS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class BinderItem:
    """A standard of the set, and where the buttons beside it lead; `None` where they cannot."""

    version: Version
    up: str | None
    down: str | None
    without: str


@dataclass(frozen=True, slots=True)
class Binder:
    """What the page shows. `left_out` counts what the address names and is not in the set."""

    items: tuple[BinderItem, ...]
    left_out: int
    files: tuple[DownloadLink, ...]
    address: str
    query: str
    found: tuple[tuple[Version, str], ...]

    @property
    def full(self) -> bool:
        """Whether nothing more can be added."""
        return len(self.items) >= MOST


@blueprint.get("/teczka")
def binder() -> str:
    """The set with its order, its files and a search for what to add."""
    edition = current_edition()
    asked = list(dict.fromkeys(request.args.getlist("s")))
    versions = _versions(edition, asked)
    slugs = [version.slug for version in versions]
    query = request.args.get("q", "").strip()[:MAX_QUERY]
    page = Binder(
        items=tuple(_item(version, slugs) for version in versions),
        left_out=len(asked) - len(versions),
        files=_files(slugs),
        address=absolute(binder_url(slugs)),
        query=query,
        found=tuple(
            (version, binder_url([*slugs, version.slug], at=version.slug))
            for version in _found(edition, query)
            if version.slug not in slugs
        ),
    )
    return render_template("binder/page.html", page=page, most=MOST)


@blueprint.get("/teczka.<any(pdf, docx):extension>")
def binder_file(extension: str) -> ResponseReturnValue:
    """The whole set as one file with a contents list."""
    edition = current_edition()
    versions = _versions(edition, list(dict.fromkeys(request.args.getlist("s"))))
    if not versions:
        return binder(), 404
    slugs = [version.slug for version in versions]
    site = current_exports().site
    document = binder_document(
        versions, edition.library, site, site + binder_url(slugs), viewed_day()
    )
    name = f"teczka-{viewed_day().isoformat()}.{extension}"
    answer = made_file(document, extension, name, _files(slugs))
    if isinstance(answer, Response):
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def binder_url(slugs: Sequence[str], base: str = "/teczka", at: str = "") -> str:
    """The address of a set as of the day the reader looks at; `at` is the item to stand at."""
    pairs = [("s", slug) for slug in slugs]
    day: date | None = chosen_day()
    if day is not None and slugs:
        pairs.append((PARAMETER, day.isoformat()))
    query = f"?{urlencode(pairs)}" if pairs else ""
    return f"{base}{query}{f'#teczka-{at}' if at else ''}"


def _versions(edition: Edition, slugs: Sequence[str]) -> list[Version]:
    """The versions to show of the standards named, as many as fit."""
    found = (edition.library.shown(slug, viewed_day()) for slug in slugs)
    return [version for version in found if version is not None][:MOST]


def _item(version: Version, slugs: list[str]) -> BinderItem:
    slug, at = version.slug, slugs.index(version.slug)

    def moved(to: int) -> str | None:
        if not 0 <= to < len(slugs):
            return None
        others = [other for other in slugs if other != slug]
        return binder_url([*others[:to], slug, *others[to:]], at=slug)

    without = binder_url([other for other in slugs if other != slug])
    return BinderItem(version, moved(at - 1), moved(at + 1), without)


def _files(slugs: Sequence[str]) -> tuple[DownloadLink, ...]:
    formats = current_exports().formats
    return tuple(
        DownloadLink(formats[name].label, "", binder_url(slugs, f"/teczka.{name}"), "")
        for name in FORMATS
        if name in formats and slugs
    )


def _found(edition: Edition, query: str) -> list[Version]:
    """The first results of a search, each standard in the version that the set would take."""
    if not query:
        return []
    page = edition.publication.search(SearchParams(text=query), viewed_day())
    return [hit.version for hit in page.hits]
