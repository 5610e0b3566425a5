"""New documents to begin with: for each kind a text with the guidance that the author replaces."""

from collections.abc import Collection
from datetime import date
from importlib.resources import files
from pathlib import PurePosixPath

from kb.documents.calendar_pl import add_months
from kb.documents.vocabulary import Vocabulary
from kb.editing.document import EditedDocument, read_document
from kb.editing.guidance import guidance
from kb.editing.slugs import document_path, free_slug, next_code
from kb.library import Library

_TEXTS = files("kb.editing") / "starting_texts"
_FOR_OTHER_KINDS = "poradnik"
_REVIEW_AFTER = 12
"""Months after which the legal state is to be checked again."""


def starter(
    kind: str,
    library: Library,
    area: str,
    title: str,
    day: date,
    taken: Collection[str] = (),
) -> EditedDocument:
    """A document of a kind in the area of a group, in force from `day` and without mistakes but
    the guidance in it.

    `taken` are slugs and codes of drafts that are being written, so that two new documents do not
    get the same. The topic is filled in where the area has only one. A kind of which there is no
    text begins as a guide.

    Raises:
        KeyError: no group keeps such an area.
    """
    words = library.vocabulary
    path = document_path(words, area, free_slug(library, title, taken), day)
    template = _template(kind)
    group = words.group_of(area)
    data = {
        "code": next_code(library, area, taken),
        "title": " ".join(title.split()) or guidance("tytuł zwykłym językiem, do 120 znaków"),
        "kind": kind,
        "group": group.code if group is not None else "",
        "sectors": [slug for slug in ("jst", "ngo") if slug in words.sectors],
        "topics": _topics(words, area),
        "fields": ["wszystkie"],
        "valid_from": day.isoformat(),
        "legal_state": day.isoformat(),
        "review_by": add_months(day, _REVIEW_AFTER).isoformat(),
        **template.data,
    }
    return EditedDocument(path, data, template.body)


def _template(kind: str) -> EditedDocument:
    known = {file.name for file in _TEXTS.iterdir()}
    name = f"{kind}.md" if f"{kind}.md" in known else f"{_FOR_OTHER_KINDS}.md"
    text = (_TEXTS / name).read_text(encoding="utf-8")
    return read_document(text, PurePosixPath(name))


def _topics(words: Vocabulary, area: str) -> list[str]:
    topics = [topic.slug for topic in words.topics.values() if topic.area == area]
    return topics if len(topics) == 1 else []
