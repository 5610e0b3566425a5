"""The document model: what stands in the front matter of a standard, and what a version is.

Field descriptions are in Polish: they reach editors through the JSON Schema and the editing form.
Closed values (sectors, topics, parties …) are checked against the vocabularies in `loading`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Code = Annotated[str, StringConstraints(pattern=r"^(P[1-3]O[1-6]|W)-\d{2}$")]
YearlyDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]

Status = Literal["obowiazuje", "archiwalny", "projekt"]
Bound = Literal["najpozniej", "najwczesniej", "przez"]


class Part(BaseModel):
    """A frozen piece of front matter that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Basis(Part):
    """One legal basis."""

    citation: Text = Field(description="Przepis, np. „art. 19a ust. 1 UDPP”")
    note: Text | None = Field(None, description="Czego dotyczy ten przepis")


class Rule(Part):
    """One rule of the standard, with how strongly it binds."""

    text: Text = Field(description="Treść zasady, jedno lub dwa zdania")
    level: Text = Field(description="ustawowy, podstawowy albo rekomendowany")
    basis: Text | None = Field(None, description="Przepis; wymagany, gdy poziom to „ustawowy”")


class Step(Part):
    """One step of a procedure."""

    who: Text = Field(description="Kto wykonuje krok: urzad, organizacja, rada, komisja …")
    action: Text = Field(description="Co trzeba zrobić")
    deadline: Slug | None = Field(None, description="Identyfikator terminu z listy „deadlines”")
    when: Text | None = Field(None, description="Termin słowami, gdy nie da się go policzyć")
    basis: Text | None = Field(None, description="Przepis, z którego wynika krok")
    document: Text | None = Field(None, description="Dokument, który powstaje")
    level: Text | None = Field(None, description="ustawowy, podstawowy albo rekomendowany")


class Deadline(Part):
    """One deadline; `term` with `event` or `after`, or `yearly`, lets it be turned into a date."""

    id: Slug = Field(description="Identyfikator, np. „publikacja-oferty”")
    title: Text = Field(description="Nazwa terminu, np. „Publikacja oferty”")
    rule: Text = Field(description="Reguła zdaniem: „w ciągu 7 dni roboczych od wpływu oferty”")
    who: Text = Field(description="Kogo wiąże termin")
    event: Text | None = Field(None, description="Zdarzenie w mianowniku, np. „wpływ oferty”")
    after: Slug | None = Field(None, description="Albo: identyfikator terminu, od którego liczymy")
    term: Text | None = Field(None, description="Okres, np. „7 dni roboczych”, „1 miesiąc”")
    direction: Literal["po", "przed"] = Field("po", description="Liczymy po zdarzeniu czy przed")
    bound: Bound = Field("najpozniej", description="najpozniej, najwczesniej albo przez (trwa)")
    yearly: YearlyDay | None = Field(None, description="Stała data w roku, MM-DD: „11-30”")
    basis: Text | None = Field(None, description="Przepis")
    level: Text = Field("ustawowy", description="ustawowy, podstawowy albo rekomendowany")


class Duty(Part):
    """What one side owes the other."""

    text: Text = Field(description="Zobowiązanie, jedno zdanie")
    level: Text = Field(description="ustawowy, podstawowy albo rekomendowany")
    basis: Text | None = Field(None, description="Przepis; wymagany, gdy poziom to „ustawowy”")


class Duties(Part):
    """The duties of both sides, side by side."""

    office: tuple[Duty, ...] = Field(default=(), description="Zobowiązania urzędu")
    organisation: tuple[Duty, ...] = Field(default=(), description="Zobowiązania organizacji")


class Question(Part):
    """A question from practice with its answer."""

    question: Text = Field(description="Pytanie tak, jak je zadają ludzie")
    answer: Text = Field(description="Odpowiedź: najpierw tak albo nie, potem dlaczego")
    basis: Text | None = Field(None, description="Przepis")


class Attachment(Part):
    """A file kept in the folder of the standard."""

    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]*\.[a-z0-9]+$")] = Field(
        description="Nazwa pliku w katalogu standardu"
    )
    title: Text = Field(description="Nazwa dla czytelnika")


class Doubt(Part):
    """What a person still has to check in the official source."""

    what: Text = Field(description="Co trzeba sprawdzić")
    reason: Text = Field(description="Dlaczego nie jest to pewne")


