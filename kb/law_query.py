"""Articles typed the short way: "ufp 251" and "251 ufp" mean art. 251. Pure."""

import re

from indexer.parsing import QueryParser
from indexer.query import MAX_QUERY_LENGTH as MAX_QUERY
from indexer.query import Query
from kb.documents.vocabulary import Vocabulary

__all__ = ["MAX_QUERY", "LawQueryParser"]

_HAS_PROVISION = re.compile(r"\b(?:art|ust|pkt|poz)|§")
_NUMBER = r"\d{1,3}[a-z]{0,2}"


class LawQueryParser:
    """A `QueryParser` that takes a number beside the short name of an act for an article."""

    def __init__(self, parser: QueryParser, vocabulary: Vocabulary) -> None:
        self._parser = parser
        shorts = "|".join(re.escape(act.short) for act in vocabulary.acts.values())
        self._before = re.compile(rf"(?<!\S)({_NUMBER})(?= (?:{shorts})(?!\S))", re.IGNORECASE)
        self._after = re.compile(rf"(?<!\S)({shorts}) (?={_NUMBER}(?!\S))", re.IGNORECASE)

    def parse(self, text: str, with_synonyms: bool = True) -> Query:
        """Understand a query; see `QueryParser.parse`.

        Raises:
            QueryTooLong: more than `indexer.query.MAX_QUERY_LENGTH` characters.
        """
        query = self._parser.parse(text, with_synonyms)
        spelled = self._spelled(query.text)
        if spelled == query.text or len(spelled) > MAX_QUERY:
            return query
        return self._parser.parse(spelled, with_synonyms)

    def _spelled(self, text: str) -> str:
        if _HAS_PROVISION.search(text):
            return text
        return self._after.sub(r"\1 art. ", self._before.sub(r"art. \1", text))
