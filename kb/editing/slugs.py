"""Names and numbers for new standards. Pure."""

import re
from collections.abc import Collection
from datetime import date
from pathlib import PurePosixPath

from kb.documents.text import slugify
from kb.documents.vocabulary import Vocabulary
from kb.library import Library

LONGEST = 60
"""Letters of a name; it is a part of an address that people read out and print."""

_SMALL_WORDS = re.compile(r"-(?:a|albo|czy|dla|do|i|jak|lub|na|o|od|oraz|po|u|w|we|z|za|ze)(?=-)")


def next_code(library: Library, area: str, taken: Collection[str] = ()) -> str:
    """The code for the next standard of an area; `taken` are codes that drafts hold already."""
    codes = {*taken, *(version.meta.code for version in library.versions())}
    numbers = [
        int(number)
        for code in codes
        for start, _, number in [code.rpartition("-")]
        if start == area and number.isdecimal()
    ]
    return f"{area}-{max(numbers, default=0) + 1:02}"


def free_slug(library: Library, title: str, taken: Collection[str] = ()) -> str:
    """A name of a folder made from a title, not yet used and not redirected elsewhere.

    Whole words are taken as long as they fit; small words are left out when it gets too long.
    """
    used = {*taken, *library.seen, *library.redirect_file.redirects}
    base = _short(slugify(title)) or "standard"
    if base not in used:
        return base
    return next(
        name for number in range(2, len(used) + 3) if (name := f"{base}-{number}") not in used
    )


def document_path(vocabulary: Vocabulary, area: str, slug: str, day: date) -> PurePosixPath:
    """Where the version of a standard of that area belongs that is in force from `day`.

    Raises:
        KeyError: no group keeps such an area.
    """
    group = vocabulary.group_of(area)
    if group is None:
        raise KeyError(area)
    return PurePosixPath(group.code.lower()) / slug / f"{day.isoformat()}.md"


def _short(slug: str) -> str:
    words = (slug if len(slug) <= LONGEST else _SMALL_WORDS.sub("", slug)).split("-")
    while len(words) > 1 and len("-".join(words)) > LONGEST:
        words.pop()
    return "-".join(words)[:LONGEST]
