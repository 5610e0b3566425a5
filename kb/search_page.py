"""What a search asks and what its page shows: addresses ↔ parameters, and the views. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal
from urllib.parse import urlencode

from kb.documents.model import Status, Version
from kb.search_parts import Card, Help, Reading

Order = Literal["trafnosc", "data", "tytul"]
ORDERS: Mapping[Order, str] = {
    "trafnosc": "najtrafniejsze",
    "data": "ostatnio zmienione",
    "tytul": "alfabetycznie",
}
PAGE_SIZE = 10
FACETS: Mapping[str, str] = {
    "sektor": "Sektor",
    "temat": "Temat",
    "rodzaj": "Rodzaj dokumentu",
    "dziedzina": "Dziedzina",
    "grupa": "Grupa",
    "charakter": "Charakter",
    "status": "Status",
}
"""Facet, which is also the name of its parameter in the address → label, in canonical order."""


STATUSES: Mapping[Status, str] = {
    "obowiazuje": "Obowiązuje",
    "archiwalny": "Archiwalny",
    "projekt": "Wejdzie w życie",
}
DEFAULT_STATUS: Status = "obowiazuje"
"""What a search finds when no status is chosen; its box stands checked and is always sent."""


@dataclass(frozen=True, slots=True)
class SearchParams:
    """A search as its address tells it.

    `filters`: facet → values, sorted, unknown ones dropped. `day`: as of which day, `None` for
    today. `page` counts from 1. `literal` searches for what was typed alone, without synonyms.
    """

    text: str = ""
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    day: date | None = None
    order: Order = "trafnosc"
    page: int = 1
    literal: bool = False

    def url(self, base: str = "/szukaj") -> str:
        """The canonical address of this search."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        for name in FACETS:
            pairs += [(name, value) for value in self.filters.get(name, ())]
        if self.day is not None:
            pairs.append(("na-dzien", self.day.isoformat()))
        if self.order != "trafnosc":
            pairs.append(("kolejnosc", self.order))
        if self.literal:
            pairs.append(("doslownie", "1"))
        if self.page > 1:
            pairs.append(("strona", str(self.page)))
        return f"{base}?{urlencode(pairs)}" if pairs else base

    def without(self, facet: str, value: str) -> "SearchParams":
        """The same search with one filter removed, from its first page."""
        left = tuple(v for v in self.filters.get(facet, ()) if v != value)
        return replace(self, filters={**self.filters, facet: left}, page=1)

    def on_page(self, page: int) -> "SearchParams":
        """The same search, another page."""
        return replace(self, page=page)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the version, the place in it that matches, and the excerpt.

    `excerpt` are runs of text, each with whether it matches the query.
    """

    version: Version
    status: Status
    url: str
    section: str
    excerpt: tuple[tuple[str, bool], ...]
    score: float


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a filter; `group` is the heading under which it stands, `depth` its indent."""

    value: str
    label: str
    count: int
    selected: bool
    group: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class FacetView:
    """A filter with its values in display order; values without results are left out."""

    name: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def selected(self) -> tuple[FacetValue, ...]:
        """The chosen values."""
        return tuple(value for value in self.values if value.selected)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another spelling that has results; `applied` when it was searched instead at once."""

    text: str
    url: str
    applied: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything the page of results shows, and its JSON twin tells.

    `mentions` are documents that hold the words without being about them; shown when nothing is.
    """

    params: SearchParams
    total: int
    pages: int
    hits: tuple[Hit, ...]
    facets: tuple[FacetView, ...]
    also_searched: tuple[str, ...] = ()
    did_you_mean: Suggestion | None = None
    mentions: tuple[Hit, ...] = ()
    cards: tuple[Card, ...] = ()
    reading: Reading = field(default_factory=Reading)
    help: Help | None = None

    @property
    def chosen(self) -> Iterable[tuple[FacetView, FacetValue, str]]:
        """The removable tags: filter, value, and the address without it."""
        for facet in self.facets:
            for value in facet.selected:
                yield facet, value, self.params.without(facet.name, value.value).url()
