"""What is offered while a query is being typed. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import log10
from typing import Literal

from indexer.diacritics import KnownForms
from indexer.folding import fold
from indexer.suggest import Completer, Completion
from kb.library import Library
from kb.search_page import SearchParams

MOST = 8
LONGEST_TYPED = 100
"""Characters beyond which nothing is offered."""

Kind = Literal["standard", "temat", "pojecie", "zapytanie", "slowo"]
KINDS: Mapping[Kind, str] = {
    "standard": "standard",
    "temat": "temat",
    "pojecie": "pojęcie",
    "zapytanie": "częste pytanie",
    "slowo": "szukaj",
}
_WEIGHTS: Mapping[Kind, float] = {
    "standard": 3.0,
    "temat": 4.0,
    "pojecie": 3.5,
    "zapytanie": 2.0,
    "slowo": 1.0,
}
"""Short names of things before whole titles; a past query rises with how often it was asked."""
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Offered:
    """One completion: its text, where it comes from, and the address it leads to.

    `is_query` tells those that are searched for from those that lead to a page or a filter.
    """

    text: str
    kind: str
    url: str
    is_query: bool


class Completions:
    """Completes queries from what one library holds. Immutable.

    `past` are queries of earlier readers (folded) with how often they were asked; only those whose
    every word stands in the standards are offered, with its accents put back from `known`.
    """

    def __init__(
        self, library: Library, day: date, known: KnownForms, past: Mapping[str, int]
    ) -> None:
        versions = library.in_force_on(day)
        self._titles = {v.meta.title: f"/standardy/{v.slug}" for v in versions}
        self._topics = {
            topic.label: SearchParams(filters={"temat": (slug,)}).url()
            for slug, topic in library.vocabulary.topics.items()
        }
        keywords = (keyword for version in versions for keyword in version.meta.keywords)
        words = library.vocabulary
        terms = (
            name
            for term in words.glossary.values()
            for name in (term.term, term.abbreviation)
            if name
        )
        self._completer = Completer(
            [
                *self._of("standard", self._titles),
                *self._of("temat", self._topics),
                *self._of("pojecie", terms),
                *_past(past, known),
                *self._of("slowo", keywords),
            ]
        )

    def offer(self, typed: str) -> tuple[Offered, ...]:
        """The best completions: titles lead to standards, topics to their standards."""
        if len(typed) > LONGEST_TYPED:
            return ()
        return tuple(map(self._offered, self._completer.complete(typed, MOST)))

    def _offered(self, found: Completion) -> Offered:
        url = self._titles.get(found.text) or self._topics.get(found.text)
        searched = SearchParams(text=found.text).url()
        return Offered(found.text, found.kind, url or searched, is_query=url is None)

    def _of(self, kind: Kind, texts: Iterable[str]) -> Iterator[Completion]:
        """Completions of one kind; what is also a title leads to that standard."""
        titles = {fold(title): title for title in self._titles}
        for text in texts:
            title = titles.get(fold(text))
            yield Completion(title or text, KINDS["standard" if title else kind], _WEIGHTS[kind])


def _past(past: Mapping[str, int], known: KnownForms) -> Iterator[Completion]:
    for query, count in past.items():
        if all(known.forms(fold(word)) for word in _WORD.findall(query)):
            text = _WORD.sub(lambda match: known.display(match[0]), query)
            weight = _WEIGHTS["zapytanie"] + min(log10(count), 2.0)
            yield Completion(text, KINDS["zapytanie"], weight)
