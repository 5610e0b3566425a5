"""A search from the words typed to the page of results."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indexer.diacritics import KnownForms
from indexer.engine import Coverage, Request, Results, Sort, View
from indexer.excerpts import (
    Segment,
    Wanted,
    best_excerpt,
    wanted_by,
)
from indexer.parsing import QueryParser
from indexer.query import Query
from indexer.suggest import Speller
from kb.documents.model import Version
from kb.documents.vocabulary import Vocabulary
from kb.explaining import strongest_first
from kb.facet_views import engine_facets, engine_filters, facet_views
from kb.law_query import LawQueryParser
from kb.library import Library
from kb.ranking import boosts, without_intent_words
from kb.reading import Reader
from kb.search_page import PAGE_SIZE, Hit, Order, SearchPage, SearchParams, Suggestion
from kb.search_parts import Reasons
from kb.surroundings import Surroundings, counting
from kb.wording import Wording, wording

ABOUT = ("title", "keywords", "questions", "summary", "rules", "basis", "law")
"""The parts of a standard that say what it is about."""

ENOUGH_SHARE, ENOUGH_WORDS = 0.5, 2
"""One standard must be about half of the query's words, by rarity, or about two of them; otherwise
documents merely mention them, and the honest answer is that there is no standard on it."""

MOST_MENTIONS = 5

_SORTS: dict[Order, Sort] = {"trafnosc": "relevance", "data": "changed", "tytul": "title"}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the excerpts of one page of results look for: words, and the kinds of passages."""

    wanted: Sequence[Wanted]
    passages: Mapping[str, float]
    day: date
    today: date


