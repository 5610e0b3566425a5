"""Who runs this installation: `site.yaml` of the content folder.

Everything but the name of the service may be missing; pages then say plainly that the operator
has not told it, and claim nothing.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, Field, StringConstraints

from kb.documents.loading import read_text
from kb.documents.model import Part, Text
from kb.documents.problems import Problem
from kb.documents.validation import validate, yaml_problem
from kb.documents.yaml_source import Path as Place
from kb.documents.yaml_source import read_yaml

FILE = "site.yaml"

Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\.[^\s]+$", max_length=500)]
Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Conformance = Literal["zgodna", "czesciowo-zgodna", "niezgodna"]

_FOR_DECLARATION = (
    *("published", "updated", "operator.name"),
    *("contact.person", "contact.email", "contact.phone"),
    *("accessibility.status", "accessibility.assessed", "accessibility.assessed_by"),
    *("accessibility.prepared", "accessibility.reviewed"),
    *("accessibility.building", "accessibility.communication"),
)
_FOR_PUBLIC_BODY = (
    *_FOR_DECLARATION,
    *("operator.address", "operator.email", "operator.phone", "operator.bip"),
    *("data_protection.officer", "data_protection.email", "data_protection.legal_basis"),
)


class Operator(Part):
    """The body that runs the service."""

    name: Text | None = Field(default=None, description="nazwa podmiotu")
    address: Text | None = Field(default=None, description="adres pocztowy")
    email: Email | None = Field(default=None, description="adres e-mail")
    phone: Text | None = Field(default=None, description="telefon")
    website: Url | None = Field(default=None, description="strona podmiotu")
    bip: Url | None = Field(default=None, description="adres BIP")


class Contact(Part):
    """Who answers about the accessibility of the service."""

    person: Text | None = Field(default=None, description="osoba albo komórka do kontaktu")
    email: Email | None = Field(default=None, description="e-mail w sprawach dostępności")
    phone: Text | None = Field(default=None, description="telefon w sprawach dostępności")


class DataProtection(Part):
    """What the privacy page tells besides the operator (RODO art. 13)."""

    officer: Text | None = Field(default=None, description="inspektor ochrony danych")
    email: Email | None = Field(default=None, description="e-mail inspektora ochrony danych")
    legal_basis: Text | None = Field(
        default=None, description="podstawa prawna przetwarzania zgłoszeń"
    )
    months: int = Field(
        default=12, ge=1, le=120, description="miesiące przechowywania adresu e-mail"
    )


class Accessibility(Part):
    """What the accessibility declaration claims, and since when.

    `status` is claimed only together with `assessed`, the day of the assessment behind it.
    """

    status: Conformance | None = Field(default=None, description="stan dostępności cyfrowej")
    assessed: date | None = Field(default=None, description="data badania dostępności")
    assessed_by: Text | None = Field(
        default=None, description="kto badał: samoocena albo nazwa podmiotu"
    )
    prepared: date | None = Field(default=None, description="data sporządzenia deklaracji")
    reviewed: date | None = Field(default=None, description="data ostatniego przeglądu deklaracji")
    failures: tuple[Text, ...] = Field(default=(), description="niedostępne treści")
    exempt: tuple[Text, ...] = Field(default=(), description="treści nieobjęte przepisami")
    burden: tuple[Text, ...] = Field(default=(), description="treści wyłączone z powodu kosztów")
    burden_analysis: Url | None = Field(default=None, description="adres analizy kosztów")
    plans: Text | None = Field(default=None, description="plany poprawy dostępności")
    building: Text | None = Field(default=None, description="dostępność architektoniczna siedziby")
    communication: Text | None = Field(
        default=None, description="dostępność informacyjno-komunikacyjna"
    )


class Site(Part):
    """The installation as its operator describes it."""

    name: Text = Field(default="Baza Standardów Współpracy", description="nazwa serwisu")
    published: date | None = Field(default=None, description="data publikacji strony")
    updated: date | None = Field(default=None, description="data ostatniej istotnej aktualizacji")
    operator: Operator = Operator()
    contact: Contact = Contact()
    data_protection: DataProtection = DataProtection()
    accessibility: Accessibility = Accessibility()

    @property
    def claimed_status(self) -> Conformance | None:
        """The state of accessibility that may be told: set, and assessed on a known day."""
        return self.accessibility.status if self.accessibility.assessed is not None else None

    @property
    def declaration_complete(self) -> bool:
        """Whether nothing is missing that the accessibility declaration must hold."""
        return not self._missing(_FOR_DECLARATION)

    @property
    def missing(self) -> tuple[str, ...]:
        """What a public body must still tell, as dotted keys of the file."""
        return self._missing(_FOR_PUBLIC_BODY)

    def _missing(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        missing = tuple(key for key in keys if self._value(key) is None)
        state = self.accessibility
        if state.status in (None, "zgodna") or state.failures or state.exempt or state.burden:
            return missing
        return (*missing, "accessibility.failures")

    def _value(self, key: str) -> object:
        value: object = self
        for name in key.split("."):
            value = getattr(value, name)
        return value


class SiteFile(NamedTuple):
    """What was read: the data, the place of every value, and the mistakes."""

    site: Site
    places: Mapping[Place, tuple[int, int]]
    problems: tuple[Problem, ...]


NO_SITE = SiteFile(Site(), {}, ())
"""An installation about which nothing is known."""


def load_site(root: Path) -> SiteFile:
    """Read `site.yaml`; with a mistake in it, or without it, only the default name is known."""
    if not (root / FILE).is_file():
        return NO_SITE
    text, problems = read_text(root, PurePosixPath(FILE))
    source = read_yaml(text)
    problems += tuple(yaml_problem(mistake, FILE) for mistake in source.mistakes)
    if problems or source.data is None:
        return SiteFile(Site(), source.places, problems)
    site, mistakes = validate(Site, source, FILE)
    return SiteFile(site or Site(), source.places, mistakes)


def description_of(key: str) -> str:
    """What a dotted key of the file holds, in Polish: `operator.bip` → `adres BIP`."""
    model: type[BaseModel] = Site
    *sections, name = key.split(".")
    for section in sections:
        model = type(getattr(model(), section))
    return str(model.model_fields[name].description)
