"""What helps on when a search finds nothing: filters to drop, words near by, topics. Pure."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.clauses import clauses_of
from indexer.diacritics import KnownForms
from indexer.polish import Analyser
from indexer.query import Clause, Query
from indexer.synonyms import word_keys
from kb.documents.text import polish_date
from kb.documents.vocabulary import Vocabulary
from kb.facet_views import facet_labels
from kb.search_page import FACETS, SearchParams
from kb.search_parts import Help, Offer

MOST_WORDS = 5
MOST_TOPICS = 4
NEAR = 0.7
"""Likeness (1 - edit distance / length) below which words have nothing to do with each other."""
SHORTEST_WORD = 4

Count = Callable[[SearchParams], tuple[int, Mapping[str, int]]]
"""A search → how many results it has, and how many of them stand under each topic."""


class ZeroResults:
    """Finds ways on from an empty page; every one it offers leads to results."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        analyser: Analyser,
        words: Mapping[str, int],
        known: KnownForms,
    ) -> None:
        self._vocabulary = vocabulary
        self._known = known
        self._choices = sorted(w for w in words if len(w) >= SHORTEST_WORD and w.isalpha())
        self._topic_keys = {
            slug: frozenset[str]().union(
                *(
                    word_keys(clause)
                    for clause in clauses_of(analyser.tokens(topic.label), analyser)
                    if not clause.stop
                )
            )
            for slug, topic in vocabulary.topics.items()
        }

    def help_on(self, params: SearchParams, query: Query, count: Count) -> Help:
        """What to offer for a search that found nothing."""
        dropping = tuple(self._dropping(params, count))
        topics: Counter[str] = Counter()
        words: list[Offer] = []
        clauses = [c for c in _all_clauses(query) if not c.stop]
        for clause in clauses[:MOST_WORDS]:
            for word in self._words_near(clause, alone=len(clauses) == 1):
                asked = SearchParams(text=word)
                total, by_topic = count(asked)
                if total:
                    words.append(Offer(word, asked.url(), total))
                    topics.update(by_topic if word == clause.text else ())
        return Help(
            dropping=dropping,
            words=tuple({offer.url: offer for offer in words}.values())[:MOST_WORDS],
            topics=self._topics(clauses, topics),
        )

    def _dropping(self, params: SearchParams, count: Count) -> Iterator[Offer]:
        """The search without each filter, and without all of them, where that finds something."""
        labels = facet_labels(self._vocabulary)
        for name, values in params.filters.items():
            fewer = replace(
                params, filters={k: v for k, v in params.filters.items() if k != name}, page=1
            )
            total, _ = count(fewer)
            if total:
                named = ", ".join(labels[name].get(value, value) for value in values)
                yield Offer(f"{FACETS[name]}: {named}", fewer.url(), total)
        if params.day is not None:
            today = replace(params, day=None, page=1)
            total, _ = count(today)
            if total:
                yield Offer(f"Stan na dzień: {polish_date(params.day)}", today.url(), total)

    def _words_near(self, clause: Clause, alone: bool) -> list[str]:
        """The word itself, unless it was all that was asked, then the nearest ones by spelling."""
        typed = next((t.value for t in clause.terms if t.channel == "surface"), "")
        if not alone and typed in self._known.by_fold:
            return [clause.text]
        if clause.exact or len(typed) < SHORTEST_WORD:
            return [] if alone else [clause.text]
        near = process.extract(
            typed,
            self._choices,
            scorer=OSA.normalized_similarity,
            score_cutoff=NEAR,
            limit=2,
        )
        return [self._known.display(word) for word, _, _ in near if word != typed]

    def _topics(self, clauses: list[Clause], counted: Counter[str]) -> tuple[Offer, ...]:
        """Topics whose names share words with the query, then those of the words' results."""
        asked = frozenset[str]().union(*map(word_keys, clauses))
        shared = {slug: len(keys & asked) for slug, keys in self._topic_keys.items()}
        named = sorted((s for s in shared if shared[s]), key=lambda slug: -shared[slug])
        slugs = dict.fromkeys((*named, *(slug for slug, _ in counted.most_common())))
        known = [self._vocabulary.topics[slug] for slug in slugs if slug in self._vocabulary.topics]
        return tuple(Offer(topic.label, f"/tematy/{topic.slug}") for topic in known[:MOST_TOPICS])


def _all_clauses(query: Query) -> Iterator[Clause]:
    yield from query.clauses
    for phrase in query.phrases:
        yield from phrase.clauses
