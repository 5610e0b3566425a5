"""The rows of the vocabularies that steer the search: words, questions, best bets, weights.

Titles and descriptions of fields are in Polish: they reach editors as labels and hints of forms.
"""

from typing import Annotated, Literal

from pydantic import Field

from kb.documents.model import Part, Slug, Text
from kb.documents.vocabulary_rows import CITATION, INNER

Passage = Literal[
    "summary", "body", "template", "comparison", "checklist",
    "rule", "procedure", "step", "deadline", "question", "duty",
]  # fmt: skip
Factor = Annotated[float, Field(gt=0, le=100)]

_WHY = "Dla redakcji: dlaczego tak, a nie inaczej"


class Synonym(Part):
    """Words that stand for one another in search."""

    id: int = Field(title="Numer")
    canonical: Text = Field(title="Nazwa główna", description="Którą piszą dokumenty")
    variants: tuple[Text, ...] = Field((), title="Inne słowa", description="Którymi ludzie pytają")
    ambiguous: tuple[Text, ...] = Field(
        (),
        title="Słowa wieloznaczne",
        description="Znajdują nazwę główną, ale słabiej, i nigdy w drugą stronę",
    )
    abbreviations: tuple[Text, ...] = Field((), title="Skróty")
    citations: tuple[Text, ...] = Field((), title="Przepisy", description=CITATION)
    direction: Literal["two_way", "one_way", "related"] = Field(title="Kierunek")
    note: Text | None = Field(None, title="Uwagi dla redakcji")

    @property
    def slug(self) -> str:
        """The identity within the vocabulary."""
        return str(self.id)


class Typo(Part):
    """A misspelling seen in practice and what was meant."""

    wrong: Text = Field(title="Z błędem", description="Jak ludzie piszą")
    right: Text = Field(title="Poprawnie")

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

    slug: Slug = Field(title="Nazwa", description=INNER)
    label: Text = Field(title="O co pyta")
    phrases: tuple[Text, ...] = Field(
        min_length=1, title="Słowa pytania", description="Po których je poznać"
    )
    kinds: dict[Text, Factor] = Field(
        default_factory=dict,
        title="Rodzaje dokumentów",
        description="Mnożnik oceny: 1 nic nie zmienia, 1.3 podnosi o jedną trzecią",
    )
    passages: dict[Passage, Factor] = Field(
        default_factory=dict,
        title="Miejsca w dokumencie",
        description="Mnożnik przy wyborze fragmentu, który odpowiada",
    )
    basis: Factor | None = Field(
        None, title="Podstawa prawna", description="Mnożnik dokumentów opartych na tym przepisie"
    )
    topical: bool = Field(
        False,
        title="Te słowa są też w dokumentach",
        description="Wtedy wyszukiwarka szuka ich jak każdych innych",
    )
    reason: Text = Field(title="Uzasadnienie", description=_WHY)


class BestBet(Part):
    """A document that an editor has put first for some queries."""

    slug: Slug = Field(title="Nazwa", description=INNER)
    queries: tuple[Text, ...] = Field(
        min_length=1, title="Zapytania", description="W dowolnej odmianie i kolejności słów"
    )
    standard: Slug = Field(title="Standard, który ma być pierwszy")
    reason: Text = Field(title="Uzasadnienie", description=_WHY)


class SearchWeight(Part):
    """What a match in one part of a standard is worth (BM25F weight and b)."""

    slug: Literal["title", "keywords", "questions", "summary", "rules", "body", "basis", "law"] = (
        Field(title="Część dokumentu")
    )
    weight: Factor = Field(title="Waga", description="Ile razy liczy się jedno trafienie")
    b: float = Field(
        ge=0, le=1, title="Wpływ długości", description="Od 0 (żaden) do 1: długa część waży mniej"
    )
    reason: Text = Field(title="Uzasadnienie", description=_WHY)
