"""The closed vocabularies: what a standard may be filed under, and the acts it may cite."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from pydantic import Field

from kb.documents.model import Part
from kb.documents.search_rows import BestBet, Factor, Intent, Passage, SearchWeight, Synonym, Typo
from kb.documents.vocabulary_rows import (
    Act,
    Amendment,
    Area,
    Article,
    Block,
    BodySection,
    Group,
    Journal,
    Kind,
    Level,
    Party,
    Sector,
    Side,
    Sphere,
    StatutePoint,
    Term,
    Topic,
)

__all__ = [
    "FILES",
    "Act",
    "Amendment",
    "Area",
    "Article",
    "BestBet",
    "Block",
    "BodySection",
    "Factor",
    "Group",
    "Intent",
    "Journal",
    "Kind",
    "Level",
    "Party",
    "Passage",
    "Rows",
    "SearchWeight",
    "Sector",
    "Side",
    "Sphere",
    "StatutePoint",
    "Synonym",
    "Term",
    "Topic",
    "Typo",
    "Vocabulary",
]


@dataclass(frozen=True)
class Vocabulary:
    """Every closed list by the identity of its values, in display order."""

    blocks: Mapping[str, Block]
    areas: Mapping[str, Area]
    groups: Mapping[str, Group]
    sectors: Mapping[str, Sector]
    topics: Mapping[str, Topic]
    fields: Mapping[str, Sphere]
    kinds: Mapping[str, Kind]
    levels: Mapping[str, Level]
    parties: Mapping[str, Party]
    sections: Mapping[str, BodySection]
    acts: Mapping[str, Act]
    synonyms: Mapping[str, Synonym]
    glossary: Mapping[str, Term]
    typos: Mapping[str, Typo]
    intents: Mapping[str, Intent]
    best_bets: Mapping[str, BestBet]
    weights: Mapping[str, SearchWeight]

    @cached_property
    def abbreviations(self) -> tuple[str, ...]:
        """Every abbreviation that search must know, sorted."""
        found = {a for row in self.synonyms.values() for a in row.abbreviations}
        found |= {t.abbreviation for t in self.glossary.values() if t.abbreviation}
        return tuple(sorted(found))

    @property
    def filing(self) -> tuple[Mapping[str, Part], ...]:
        """The lists that decide whether a document is right; the others leave it as it is."""
        return (
            *(self.areas, self.groups, self.sectors, self.topics, self.fields, self.kinds),
            *(self.levels, self.parties, self.sections, self.acts),
        )

    def group_of(self, area: str) -> Group | None:
        """The group that keeps the standards of an area."""
        return next((g for g in self.groups.values() if area in g.areas), None)

    def children(self, sector: str) -> tuple[str, ...]:
        """The sectors directly under a sector."""
        return tuple(s.slug for s in self.sectors.values() if s.parent == sector)


FILES: Mapping[str, type[Part]] = {
    "blocks": Block,
    "areas": Area,
    "groups": Group,
    "sectors": Sector,
    "topics": Topic,
    "fields": Sphere,
    "kinds": Kind,
    "levels": Level,
    "parties": Party,
    "sections": BodySection,
    "acts": Act,
    "synonyms": Synonym,
    "glossary": Term,
    "typos": Typo,
    "intents": Intent,
    "best_bets": BestBet,
    "weights": SearchWeight,
}
"""Vocabulary name (also the file `standards/vocabulary/<name>.yaml`) → model of one row."""


class Rows(Part):
    """The shape of a vocabulary file."""

    items: tuple[dict[str, object], ...] = Field(min_length=1)
