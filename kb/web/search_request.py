"""The parameters of a search address → `SearchParams`, and what is wrong with them. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from kb.documents.vocabulary import Vocabulary
from kb.law_query import MAX_QUERY
from kb.search_page import DEFAULT_STATUS, FACETS, ORDERS, STATUSES, Order, SearchParams
from kb.web.addresses import day_of

_MAX_PAGE = 100_000


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search as asked for. `typed_day` is what stands in the date field, right or wrong."""

    params: SearchParams
    typed_day: str
    too_long: bool
    bad_day: bool


def read_search(arguments: MultiDict[str, str], vocabulary: Vocabulary) -> SearchRequest:
    """Read the parameters; unknown values are left out, a query is cut at `MAX_QUERY`."""
    text = arguments.get("q", "").strip()
    typed_day = arguments.get("na-dzien", "").strip()[:40]
    day = day_of(typed_day)
    params = SearchParams(
        text=text[:MAX_QUERY],
        filters=_filters(arguments, vocabulary),
        day=day,
        order=_order(arguments.get("kolejnosc", "")),
        page=_page(arguments.get("strona", "")),
        literal=arguments.get("doslownie", "") == "1",
    )
    return SearchRequest(
        params,
        typed_day,
        too_long=len(text) > MAX_QUERY,
        bad_day=bool(typed_day) and not _usable(day),
    )


def facet_values(vocabulary: Vocabulary) -> Mapping[str, Collection[str]]:
    """The values that each filter knows."""
    return {
        "sektor": vocabulary.sectors,
        "temat": vocabulary.topics,
        "rodzaj": vocabulary.kinds,
        "dziedzina": vocabulary.fields,
        "grupa": vocabulary.groups,
        "charakter": vocabulary.levels,
        "status": STATUSES,
    }


def _filters(arguments: MultiDict[str, str], vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    known = facet_values(vocabulary)
    chosen = {name: set(arguments.getlist(name)).intersection(known[name]) for name in FACETS}
    if chosen["status"] == {DEFAULT_STATUS}:
        chosen["status"] = set()
    return {name: tuple(sorted(values)) for name, values in chosen.items() if values}


def _order(text: str) -> Order:
    return next((order for order in ORDERS if order == text), "trafnosc")


def _page(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 1
    return min(max(number, 1), _MAX_PAGE)


def _usable(day: date | None) -> bool:
    return day is not None and 1990 <= day.year <= 2100
