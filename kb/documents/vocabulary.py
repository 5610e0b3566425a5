"""The closed vocabularies: what a standard may be filed under, and the acts it may cite."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from kb.documents.model import Part, Slug, Text

Side = Literal["office", "organisation", "both"]
Passage = Literal[
    "summary", "body", "template", "comparison", "checklist",
    "rule", "procedure", "step", "deadline", "question", "duty",
]  # fmt: skip
Factor = Annotated[float, Field(gt=0, le=100)]


class Block(Part):
    """One of the three blocks of the project, or what is common to them."""

    slug: Slug
    number: str
    label: Text
    intro: Text


class Area(Part):
    """One of the twelve areas of cooperation."""

    code: Text
    block: Slug
    label: Text
    short: Text
    minimum: Text
    indicators: tuple[Text, ...] = ()
    do_weryfikacji: Text | None = None

    @property
    def slug(self) -> str:
        """The identity within the vocabulary."""
        return self.code


class Group(Part):
    """A working group and the areas whose standards it keeps."""

    code: Text
    slug: Slug
    block: Slug
    label: Text
    areas: tuple[Text, ...]
    intro: Text
    do_weryfikacji: Text | None = None


class Sector(Part):
    """Whom a standard concerns; a child stands under its parent."""

    slug: Slug
    label: Text
    short: Text
    parent: Slug | None = None
    hint: Text
    intro: Text


class Topic(Part):
    """What a standard is about."""

    slug: Slug
    label: Text
    short: Text
    block: Slug
    area: Text
    intro: Text


class StatutePoint(Part):
    """A point of art. 4 ust. 1 UDPP."""

    point: Text
    text: Text


class Sphere(Part):
    """A field of public tasks (art. 4 ust. 1 UDPP)."""

    slug: Slug
    label: Text
    points: tuple[Text, ...] = ()
    statute: tuple[StatutePoint, ...] = ()


class Kind(Part):
    """A kind of document."""

    slug: Slug
    label: Text
    plural: Text
    hint: Text


class Level(Part):
    """How strongly a rule binds."""

    slug: Slug
    label: Text
    hint: Text


class Party(Part):
    """Who acts in a step, and on which side they stand."""

    slug: Slug
    label: Text
    side: Side
    hint: Text


class BodySection(Part):
    """A section that the body of a document may have."""

    slug: Slug
    label: Text
    place: Literal["before_steps", "after_steps"]
    hint: Text


class Journal(Part):
    """A position in Dziennik Ustaw; `number` only before 2012."""

    year: int
    position: int
    number: int | None = None


class Amendment(Journal):
    """A change of an act and the day from which it is in force."""

    in_force: date | None = None


class Article(Part):
    """An article of an act that standards may cite."""

    number: Text
    title: Text
    do_weryfikacji: Text | None = None


class Act(Part):
    """An act of law with its places of publication and the names people use for it."""

    slug: Slug
    short: Text
    title: Text
    name: Text
    kind: Literal["ustawa", "rozporzadzenie", "rozporzadzenie-ue"]
    publication: Journal | None = None
    celex: Text | None = None
    consolidated: tuple[Journal, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    aliases: tuple[Text, ...] = ()
    checked: date
    source: Literal["source", "secondary", "own"]
    note: Text
    articles: tuple[Article, ...] = ()

    def article(self, number: str) -> Article | None:
        """The article with that number ("19a"), if listed."""
        return next((a for a in self.articles if a.number == number), None)

    @property
    def journals(self) -> Iterator[Journal]:
        """Every journal position under which the act is known."""
        if self.publication is not None:
            yield self.publication
        yield from self.consolidated
        yield from self.amendments


class Synonym(Part):
    """Words that stand for one another in search."""

    id: int
    canonical: Text
    variants: tuple[Text, ...] = ()
    ambiguous: tuple[Text, ...] = ()
    abbreviations: tuple[Text, ...] = ()
    citations: tuple[Text, ...] = ()
    direction: Literal["two_way", "one_way", "related"]
    note: Text | None = None

    @property
    def slug(self) -> str:
        """The identity within the vocabulary."""
        return str(self.id)


class Term(Part):
    """A term of the glossary."""

    slug: Slug
    term: Text
    abbreviation: Text | None = None
    definition: Text
    citation: Text | None = None
    see: tuple[Slug, ...] = ()
    standard: Slug | None = None
    forms: tuple[Text, ...] = ()
    do_weryfikacji: Text | None = None


class Typo(Part):
    """A misspelling seen in practice and what was meant."""

    wrong: Text
    right: Text

    @property
    def slug(self) -> str:
        """The identity within the vocabulary."""
        return self.wrong


class Intent(Part):
    """What a question asks for, told by its words.

    The words of a `topical` intent stand in the documents too and are demanded of them; those of
    the others ("co to jest") only say what kind of answer is wanted. `basis` raises documents that
    rest on the very article asked for.
    """

    slug: Slug
    label: Text
    phrases: tuple[Text, ...] = Field(min_length=1)
    kinds: dict[Text, Factor] = Field(default_factory=dict)
    passages: dict[Passage, Factor] = Field(default_factory=dict)
    basis: Factor | None = None
    topical: bool = False
    reason: Text


class BestBet(Part):
    """A document that an editor has put first for some queries."""

    slug: Slug
    queries: tuple[Text, ...] = Field(min_length=1)
    standard: Slug
    reason: Text


class SearchWeight(Part):
    """What a match in one part of a standard is worth (BM25F weight and b)."""

    slug: Literal["title", "keywords", "questions", "summary", "rules", "body", "basis", "law"]
    weight: Factor
    b: float = Field(ge=0, le=1)
    reason: Text


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
