"""What stands around the results of a search: cards, the reading of the query, help on."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import islice

from indexer.diacritics import KnownForms
from indexer.engine import Request, View
from indexer.query import Query
from kb.documents.model import Version
from kb.explaining import LAW_FACET, reading, reasons_of
from kb.facet_views import engine_filters
from kb.search_page import SearchParams
from kb.search_parts import Card, Help, Reading, Reasons
from kb.wording import Wording
from kb.zero_results import Count, ZeroResults

EXPLAINED_HITS = 3
"""Hits whose score is explained below the results."""


class Surroundings:
    """Makes what stands around the results of one library's searches."""

    def __init__(self, index: View, words: Wording, known: KnownForms) -> None:
        self._vocabulary = words.vocabulary
        self._index = index
        self._intents = words.intents
        self._cards = words.cards
        self._zero = ZeroResults(words.vocabulary, words.analyser, index.vocabulary(), known)

    def cards(self, query: Query, day: date) -> tuple[Card, ...]:
        """The cards of a query, counting the standards in force that day."""

        def relying(place: str) -> int:
            filters = engine_filters({LAW_FACET: (place,)})
            return self._index.search(Request(Query(""), day, filters, limit=0)).total

        return self._cards.cards(query, relying)

    def reading(self, query: Query, day: date) -> Reading:
        """How a query was read."""
        return reading(query, self._intents.read(query.text), self._vocabulary, day)

    def reasons(self, request: Request, versions: Iterable[Version]) -> tuple[Reasons, ...]:
        """Why the first hits of a request come first."""
        found = []
        for version in islice(versions, 0 if request.query.is_empty else EXPLAINED_HITS):
            explanation = self._index.explain(request, version.id)
            if explanation is not None:
                found.append(reasons_of(version.meta.title, explanation))
        return tuple(found)

    def help_on(self, params: SearchParams, request: Request, count: Count) -> Help:
        """What to offer where nothing was found."""
        return self._zero.help_on(params, request.query, count)


def counting(request: Request) -> Request:
    """The request when only the total and the topics of its results are wanted."""
    return replace(request, facets=("temat",), offset=0, limit=0)