class FrontMatter(Part):
    """Everything about one version of a standard apart from its body."""

    code: Code = Field(description="Kod: obszar i numer, np. P2O1-03")
    title: Text = Field(description="Tytuł, zwykłym językiem", max_length=120)
    kind: Text = Field(description="Rodzaj dokumentu")
    group: Text = Field(description="Grupa robocza, np. P2O1")
    sectors: tuple[Text, ...] = Field(min_length=1, description="Kogo dotyczy")
    topics: tuple[Text, ...] = Field(min_length=1, max_length=3, description="Czego dotyczy (1–3)")
    fields: tuple[Text, ...] = Field(
        ("wszystkie",), min_length=1, description="Dziedziny zadań publicznych"
    )
    level: Text = Field(description="Charakter: ustawowy, podstawowy albo rekomendowany")
    summary: Text = Field(description="W skrócie: od trzech do pięciu prostych zdań")
    legal_basis: tuple[Basis, ...] = Field((), description="Podstawa prawna")
    valid_from: date = Field(description="Obowiązuje od (taka sama data jak w nazwie pliku)")
    valid_to: date | None = Field(None, description="Obowiązuje do (włącznie), jeśli wiadomo")
    withdrawn: Text | None = Field(
        None, description="Powód wycofania, jednym zdaniem; wymaga daty valid_to"
    )
    legal_state: date = Field(description="Stan prawny sprawdzony na dzień")
    review_by: date = Field(description="Sprawdzić ponownie do dnia")
    owner: Text = Field(description="Rola odpowiedzialna za treść (nie osoba)")
    related: tuple[Slug, ...] = Field((), description="Powiązane standardy (nazwy katalogów)")
    supersedes: tuple[Slug, ...] = Field((), description="Standardy, które ten zastępuje")
    keywords: tuple[Text, ...] = Field((), description="Słowa, którymi ludzie o to pytają")
    change_note: Text = Field(description="Co się zmieniło w tej wersji i dlaczego")
    rules: tuple[Rule, ...] = Field((), description="Zasady: standard podstawowy i rekomendowany")
    steps: tuple[Step, ...] = Field((), description="Kroki procedury w kolejności")
    duties: Duties = Field(Duties(), description="Zobowiązania obu stron")
    deadlines: tuple[Deadline, ...] = Field((), description="Terminy")
    indicators: tuple[Text, ...] = Field((), description="Po czym poznać, że standard działa")
    questions: tuple[Question, ...] = Field((), description="Pytania i odpowiedzi")
    attachments: tuple[Attachment, ...] = Field((), description="Wzory i załączniki")
    do_weryfikacji: tuple[Doubt, ...] = Field((), description="Co wymaga sprawdzenia w źródle")

    @property
    def area(self) -> str:
        """The code of the area, taken from the code of the standard."""
        return self.code.rsplit("-", 1)[0]


@dataclass(frozen=True, slots=True)
class Section:
    """One H2 section of the body. `line` is where it begins in the file, counted from 1."""

    slug: str
    title: str
    markdown: str
    line: int


@dataclass(frozen=True, slots=True)
class AttachedText:
    """What stands in an attachment: Markdown of a template's source, or the words of a file."""

    source: str
    markdown: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One version in time of a standard: in force from `meta.valid_from` to `until`.

    `path` is relative to the content folder; `folder` is where attachments lie; `until` is the
    last day in force (the day before the next version, or `meta.valid_to`), `None` without end.
    `digest` tells whether the file or one beside it changed; `places` holds line and column of
    every value of the front matter by its path, for telling where a problem lies; `texts` what
    stands in the attachments, by file name.
    """

    slug: str
    path: PurePosixPath
    folder: Path
    meta: FrontMatter
    sections: tuple[Section, ...]
    until: date | None
    digest: str
    places: Mapping[tuple[str | int, ...], tuple[int, int]] = field(
        default_factory=dict, compare=False, repr=False
    )
    texts: Mapping[str, AttachedText] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> str:
        """`<slug>@<date>`, the identity of this version everywhere."""
        return f"{self.slug}@{self.meta.valid_from.isoformat()}"

    def in_force_on(self, day: date) -> bool:
        """Whether this version is in force that day."""
        return self.meta.valid_from <= day and (self.until is None or day <= self.until)

    def status_on(self, day: date) -> Status:
        """Seen from that day: in force, archived, or still to come."""
        if day < self.meta.valid_from:
            return "projekt"
        return "obowiazuje" if self.in_force_on(day) else "archiwalny"


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard with its versions, oldest first; never empty."""

    slug: str
    versions: tuple[Version, ...]

    def in_force_on(self, day: date) -> Version | None:
        """The version in force that day, if any."""
        return next((v for v in reversed(self.versions) if v.in_force_on(day)), None)

    def version(self, valid_from: date) -> Version | None:
        """The version in force from exactly that day."""
        return next((v for v in self.versions if v.meta.valid_from == valid_from), None)

    def shown_on(self, day: date) -> Version:
        """The version to show when none is asked for: in force, else the last past, else next."""
        past = [v for v in self.versions if v.meta.valid_from <= day]
        return self.in_force_on(day) or (past[-1] if past else self.versions[0])
