"""The `Engine` protocol, and what an engine is asked and answers.

One contract test suite (`tests/indexer/contract`) runs against every engine.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from indexer.entry import Indexable
from indexer.query import Query

Sort = Literal["relevance", "changed", "title"]
Period = Literal["current", "past", "future"]
"""Where an entry's validity lies, seen from the day of the request."""

PERIOD_FACET = "period"
"""The facet that every engine derives from `valid_from`, `valid_to` and the day."""


@dataclass(frozen=True, slots=True)
class Request:
    """What to look for.

    `filters`: facet → chosen values (OR within a facet, AND between facets); the period facet may
    be among them, and without it nothing is left out for its dates. `day` tells current from past.
    `facets`: whose counts are wanted. `offset` and `limit` cut the page. `boosts`: facet → value →
    factor by which the scores of entries with that value are multiplied. `promoted`: ids of entries
    that come first when sorted by relevance, in this order, if they pass the filters. `about`: the
    text fields that say what an entry is about, for `Results.coverage`.
    """

    query: Query
    day: date
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 10
    boosts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    promoted: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; `score` is comparable within one answer only.

    `matched` are the indices of the query's clauses that the entry holds (synonyms included).
    """

    id: str
    score: float
    matched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a query one entry holds at best: the share by rarity (0..1), and words."""

    share: float
    words: int


COMPLETE = Coverage(1.0, 0)
"""Of a query that demands no words, or when coverage was not asked for."""


@dataclass(frozen=True, slots=True)
class Results:
    """A page of hits, the exact total, and facet → value → count.

    The counts of a facet ignore that facet's own selection (so a reader sees what adding a value
    would bring); values that occur nowhere in the index are not listed.
    `coverage` says how much of the query one entry holds at best in the request's `about` fields,
    whatever the filters.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    coverage: Coverage = COMPLETE


@dataclass(frozen=True, slots=True)
class TermScore:
    """What one word or bonus of the query added to a score."""

    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an entry has its score; the parts add up to `score`."""

    id: str
    score: float
    parts: tuple[TermScore, ...]


class View(Protocol):
    """One state of an index, whatever is written meanwhile. Safe to ask from many threads."""

    def search(self, request: Request) -> Results:
        """Answer a request."""

    def explain(self, request: Request, entry_id: str) -> Explanation | None:
        """Why `entry_id` has its score for the request; `None` when it does not match."""

    def vocabulary(self) -> Mapping[str, int]:
        """Every surface form in the index (folded) with the number of entries that hold it."""

    def words(self) -> Mapping[str, int]:
        """Every word as written, in lower case with its accents, with the number of entries."""


class Engine(View, Protocol):
    """A search engine over entries; as a view it is that of its present state."""

    @property
    def revision(self) -> str:
        """The content revision that the index answers for; empty when there is none yet."""

    def synchronise(self, entries: Iterable[Indexable], revision: str) -> None:
        """Make the index hold exactly `entries`: changed ones rewritten, missing ones removed.

        A deferred entry is made only when its stamp is not the one it was last written with.
        Rebuilds from nothing when the index on disk is missing, stale in schema or analysis, or
        damaged; searching goes on over the old index until the new one is swapped in.

        Raises:
            IndexBusy: another process is writing and does not finish in time.
        """

    def view(self) -> View:
        """The present state, to be kept for as long as one likes."""
