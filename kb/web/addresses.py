"""The one spelling of each address of the site. Pure."""

import re
from datetime import date

from kb.documents.model import Version
from kb.documents.vocabulary import Act

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def canonical_path(path: str) -> str:
    """Lower case, no slash at the end; the code of a group in capitals: `/grupy/P2O1`."""
    parts = path.lower().rstrip("/").split("/")
    if len(parts) > 2 and parts[1] == "grupy":
        parts[2] = parts[2].removesuffix(".json").upper()
    return "/".join(parts) or "/"


def standard_url(slug: str) -> str:
    """A standard as it is in force today."""
    return f"/standardy/{slug}"


def version_url(version: Version) -> str:
    """One version for ever."""
    return f"/standardy/{version.slug}/{version.meta.valid_from.isoformat()}"


def comparison_url(old: Version, new: Version) -> str:
    """The differences of two versions of one standard."""
    since, until = old.meta.valid_from, new.meta.valid_from
    return f"/standardy/{new.slug}/porownanie?od={since.isoformat()}&do={until.isoformat()}"


def provision_url(act: Act, article: str | None = None) -> str:
    """The page of an act or of one of its articles."""
    return f"/prawo/{act.slug}/{article}" if article else f"/prawo/{act.slug}"


def day_of(text: str) -> date | None:
    """A day from an address, `YYYY-MM-DD`; `None` when it is not one."""
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
