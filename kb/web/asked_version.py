"""Which version a page about a standard is asked for: by its day, or the one to show."""

from dataclasses import dataclass

from flask import abort

from kb.documents.model import Standard, Version
from kb.web.addresses import day_of, standard_url, version_url
from kb.web.clock import today
from kb.web.day_view import viewed_day
from kb.web.edition import Edition


@dataclass(frozen=True, slots=True)
class AskedVersion:
    """A version and its standard; `base` is the address under which its pages stand."""

    standard: Standard
    version: Version
    base: str


def asked_version(edition: Edition, slug: str, day: str | None) -> AskedVersion:
    """The version in force from `day`, or without one the version to show.

    Raises:
        werkzeug.exceptions.NotFound: there is no such standard or version.
    """
    standard = edition.library.standards.get(slug)
    if standard is None:
        abort(404)
    if day is None:
        version = standard.shown_on(viewed_day())
    else:
        valid_from = day_of(day)
        found = standard.version(valid_from) if valid_from is not None else None
        if found is None:
            abort(404)
        version = found
    current = version is standard.shown_on(today())
    return AskedVersion(standard, version, standard_url(slug) if current else version_url(version))
