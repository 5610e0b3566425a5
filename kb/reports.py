"""Reports on the content for those who look after it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from typing import Literal

from kb.documents.text import polish_date
from kb.library import Library

Reason = Literal["to_verify", "overdue", "due_soon"]

DUE_SOON = timedelta(days=60)
"""How long before its day a review is announced."""
_ORDER: tuple[Reason, ...] = ("overdue", "due_soon", "to_verify")
_EDITORS = "Redakcja"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One thing a person has to look at.

    `path` is relative to the content folder; `title` names the document, or the row of a
    vocabulary; `due` is the day of the review, absent where something has to be verified.
    """

    reason: Reason
    path: str
    title: str
    owner: str
    what: str
    why: str
    due: date | None = None


def review(library: Library, day: date) -> tuple[ReviewRow, ...]:
    """What has to be reviewed or verified, as seen that day.

    Reviews that are overdue, then those due within `DUE_SOON`, both by their day; then every
    doubt of the documents in force, by the Polish alphabet of their titles, and of the
    vocabularies, in their order.
    """
    rows = chain(
        _reviews(library, day), _document_doubts(library, day), _vocabulary_doubts(library)
    )
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.reason), row.due or date.max)))


def _reviews(library: Library, day: date) -> Iterator[ReviewRow]:
    for version in library.in_force_on(day):
        due = version.meta.review_by
        if due > day + DUE_SOON:
            continue
        yield ReviewRow(
            reason="overdue" if due < day else "due_soon",
            path=str(version.path),
            title=version.meta.title,
            owner=version.meta.owner,
            what=f"Przegląd do {polish_date(due)}",
            why=f"Stan prawny sprawdzono na dzień {polish_date(version.meta.legal_state)}.",
            due=due,
        )


def _document_doubts(library: Library, day: date) -> Iterator[ReviewRow]:
    for version in library.in_force_on(day):
        for doubt in version.meta.do_weryfikacji:
            yield ReviewRow(
                reason="to_verify",
                path=str(version.path),
                title=version.meta.title,
                owner=version.meta.owner,
                what=doubt.what,
                why=doubt.reason,
            )


def _vocabulary_doubts(library: Library) -> Iterator[ReviewRow]:
    words = library.vocabulary
    found: list[tuple[str, str, str, str | None]] = [
        *(("areas", a.label, f"Obszar {a.code}", a.do_weryfikacji) for a in words.areas.values()),
        *(("groups", g.label, f"Grupa {g.code}", g.do_weryfikacji) for g in words.groups.values()),
        *(
            ("acts", act.name, f"art. {article.number} {act.short}", article.do_weryfikacji)
            for act in words.acts.values()
            for article in act.articles
        ),
        *(("glossary", t.term, "Definicja", t.do_weryfikacji) for t in words.glossary.values()),
    ]
    for name, title, what, why in found:
        if why is not None:
            yield ReviewRow("to_verify", f"vocabulary/{name}.yaml", title, _EDITORS, what, why)
