"""The places in the attachments of a document that hold what was asked. Pure.

They are looked for only when the document itself does not say it: attachments can be long.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from indexer.excerpts import Passage, Wanted
from indexer.folding import fold
from kb.documents.attached import words_of
from kb.documents.markdown import Renderer
from kb.documents.model import Version

PIECE = 2_000
"""Characters of a passage; it ends with a word."""

MOST_PIECES = 4
"""Passages to be analysed, a millisecond each."""

_BEGINNING = 4
"""Letters that most forms of a word share."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of an attachment, and the same in plain lower case to look for words in."""

    passage: Passage
    folded: str


def pieces_of(version: Version, renderer: Renderer) -> tuple[Piece, ...]:
    """All attachments of a version that have a text, in pieces, in their order."""
    found = []
    for number, attachment in enumerate(version.meta.attachments, start=1):
        text = version.texts.get(attachment.file)
        if text is not None:
            heading = f"W załączniku „{attachment.title}”"
            for piece in _cut(words_of(text, renderer)):
                passage = Passage(f"plik-{number}", heading, piece, "attachment")
                found.append(Piece(passage, fold(piece)))
    return tuple(found)


def likely_passages(pieces: Sequence[Piece], wanted: Sequence[Wanted]) -> list[Passage]:
    """The few pieces that by their letters seem to hold most of what is wanted."""
    asked = [
        {value for terms in thing.words for _, value in terms if len(value) >= _BEGINNING}
        or {value for terms in thing.words for _, value in terms}
        for thing in wanted
    ]
    likeness = [sum(_likeness(values, piece.folded) for values in asked) for piece in pieces]
    best = sorted(range(len(pieces)), key=lambda number: -likeness[number])[:MOST_PIECES]
    return [pieces[number].passage for number in best if likeness[number]]


def _likeness(values: set[str], text: str) -> float:
    """How much of the nearest of some words stands in the text, from its beginning: 0 to 1."""
    return max((_share(value, text) for value in values), default=0.0)


def _share(value: str, text: str) -> float:
    if value[:_BEGINNING] not in text:
        return 0.0
    length = len(value)
    while value[:length] not in text:
        length -= 1
    return length / len(value)


def _cut(text: str) -> Iterator[str]:
    """The text in pieces of about `PIECE` characters, white space made single spaces."""
    words = " ".join(text.split())
    start = 0
    while start < len(words):
        end = words.find(" ", start + PIECE)
        end = len(words) if end == -1 else end
        yield words[start:end]
        start = end + 1
