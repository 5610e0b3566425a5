"""What a search would answer once a draft is published, beside what it answers now."""

from dataclasses import dataclass

from kb.search_page import SearchPage, SearchParams
from kb.web.clock import today
from kb.web.desk.vocabularies.opening import Opened
from kb.web.edition import current_edition

TRIABLE = frozenset({"synonyms", "best_bets", "typos", "intents"})
"""Vocabularies that decide what a search answers and need no index of their own."""
MOST_HITS = 5
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Trial:
    """A query, and its answers now and after the draft; without a draft they are the same."""

    query: str
    now: SearchPage
    after: SearchPage

    @property
    def is_same(self) -> bool:
        """Whether the first results stay as they are."""
        return _first(self.now) == _first(self.after) and self.now.total == self.after.total


def trial(opened: Opened, text: str) -> Trial | None:
    """Search with the words of the vocabulary as it is in the draft; `None` without a query."""
    query = " ".join(text.split())[:_LONGEST]
    if not query:
        return None
    params, day = SearchParams(text=query), today()
    searcher = current_edition().publication.searcher
    after = searcher.with_words(opened.library.vocabulary)
    return Trial(query, searcher.search(params, day), after.search(params, day))


def _first(page: SearchPage) -> list[str]:
    return [hit.version.id for hit in page.hits[:MOST_HITS]]
