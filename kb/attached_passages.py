"""The places in the attachments of a document that hold what was asked. Pure.

They are looked for only when the document itself does not say it: attachments can be long.
"""

from collections.abc import Iterable, Iterator, Sequence

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


def attached_passages(
    version: Version, wanted: Sequence[Wanted], renderer: Renderer
) -> list[Passage]:
    """The pieces of the attachments that seem to hold most of what is wanted."""
    beginnings = [_beginnings(thing) for thing in wanted]
    found: list[tuple[int, Passage]] = []
    for number, attachment in enumerate(version.meta.attachments, start=1):
        text = version.texts.get(attachment.file)
        if text is None:
            continue
        heading = f"W załączniku „{attachment.title}”"
        for piece in _pieces(words_of(text, renderer)):
            folded = fold(piece)
            held = sum(any(start in folded for start in starts) for starts in beginnings)
            if held:
                passage = Passage(f"plik-{number}", heading, piece, "attachment")
                found.append((held, passage))
    found.sort(key=lambda row: -row[0])
    return [passage for _, passage in found[:MOST_PIECES]]


def _beginnings(thing: Wanted) -> frozenset[str]:
    return frozenset(value[:_BEGINNING] for value in _values(thing.words))


def _values(words: Iterable[frozenset[tuple[str, str]]]) -> Iterator[str]:
    for terms in words:
        yield from (value for _, value in terms)


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces of about `PIECE` characters, white space made single spaces."""
    words = " ".join(text.split())
    start = 0
    while start < len(words):
        end = words.find(" ", start + PIECE)
        end = len(words) if end == -1 else end
        yield words[start:end]
        start = end + 1
