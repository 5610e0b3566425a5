"""The rows of the vocabularies but for those that steer the search: a model for each file.

Titles and descriptions of fields are in Polish: they reach editors as labels and hints of forms.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field

from kb.documents.model import Part, Slug, Text

Side = Literal["office", "organisation", "both"]

_IDENTITY = "Małe litery bez ogonków, cyfry i myślniki; stoi w dokumentach i w adresach stron"
INNER = "Małe litery bez ogonków, cyfry i myślniki; czytelnik jej nie widzi"
_TO_VERIFY = "Do weryfikacji"
_DOUBT = "Co trzeba sprawdzić w źródle; puste, gdy wszystko sprawdzono"
CITATION = "Na przykład „art. 19a ust. 1 UDPP”; akt i artykuł muszą stać w słowniku aktów"


class Block(Part):
    """One of the three blocks of the project, or what is common to them."""

    slug: Slug = Field(title="Nazwa w adresach", description=INNER)
    number: str = Field(title="Numer", description="I, II, III; puste dla części wspólnej")
    label: Text = Field(title="Nazwa")
    intro: Text = Field(title="Wprowadzenie", description="Dwa, trzy zdania dla czytelnika")


class Area(Part):
    """One of the twelve areas of cooperation."""

    code: Text = Field(title="Kod", description="Zaczyna kody standardów, na przykład P2O1 albo W")
    block: Slug = Field(title="Blok")
    label: Text = Field(title="Nazwa")
    short: Text = Field(title="Krótka nazwa")
    minimum: Text = Field(title="Minimum", description="Co robi każdy urząd w tym obszarze")
    indicators: tuple[Text, ...] = Field((), title="Wskaźniki", description="Po czym to poznać")
    do_weryfikacji: Text | None = Field(None, title=_TO_VERIFY, description=_DOUBT)

    @property
    def slug(self) -> str:
        """The identity within the vocabulary."""
        return self.code


class Group(Part):
    """A working group and the areas whose standards it keeps."""

    code: Text = Field(title="Kod", description="Stoi w dokumentach i w adresie /grupy/…")
    slug: Slug = Field(title="Nazwa skrócona", description=INNER)
    block: Slug = Field(title="Blok")
    label: Text = Field(title="Nazwa")
    areas: tuple[Text, ...] = Field(
        title="Obszary", description="Każdy obszar należy do jednej grupy"
    )
    intro: Text = Field(title="Wprowadzenie", description="Kilka zdań dla czytelnika")
    do_weryfikacji: Text | None = Field(None, title=_TO_VERIFY, description=_DOUBT)


class Sector(Part):
    """Whom a standard concerns; a child stands under its parent."""

    slug: Slug = Field(title="Nazwa w adresach", description=_IDENTITY)
    label: Text = Field(title="Nazwa")
    short: Text = Field(title="Krótka nazwa")
    parent: Slug | None = Field(None, title="Należy do", description="Sektor, którego jest częścią")
    hint: Text = Field(title="Wyjaśnienie", description="Kto to jest, na przykład")
    intro: Text = Field(title="Wprowadzenie", description="Dwa zdania dla czytelnika")


class Topic(Part):
    """What a standard is about."""

    slug: Slug = Field(title="Nazwa w adresach", description=_IDENTITY)
    label: Text = Field(title="Nazwa")
    short: Text = Field(title="Krótka nazwa")
    block: Slug = Field(title="Blok")
    area: Text = Field(title="Obszar")
    intro: Text = Field(title="Wprowadzenie", description="Dwa, trzy zdania dla czytelnika")


class StatutePoint(Part):
    """A point of art. 4 ust. 1 UDPP."""

    point: Text = Field(title="Punkt", description="Numer, na przykład 1a")
    text: Text = Field(title="Treść punktu")


class Sphere(Part):
    """A field of public tasks (art. 4 ust. 1 UDPP)."""

    slug: Slug = Field(title="Nazwa w adresach", description=_IDENTITY)
    label: Text = Field(title="Nazwa")
    points: tuple[Text, ...] = Field(
        (), title="Punkty art. 4 ust. 1 UDPP", description="Numery, na przykład 1a"
    )
    statute: tuple[StatutePoint, ...] = Field((), title="Treść punktów")


class Kind(Part):
    """A kind of document."""

    slug: Slug = Field(title="Nazwa w adresach", description=_IDENTITY)
    label: Text = Field(title="Nazwa")
    plural: Text = Field(title="Liczba mnoga", description="Nagłówek list, na przykład „Procedury”")
    hint: Text = Field(title="Wyjaśnienie", description="Co czytelnik z nim zrobi")


class Level(Part):
    """How strongly a rule binds."""

    slug: Slug = Field(title="Nazwa w dokumentach", description=_IDENTITY)
    label: Text = Field(title="Nazwa")
    hint: Text = Field(title="Wyjaśnienie", description="Kiedy reguła ma taki charakter")


class Party(Part):
    """Who acts in a step, and on which side they stand."""

    slug: Slug = Field(title="Nazwa w dokumentach", description=_IDENTITY)
    label: Text = Field(title="Nazwa")
    side: Side = Field(title="Strona", description="Na czyjej liście stoi krok")
    hint: Text = Field(title="Wyjaśnienie", description="Kto to jest")


class BodySection(Part):
    """A section that the body of a document may have."""

    slug: Slug = Field(
        title="Kotwica", description="Powstaje z nazwy: „Kogo dotyczy” → kogo-dotyczy"
    )
    label: Text = Field(title="Nazwa", description="Nagłówek, pod którym sekcja stoi w dokumentach")
    place: Literal["before_steps", "after_steps"] = Field(
        title="Miejsce", description="Przed krokami i terminami czy po nich"
    )
    hint: Text = Field(title="Wyjaśnienie", description="Co tu napisać")


class Journal(Part):
    """A position in Dziennik Ustaw; `number` only before 2012."""

    year: int = Field(title="Rok")
    position: int = Field(title="Pozycja")
    number: int | None = Field(None, title="Numer dziennika", description="Tylko przed 2012 r.")


class Amendment(Journal):
    """A change of an act and the day from which it is in force."""

    in_force: date | None = Field(None, title="W życie od", description="Puste, gdy nie wiadomo")


class Article(Part):
    """An article of an act that standards may cite."""

    number: Text = Field(title="Numer", description="Na przykład 19a")
    title: Text = Field(title="O czym jest")
    do_weryfikacji: Text | None = Field(None, title=_TO_VERIFY, description=_DOUBT)


class Act(Part):
    """An act of law with its places of publication and the names people use for it."""

    slug: Slug = Field(title="Nazwa w adresach", description="Adres /prawo/…, na przykład udpp")
    short: Text = Field(title="Skrót", description="Którym cytują go dokumenty, na przykład UDPP")
    title: Text = Field(title="Pełny tytuł", description="„Ustawa z dnia … o …”")
    name: Text = Field(title="Nazwa", description="Bez daty: „ustawa o …”")
    kind: Literal["ustawa", "rozporzadzenie", "rozporzadzenie-ue"] = Field(title="Rodzaj aktu")
    publication: Journal | None = Field(None, title="Pierwsze ogłoszenie w Dzienniku Ustaw")
    celex: Text | None = Field(None, title="Numer CELEX", description="Tylko prawo Unii")
    consolidated: tuple[Journal, ...] = Field(
        (), title="Teksty jednolite", description="Najnowszy na górze"
    )
    amendments: tuple[Amendment, ...] = Field((), title="Zmiany")
    aliases: tuple[Text, ...] = Field((), title="Inne nazwy", description="Jak jeszcze o nim mówią")
    checked: date = Field(title="Sprawdzono dnia")
    source: Literal["source", "secondary", "own"] = Field(title="Gdzie sprawdzono")
    note: Text = Field(title="Uwagi", description="Co sprawdzono, a czego nie")
    articles: tuple[Article, ...] = Field(
        (), title="Artykuły", description="Tylko te, które wolno cytować w standardach"
    )

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


class Term(Part):
    """A term of the glossary."""

    slug: Slug = Field(title="Nazwa w adresach", description="Adres /slownik/…")
    term: Text = Field(title="Pojęcie")
    abbreviation: Text | None = Field(None, title="Skrót")
    definition: Text = Field(title="Definicja", description="Jedno, dwa zdania zwykłym językiem")
    citation: Text | None = Field(None, title="Przepis", description=CITATION)
    see: tuple[Slug, ...] = Field((), title="Zobacz też")
    standard: Slug | None = Field(None, title="Standard", description="Który mówi o tym najwięcej")
    forms: tuple[Text, ...] = Field(
        (), title="Odmiana", description="Formy, których program sam nie rozpozna w tekście"
    )
    do_weryfikacji: Text | None = Field(None, title=_TO_VERIFY, description=_DOUBT)
