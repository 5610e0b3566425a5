"""What the user typed → `Query`. Never raises on any input up to `MAX_QUERY_LENGTH`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MAX_QUERY_LENGTH = 1_000
"""Characters; a longer text is a mistake of pasting, and is refused with a clear message."""

Channel = Literal["surface", "lemma", "stem", "prefix"]
"""How a word stands in the index: as written (folded), its lemmas, its stem, its first letters."""


@dataclass(frozen=True, slots=True)
class Term:
    """One spelling of a word in one channel of the index; `weight` in (0, 1]."""

    channel: Channel
    value: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Clause:
    """One word of the query with every term that stands for it.

    `text` is the word as typed. `fields` limits it to those text fields (`tytul:`); `None` means
    all. `stop` marks a function word, which adds to the score but is never demanded. `exact` marks
    what must not be taken for a neighbour: article and journal numbers, abbreviations.
    """

    text: str
    terms: tuple[Term, ...]
    fields: tuple[str, ...] | None = None
    stop: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand side by side in this order, in any inflected form."""

    text: str
    clauses: tuple[Clause, ...]
    fields: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Expansion:
    """A synonym of the clauses `start:end` (end excluded) of the query.

    A document that holds the synonym's clauses (side by side when there are several) counts as
    holding those words, at `weight` of their worth. `label` is what the reader is told.
    """

    start: int
    end: int
    clauses: tuple[Clause, ...]
    weight: float
    label: str


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood.

    `filters` come from prefixes such as `temat:`; facet name → values, any of which will do.
    A query without clauses and phrases matches every entry that passes the filters.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Clause | Phrase, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether there is no word to look for."""
        return not self.clauses and not self.phrases
