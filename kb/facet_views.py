"""Counts of an engine → the filters that the page shows, with labels in display order. Pure."""

from collections.abc import Iterator, Mapping

from indexer.engine import PERIOD_FACET
from kb.documents.vocabulary import Kind, Level, Sphere, Vocabulary
from kb.search_page import DEFAULT_STATUS, FACETS, STATUSES, FacetValue, FacetView

PERIODS: Mapping[str, str] = {"obowiazuje": "current", "archiwalny": "past", "projekt": "future"}
"""Status in the address → period of the engine."""


def engine_filters(filters: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Filters of an address in the names of the engine."""
    found = {name: values for name, values in filters.items() if values and name != "status"}
    statuses = filters.get("status") or (DEFAULT_STATUS,)
    found[PERIOD_FACET] = tuple(PERIODS[status] for status in statuses)
    return found


def engine_facets() -> tuple[str, ...]:
    """The facets to count, in the names of the engine."""
    return tuple(PERIOD_FACET if name == "status" else name for name in FACETS)


def facet_views(
    counts: Mapping[str, Mapping[str, int]],
    filters: Mapping[str, tuple[str, ...]],
    vocabulary: Vocabulary,
) -> tuple[FacetView, ...]:
    """Every filter with the values that have results or are chosen."""
    views = []
    for name, label in FACETS.items():
        if name == "status":
            counted = {s: counts.get(PERIOD_FACET, {}).get(p, 0) for s, p in PERIODS.items()}
            chosen = filters.get(name) or (DEFAULT_STATUS,)
        else:
            counted = dict(counts.get(name, {}))
            chosen = filters.get(name, ())
        values = tuple(
            FacetValue(value, text, counted.get(value, 0), value in chosen, group, depth)
            for value, text, group, depth in _known(name, vocabulary)
            if counted.get(value, 0) or value in chosen
        )
        views.append(FacetView(name, label, values))
    return tuple(views)


def facet_labels(vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
    """Filter → value → what a reader calls it."""
    return {
        name: {value: label for value, label, _, _ in _known(name, vocabulary)} for name in FACETS
    }


def _known(name: str, vocabulary: Vocabulary) -> Iterator[tuple[str, str, str, int]]:
    """Value, label, heading and depth of every value of a filter, in display order."""
    if name == "sektor":
        for sector in vocabulary.sectors.values():
            yield sector.slug, sector.label, "", int(sector.parent is not None)
    elif name == "temat":
        for topic in vocabulary.topics.values():
            yield topic.slug, topic.label, _heading(vocabulary, topic.block), 0
    elif name == "grupa":
        for group in vocabulary.groups.values():
            yield group.code, group.label, _heading(vocabulary, group.block), 0
    elif name == "status":
        for status, label in STATUSES.items():
            yield status, label, "", 0
    else:
        for row in _simple(name, vocabulary):
            yield row.slug, row.label, "", 0


def _simple(name: str, vocabulary: Vocabulary) -> Iterator[Kind | Sphere | Level]:
    if name == "rodzaj":
        yield from vocabulary.kinds.values()
    elif name == "dziedzina":
        yield from vocabulary.fields.values()
    else:
        yield from vocabulary.levels.values()


def _heading(vocabulary: Vocabulary, block: str) -> str:
    found = vocabulary.blocks[block]
    return f"{found.number} {found.label}".strip()
