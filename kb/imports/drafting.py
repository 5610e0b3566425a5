"""What a person accepted of an import → the document to save as a draft. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kb.documents.text import polish_date
from kb.editing.document import EditedDocument
from kb.editing.starters import starter
from kb.imports.importing import Imported
from kb.library import Library

LONGEST_TITLE = 120
_WRITTEN_ANEW = (
    *("legal_basis", "keywords", "rules", "steps", "duties", "deadlines", "indicators"),
    *("questions", "attachments", "related"),
)
"""Fields of a document's beginning that a file brings itself, or that would only be in the way."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """What the person chose: `citations` and `deadlines` by their places among the guesses.

    The first topic says to which area and group the document belongs.
    """

    title: str
    kind: str
    topics: Sequence[str]
    citations: Collection[int] = ()
    deadlines: Collection[int] = ()


def draft_document(
    imported: Imported,
    accepted: Accepted,
    library: Library,
    day: date,
    taken: Collection[str] = (),
) -> EditedDocument:
    """The document of a new standard, in force from that day until its author says otherwise.

    What only a person can say is guidance to be replaced; `taken` are slugs and codes of drafts.

    Raises:
        KeyError: the first topic is not in the vocabulary.
    """
    guesses = imported.guesses
    area = library.vocabulary.topics[accepted.topics[0]].area
    begun = starter(accepted.kind, library, area, accepted.title, day, taken)
    data = {key: value for key, value in begun.data.items() if key not in _WRITTEN_ANEW}
    data["sectors"] = list(guesses.sectors)
    data["topics"] = list(accepted.topics)
    source = f"pliku „{imported.file_name}” z {polish_date(day)} r."
    data["change_note"] = f"Pierwsza wersja, na podstawie {source}"
    basis = [row.citation for n, row in enumerate(guesses.citations) if n in accepted.citations]
    if basis:
        data["legal_basis"] = [{"citation": citation} for citation in basis]
    kept = [dict(row.data) for n, row in enumerate(guesses.deadlines) if n in accepted.deadlines]
    if kept:
        data["deadlines"] = kept
    return replace(begun, data=data, body=imported.body)
