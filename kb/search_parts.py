"""What stands around the results of a search: cards, how it was read, help on. Pure data."""

from dataclasses import dataclass
from datetime import date

from kb.documents.vocabulary import Act, Article, Term


@dataclass(frozen=True, slots=True)
class GlossaryCard:
    """A term of the glossary that the query asks about."""

    term: Term

    @property
    def url(self) -> str:
        """The page of the term."""
        return f"/slownik/{self.term.slug}"


@dataclass(frozen=True, slots=True)
class ActCard:
    """An act, or one of its articles, that the query names.

    `number` is the article ("19a"), empty for the whole act; `article` is what is known of it.
    `official` is where to read the law. `standards` counts those that rely on it.
    """

    act: Act
    number: str
    article: Article | None
    official: str | None
    standards: int

    @property
    def url(self) -> str:
        """The page of the provision, with every standard that relies on it."""
        return f"/prawo/{self.act.slug}/{self.number}" if self.number else f"/prawo/{self.act.slug}"


Card = GlossaryCard | ActCard


@dataclass(frozen=True, slots=True)
class ScorePart:
    """What one word or bonus gave to a hit: its part of the score, `share` in per cent."""

    label: str
    score: float
    share: int


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a hit stands where it does; the parts are the strongest first."""

    title: str
    score: float
    parts: tuple[ScorePart, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """How a query was read.

    `limited` are words sought in one part of the documents only, with its name. `filters` are
    those typed into the query, by label. `synonyms` come strongest first.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    limited: tuple[tuple[str, str], ...] = ()
    filters: tuple[str, ...] = ()
    synonyms: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A way on from an empty page: what to press, where it leads, how many results are there."""

    label: str
    url: str
    total: int = 0


@dataclass(frozen=True, slots=True)
class Help:
    """What helps on when nothing was found; every offer leads to something.

    `dropping` are filters to take off, `words` single words of the query or ones near to them.
    """

    dropping: tuple[Offer, ...] = ()
    words: tuple[Offer, ...] = ()
    topics: tuple[Offer, ...] = ()
