"""Rows of `synonyms.yaml` and names of acts → the rules of the indexer. Pure."""

import re
from collections.abc import Iterator

from indexer.synonyms import SynonymRule
from kb.documents.vocabulary import Synonym, Vocabulary

_ACT_AFTER = re.compile(r"^((?:art\.|§) ?\S+(?: (?:ust\.|pkt|lit\.) \S+)*)(?: .+)?$")


def synonym_rules(vocabulary: Vocabulary) -> Iterator[SynonymRule]:
    """The rules of every row.

    Words marked ambiguous lead to the canonical name alone, never back: who types "klub" may mean
    a sports club, who types "klub sportowy" does not mean every club. Names of acts lead to the
    short name by which documents cite them.
    """
    for row in vocabulary.synonyms.values():
        yield SynonymRule(row.canonical, tuple(_names(row)), row.direction)
        if row.ambiguous:
            yield SynonymRule(row.canonical, row.ambiguous, "one_way")
    for act in vocabulary.acts.values():
        yield SynonymRule(act.short, (act.name, *act.aliases), "one_way")


def _names(row: Synonym) -> Iterator[str]:
    yield from row.abbreviations
    for citation in row.citations:
        match = _ACT_AFTER.match(citation)
        yield match[1] if match else citation
    yield from row.variants
