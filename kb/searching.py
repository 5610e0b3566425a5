"""A search from the words typed to the page of results."""

from dataclasses import replace
from datetime import date
from functools import lru_cache

from indexer.diacritics import KnownForms
from indexer.engine import Engine, Request, Results, Sort
from indexer.excerpts import AnalysedPassage, Segment, analyse_passage, best_excerpt
from indexer.parsing import QueryParser
from indexer.polish import Analyser
from indexer.query import Query
from indexer.suggest import Speller
from indexer.synonyms import Synonyms
from kb.documents.model import Version
from kb.facet_views import engine_facets, engine_filters, facet_views
from kb.library import Library
from kb.passages import passages
from kb.prefixes import query_prefixes
from kb.ranking import IntentReader
from kb.search_page import PAGE_SIZE, Hit, Order, SearchPage, SearchParams, Suggestion
from kb.synonym_rules import synonym_rules

ANALYSED_VERSIONS = 2_000
"""Versions whose passages stay analysed for excerpts (about 200 kB each)."""

_SORTS: dict[Order, Sort] = {"trafnosc": "relevance", "data": "changed", "tytul": "title"}


class Searcher:
    """Answers searches over one library from an engine that holds it."""

    def __init__(self, library: Library, engine: Engine, analyser: Analyser) -> None:
        self._library = library
        self._engine = engine
        self._analyser = analyser
        self._versions = {version.id: version for version in library.versions()}
        known = KnownForms.from_words(engine.words())
        self._parser = QueryParser(
            analyser,
            Synonyms(synonym_rules(library.vocabulary), analyser),
            known,
            query_prefixes(library.vocabulary, analyser),
        )
        self._speller = Speller(engine.vocabulary(), known, analyser)
        self._intents = IntentReader(library.vocabulary, analyser)
        self._passages = lru_cache(maxsize=ANALYSED_VERSIONS)(self._analysed)

    def search(self, params: SearchParams, today: date) -> SearchPage:
        """Answer a search as of `params.day`, or else `today`.

        Raises:
            QueryTooLong: the text is longer than `indexer.query.MAX_QUERY_LENGTH`.
        """
        day = params.day or today
        page = self._answer(params, day, today)
        meant = None if params.literal else self._speller.did_you_mean(params.text)
        if meant is None:
            return page
        corrected = replace(params, text=meant.text, page=1)
        if page.total:
            return replace(page, did_you_mean=Suggestion(meant.text, corrected.url()))
        other = self._answer(corrected, day, today)
        if not other.total:
            return page
        suggestion = Suggestion(meant.text, corrected.url(), applied=True)
        return replace(other, params=params, did_you_mean=suggestion)

    def _answer(self, params: SearchParams, day: date, today: date) -> SearchPage:
        query = self._parser.parse(params.text, with_synonyms=not params.literal)
        filters = {
            name: tuple(
                dict.fromkeys((*params.filters.get(name, ()), *query.filters.get(name, ())))
            )
            for name in (*params.filters, *query.filters)
        }
        results = self._engine.search(
            Request(
                query=query,
                day=day,
                filters=engine_filters(filters),
                facets=engine_facets(),
                sort="title"
                if params.order == "trafnosc" and query.is_empty
                else _SORTS[params.order],
                offset=(params.page - 1) * PAGE_SIZE,
                limit=PAGE_SIZE,
            )
        )
        return SearchPage(
            params=params,
            total=results.total,
            pages=-(-results.total // PAGE_SIZE),
            hits=tuple(self._hits(results, query, day, today)),
            facets=facet_views(results.facets, filters, self._library.vocabulary),
            also_searched=tuple(dict.fromkeys(e.label for e in query.expansions)),
        )

    def _hits(self, results: Results, query: Query, day: date, today: date) -> list[Hit]:
        """The hits with their excerpts; one removed from the library meanwhile is left out."""
        return [
            self._hit(self._versions[found.id], found.score, query, day, today)
            for found in results.hits
            if found.id in self._versions
        ]

    def _hit(self, version: Version, score: float, query: Query, day: date, today: date) -> Hit:
        url = f"/standardy/{version.slug}"
        if self._library.shown(version.slug, today) is not version:
            url += f"/{version.meta.valid_from.isoformat()}"
        wanted = self._intents.read(query.text).passages
        excerpt = best_excerpt(self._passages(version.id), query, wanted)
        if excerpt is None or excerpt.score == 0:
            summary = self._library.renderer.plain(version.meta.summary)
            return Hit(version, version.status_on(day), url, "", ((summary, False),), score)
        segments: list[Segment] = list(excerpt.segments)
        if excerpt.cut_before:
            segments.insert(0, ("… ", False))
        if excerpt.cut_after:
            segments.append((" …", False))
        passage = excerpt.passage
        return Hit(
            version=version,
            status=version.status_on(day),
            url=f"{url}#{passage.id}",
            section=passage.heading,
            excerpt=tuple(segments),
            score=score,
        )

    def _analysed(self, version_id: str) -> tuple[AnalysedPassage, ...]:
        version = self._versions[version_id]
        return tuple(
            analyse_passage(passage, self._analyser)
            for passage in passages(version, self._library.renderer)
        )