class Searcher:
    """Answers searches over one library from an index that holds it."""

    def __init__(self, library: Library, index: View, words: Wording, reader: Reader) -> None:
        self._library = library
        self._index = index
        self._reader = reader
        self._versions = {version.id: version for version in library.versions()}
        self.known_forms = known = KnownForms.from_words(index.words())
        self._parser = LawQueryParser(
            QueryParser(words.analyser, words.synonyms, known, words.prefixes),
            library.vocabulary,
        )
        typos = {row.wrong: row.right for row in library.vocabulary.typos.values()}
        self._speller = Speller(index.vocabulary(), known, words.analyser, typos)
        self._intents = words.intents
        self._best_bets = words.best_bets
        self._around = Surroundings(index, words, known)

    def with_words(self, vocabulary: Vocabulary) -> "Searcher":
        """A searcher over the same documents that knows other synonyms, typos, intents, best bets.

        What documents are filed under, their acts and the weights stay those of this one.
        """
        words = replace(
            self._library.vocabulary,
            synonyms=vocabulary.synonyms,
            typos=vocabulary.typos,
            intents=vocabulary.intents,
            best_bets=vocabulary.best_bets,
        )
        library = replace(self._library, vocabulary=words)
        return Searcher(library, self._index, wording(words), self._reader)

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
            cards = page.cards or self._around.cards(self._parser.parse(meant.text), day)
            suggestion = Suggestion(meant.text, corrected.url())
            return replace(page, did_you_mean=suggestion, cards=cards)
        other = self._answer(corrected, day, today)
        if not other.total:
            return page
        suggestion = Suggestion(meant.text, corrected.url(), applied=True)
        return replace(other, params=params, did_you_mean=suggestion)

    def reasons(self, page: SearchPage, today: date) -> tuple[Reasons, ...]:
        """Why the first hits of a page come first: the parts of their scores."""
        applied = page.did_you_mean is not None and page.did_you_mean.applied
        text = page.did_you_mean.text if page.did_you_mean and applied else page.params.text
        params = replace(page.params, text=text)
        query = self._parser.parse(text, with_synonyms=not params.literal)
        request = self._request(params, query, _all_filters(params, query), params.day or today)
        return self._around.reasons(request, (hit.version for hit in page.hits))

    def _answer(self, params: SearchParams, day: date, today: date) -> SearchPage:
        query = self._parser.parse(params.text, with_synonyms=not params.literal)
        filters = _all_filters(params, query)
        request = self._request(params, query, filters, day)
        results = self._index.search(request)
        hits = tuple(self._hits(results, query, day, today))
        is_about = _is_about(results.coverage)
        if not is_about:
            results = Results(0, ())
        return SearchPage(
            params=params,
            total=results.total,
            pages=-(-results.total // PAGE_SIZE),
            hits=hits if is_about else (),
            mentions=() if is_about else hits[:MOST_MENTIONS],
            facets=facet_views(results.facets, filters, self._library.vocabulary),
            also_searched=strongest_first(query.expansions),
            cards=self._around.cards(query, day) if params.page == 1 else (),
            reading=self._around.reading(query, day),
            help=None
            if results.total
            else self._around.help_on(params, request, lambda other: self._count(other, today)),
        )

    def _request(
        self,
        params: SearchParams,
        query: Query,
        filters: Mapping[str, tuple[str, ...]],
        day: date,
    ) -> Request:
        by_title = params.order == "trafnosc" and query.is_empty
        intentions = self._intents.read(query.text)
        return Request(
            query=without_intent_words(query, intentions),
            day=day,
            filters=engine_filters(filters),
            facets=engine_facets(),
            sort="title" if by_title else _SORTS[params.order],
            offset=(params.page - 1) * PAGE_SIZE,
            limit=PAGE_SIZE,
            boosts=boosts(query, intentions, self._library.vocabulary),
            promoted=self._promoted(params.text, day),
            about=() if query.is_empty else ABOUT,
        )

    def _promoted(self, text: str, day: date) -> tuple[str, ...]:
        """The version in force of the document that an editor has put first for this query."""
        slug = self._best_bets.standard_for(text) if text else None
        version = self._library.shown(slug, day) if slug else None
        return (version.id,) if version else ()

    def _count(self, params: SearchParams, today: date) -> tuple[int, Mapping[str, int]]:
        """How many results a search has, and how many under each topic."""
        query = self._parser.parse(params.text, with_synonyms=not params.literal)
        request = self._request(params, query, _all_filters(params, query), params.day or today)
        results = self._index.search(counting(request))
        total = results.total if _is_about(results.coverage) else 0
        return total, results.facets.get("temat", {})

    def _hits(self, results: Results, query: Query, day: date, today: date) -> list[Hit]:
        """The hits with their excerpts; one removed from the library meanwhile is left out."""
        asked = _Asked(wanted_by(query), self._intents.read(query.text).passages, day, today)
        return [
            self._hit(self._versions[found.id], found.score, asked)
            for found in results.hits
            if found.id in self._versions
        ]

    def _hit(self, version: Version, score: float, asked: _Asked) -> Hit:
        url = f"/standardy/{version.slug}"
        if self._library.shown(version.slug, asked.today) is not version:
            url += f"/{version.meta.valid_from.isoformat()}"
        status = version.status_on(asked.day)
        excerpt = best_excerpt(self._reader.passages(version), asked.wanted, asked.passages)
        if excerpt is None or excerpt.score == 0:
            excerpt = best_excerpt(self._reader.attached(version, asked.wanted), asked.wanted)
        if excerpt is None or excerpt.score == 0:
            summary = self._library.renderer.plain(version.meta.summary)
            return Hit(version, status, url, "", ((summary, False),), score)
        segments: list[Segment] = list(excerpt.segments)
        if excerpt.cut_before:
            segments.insert(0, ("… ", False))
        if excerpt.cut_after:
            segments.append((" …", False))
        passage = excerpt.passage
        return Hit(
            version=version,
            status=status,
            url=f"{url}#{passage.id}",
            section=passage.heading,
            excerpt=tuple(segments),
            score=score,
        )


def _all_filters(params: SearchParams, query: Query) -> dict[str, tuple[str, ...]]:
    """The filters chosen beside the query and those typed into it."""
    return {
        name: tuple(dict.fromkeys((*params.filters.get(name, ()), *query.filters.get(name, ()))))
        for name in (*params.filters, *query.filters)
    }


def _is_about(coverage: Coverage) -> bool:
    """Whether a standard is about what was asked, rather than merely mentions a word of it."""
    return coverage.share >= ENOUGH_SHARE or coverage.words >= ENOUGH_WORDS
