"""`StandardView`: what the page of one version shows, with every text already rendered. Pure.

Nothing here depends on the day: banners, related standards and the list of versions do, and are
added by the page.
"""

from dataclasses import dataclass

from markupsafe import Markup

from kb.documents.model import FrontMatter, Version
from kb.documents.vocabulary import (
    Area,
    Block,
    Group,
    Kind,
    Level,
    Party,
    Sector,
    Sphere,
    Topic,
)
from kb.web.attachments import AttachmentView


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule, a duty, or anything with a text, a level and a basis; `number` counts from 1."""

    number: int
    text: Markup
    level: Level
    basis: Markup | None


@dataclass(frozen=True, slots=True)
class StepView:
    """A step; `when` is its deadline in words, `deadline` the deadline's identifier, `start` what
    the calculator counts it from."""

    number: int
    who: Party
    action: Markup
    when: Markup | None
    deadline: str | None
    start: str | None
    basis: Markup | None
    document: Markup | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A deadline as a row of the table; `start` is what the calculator counts it from."""

    id: str
    title: Markup
    rule: Markup
    who: Party
    basis: Markup | None
    level: Level
    start: str | None


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the body."""

    slug: str
    title: str
    html: Markup


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question with its answer."""

    number: int
    question: Markup
    answer: Markup
    basis: Markup | None


@dataclass(frozen=True, slots=True)
class BasisView:
    """A legal basis, what it concerns, and where to read it: names and addresses of sources."""

    citation: Markup
    note: Markup | None
    official: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DoubtView:
    """What is still to be checked, and why."""

    what: Markup
    reason: Markup


@dataclass(frozen=True, slots=True)
class WordView:
    """A term of the glossary that the document uses; its first use has the anchor `haslo-…`."""

    slug: str
    term: str
    abbreviation: str | None
    definition: Markup


@dataclass(frozen=True, slots=True)
class StandardView:
    """Everything on the page of a version that is the same whatever the day."""

    version: Version
    kind: Kind
    group: Group
    block: Block
    area: Area
    level: Level
    sectors: tuple[Sector, ...]
    topics: tuple[Topic, ...]
    fields: tuple[Sphere, ...]
    description: str
    summary: Markup
    change_note: Markup
    basic_rules: tuple[RuleView, ...]
    recommended_rules: tuple[RuleView, ...]
    steps: tuple[StepView, ...]
    office: tuple[RuleView, ...]
    organisation: tuple[RuleView, ...]
    deadlines: tuple[DeadlineView, ...]
    before: tuple[SectionView, ...]
    after: tuple[SectionView, ...]
    indicators: tuple[Markup, ...]
    questions: tuple[QuestionView, ...]
    legal_basis: tuple[BasisView, ...]
    attachments: tuple[AttachmentView, ...]
    doubts: tuple[DoubtView, ...]
    words: tuple[WordView, ...] = ()

    @property
    def meta(self) -> FrontMatter:
        """The front matter."""
        return self.version.meta

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """The contents list: anchor and title of each part that the page has, in its order."""
        parts: list[tuple[str, str, object]] = [
            ("w-skrocie", "W skrócie", True),
            *((section.slug, section.title, True) for section in self.before),
            ("zasady", "Zasady", self.basic_rules or self.recommended_rules),
            ("kroki", "Kroki", self.steps),
            ("terminy", "Terminy", self.deadlines),
            ("zobowiazania", "Zobowiązania stron", self.office or self.organisation),
            *((section.slug, section.title, True) for section in self.after),
            ("wskazniki", "Po czym poznać, że działa", self.indicators),
            ("pytania", "Pytania i odpowiedzi", self.questions),
            ("zalaczniki", "Wzory i załączniki", self.attachments),
            ("podstawa-prawna", "Podstawa prawna", self.legal_basis),
            ("do-weryfikacji", "Do weryfikacji", self.doubts),
            ("powiazane", "Powiązane standardy", self.meta.related),
            ("slowa", "Słowa i skróty", self.words),
            ("pobierz", "Pobierz", True),
            ("metryka", "Metryka", True),
        ]
        return tuple((anchor, title) for anchor, title, present in parts if present)

    @property
    def has_dates(self) -> bool:
        """Whether the calculator can say anything about the deadlines."""
        return any(deadline.yearly or deadline.term for deadline in self.meta.deadlines)

    @property
    def jumps(self) -> tuple[tuple[str, str, int], ...]:
        """What people open the page for: anchor, title and how many rows there are."""
        parts = (
            ("kroki", "Kroki", len(self.steps)),
            ("terminy", "Terminy", len(self.deadlines)),
            ("pytania", "Pytania", len(self.questions)),
            ("zalaczniki", "Wzory", len(self.attachments)),
        )
        return tuple(part for part in parts if part[2])
