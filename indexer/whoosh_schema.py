"""How entries stand in Whoosh.

Every text field is one Whoosh field. Its terms are *forms*: a word as written (lower case) together
with all the spellings it can be found by (folded surface, lemmas, stem, prefix), joined into one
string. A word of a text is thus one posting with its positions, whatever the number of channels,
and the lexicon alone tells which forms a lemma has.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from whoosh.analysis import Composable, Token
from whoosh.fields import ID, STORED, TEXT, Schema

import indexer.polish
from indexer.entry import Entry
from indexer.errors import IndexerError
from indexer.query import Channel
from indexer.weights import Weights

SCHEMA_VERSION = "1"
"""Changes whenever what is written to disk changes its meaning."""

SEPARATOR = "\t"
CHANNEL_CODES: dict[Channel, str] = {"surface": "s", "lemma": "l", "stem": "t", "prefix": "p"}
ID_FIELD = "id"
RECORD_FIELD = "record"
TEXT_PREFIX = "text_"


class IndexAnalyser(Protocol):
    """The analysis that the engine needs (`indexer.polish.Analyser`)."""

    @property
    def version(self) -> str:
        """Changes whenever the same text yields other terms."""

    def tokens(self, text: str) -> list[indexer.polish.Token]:
        """The words of a text."""

    def index_terms(self, token: indexer.polish.Token) -> tuple[tuple[Channel, str], ...]:
        """Every channel and spelling under which the word is found."""


class FormAnalyzer(Composable):  # type: ignore[misc]
    """Hands forms that are already made to Whoosh: a line each, position and form."""

    def __call__(self, value: str, **_options: object) -> Iterator[Token]:
        """One Whoosh token per form; the same object each time, as Whoosh's own analysers do."""
        token = Token(positions=True, mode="index")
        token.boost = 1.0
        token.stopped = False
        for line in value.split("\n") if value else ():
            position, _, form = line.partition(SEPARATOR)
            token.pos = int(position)
            token.text = form
            yield token


@dataclass(frozen=True, slots=True)
class Record:
    """The small fields kept beside an entry; dates are ordinals."""

    id: str
    digest: str
    facets: dict[str, tuple[str, ...]]
    valid_from: int | None
    valid_to: int | None
    changed: int | None
    sort_title: str


def whoosh_schema(fields: Iterable[str]) -> Schema:
    """The Whoosh schema for the text fields named."""
    texts = {TEXT_PREFIX + name: TEXT(analyzer=FormAnalyzer(), phrase=True) for name in fields}
    return Schema(**{ID_FIELD: ID(unique=True, stored=True), RECORD_FIELD: STORED()}, **texts)


def configuration_of(weights: Weights) -> str:
    """What of the configuration shapes the index: the names of the text fields."""
    return ",".join(sorted(weights.fields))


def key(channel: Channel, value: str) -> str:
    """A spelling together with its channel, as the lexicon of the postings sorts it."""
    return CHANNEL_CODES[channel] + value


def form_keys(form: str) -> tuple[str, list[str]]:
    """A form → the word as written, the keys under which it is found."""
    word, *keys = form.split(SEPARATOR)
    return word, keys


def analysed(text: str, analyser: IndexAnalyser) -> str:
    """A text as `FormAnalyzer` reads it."""
    lines = []
    for token in analyser.tokens(text):
        word = " ".join(token.text.lower().split())
        keys = dict.fromkeys(key(*term) for term in analyser.index_terms(token))
        lines.append(SEPARATOR.join([str(token.position), word, *keys]))
    return "\n".join(lines)


def digest_of(entry: Entry) -> str:
    """A short fingerprint of everything in an entry.

    Raises:
        IndexerError: the entry holds something of another type than it should; names the entry.
    """
    facets = {name: sorted(values) for name, values in entry.facets.items()}
    if not all(isinstance(value, str) for values in facets.values() for value in values):
        raise TypeError("facet values are not all text")
    dates = [_ordinal(entry.valid_from), _ordinal(entry.valid_to), _ordinal(entry.changed)]
    texts = sorted(entry.text.items())
    small = [entry.id, facets, dates, entry.sort_title, [name for name, _ in texts]]
    digest = hashlib.blake2b(json.dumps(small, sort_keys=True).encode(), digest_size=16)
    for _, text in texts:
        encoded = text.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(encoded))
        digest.update(encoded)
    return digest.hexdigest()


def document_of(
    entry: Entry, digest: str, fields: Iterable[str], analyser: IndexAnalyser
) -> dict[str, Any]:
    """The Whoosh document of an entry.

    Raises:
        IndexerError: the entry has a text field that the weights do not know.
    """
    known = set(fields)
    unknown = sorted(set(entry.text) - known)
    if unknown:
        raise IndexerError(f"unknown text field {unknown[0]!r}; known: {sorted(known)}")
    record = (
        entry.id,
        digest,
        {name: tuple(values) for name, values in entry.facets.items()},
        _ordinal(entry.valid_from),
        _ordinal(entry.valid_to),
        _ordinal(entry.changed),
        entry.sort_title,
    )
    texts = {TEXT_PREFIX + name: analysed(text, analyser) for name, text in entry.text.items()}
    return {ID_FIELD: entry.id, RECORD_FIELD: record, **texts}


def record_of(stored: dict[str, Any]) -> Record:
    """The record in a document's stored fields."""
    return Record(*stored[RECORD_FIELD])


def _ordinal(day: date | None) -> int | None:
    return None if day is None else day.toordinal()
