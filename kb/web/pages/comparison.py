"""Two versions of a standard beside each other: what was added and what was removed."""

from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, request

from kb.documents.comparison import PartComparison, compare
from kb.documents.model import Standard, Version
from kb.documents.parts import version_parts
from kb.library import Library
from kb.web.addresses import day_of
from kb.web.clock import today
from kb.web.edition import current_edition

blueprint = Blueprint("comparison", __name__)


@dataclass(frozen=True, slots=True)
class ComparisonPage:
    """Two versions and their differences; `problem` tells why none can be shown."""

    standard: Standard
    title: str
    old: Version | None
    new: Version | None
    parts: tuple[PartComparison, ...] = ()
    problem: str | None = None

    @property
    def changed(self) -> tuple[PartComparison, ...]:
        """The parts that differ."""
        return tuple(part for part in self.parts if part.kind != "same")

    @property
    def unchanged(self) -> tuple[PartComparison, ...]:
        """The parts that are the same in both."""
        return tuple(part for part in self.parts if part.kind == "same")


@blueprint.get("/standardy/<slug:slug>/porownanie")
def comparison(slug: str) -> tuple[str, int]:
    """The differences of the versions of two days; without days, of the two newest."""
    edition = current_edition()
    found = edition.library.standards.get(slug)
    if found is None:
        abort(404)
    page = _page(edition.library, found, request.args.get("od"), request.args.get("do"))
    bad_request = page.problem is not None and len(found.versions) > 1
    return render_template("standard/comparison.html", page=page), 400 if bad_request else 200


def _page(
    library: Library, found: Standard, since: str | None, until: str | None
) -> ComparisonPage:
    title = found.shown_on(today()).meta.title
    if len(found.versions) < 2:
        problem = "Ten standard ma tylko jedną wersję, więc nie ma czego porównać."
        return ComparisonPage(found, title, None, None, problem=problem)
    old = _version(found, since) if since else found.versions[-2]
    new = _version(found, until) if until else found.versions[-1]
    if old is None or new is None:
        problem = "Nie ma wersji na ten dzień. Wybierz dwie wersje z listy."
        return ComparisonPage(found, title, old, new, problem=problem)
    if old.meta.valid_from > new.meta.valid_from:
        old, new = new, old
    if old is new:
        problem = "To jest jedna i ta sama wersja. Wybierz dwie różne."
        return ComparisonPage(found, title, old, new, problem=problem)
    parts = compare(
        version_parts(old, library.renderer, library.vocabulary),
        version_parts(new, library.renderer, library.vocabulary),
    )
    return ComparisonPage(found, title, old, new, parts)


def _version(found: Standard, text: str) -> Version | None:
    """The version that begins on a day, or else the one in force that day."""
    day: date | None = day_of(text)
    if day is None:
        return None
    return found.version(day) or found.in_force_on(day)
