"""What the user typed → `Query`.

The language: words (any of them, more is better), "phrases" in any quotation marks, exclusions
(`-word`, `-"a phrase"`) and prefixes (`tytul:`, `temat:`) that limit a word to text fields or
choose a facet value. Nothing else has a meaning and nothing is a mistake.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from indexer.clauses import clauses_of
from indexer.diacritics import KnownForms
from indexer.errors import QueryTooLong
from indexer.folding import fold, fold_aligned, lower_case
from indexer.polish import NO_FORMS, Analyser, Token, precise
from indexer.query import MAX_QUERY_LENGTH, Clause, Phrase, Query, Term
from indexer.synonyms import Synonyms

MAX_GUESSED_WORDS = 8
"""Words of a query whose accents are guessed when the index does not know them (1–12 ms each)."""

LONG_QUERY = 200
"""Characters; what is longer is a pasted text rather than a question."""

MAX_GUESSED_IN_LONG = 3
"""The same as `MAX_GUESSED_WORDS` for a long query, which takes long enough for its other words."""

_QUOTES = '"“”„‟«»'
_SPECIAL = re.compile(rf"[-:{_QUOTES}]")
_PHRASE = rf"[{_QUOTES}](?P<inner>[^{_QUOTES}]*)[{_QUOTES}]"
_RUN = re.compile(rf"[{_QUOTES}]*[^\s{_QUOTES}]+")
_PUNCTUATION = " .,;:!?()"
_LONGEST_VALUE = 48
"""Characters looked at for the word after a prefix or a minus."""


@dataclass(frozen=True, slots=True)
class FieldPrefix:
    """`tytul:word` looks for the word in these text fields only."""

    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FacetPrefix:
    """`temat:value` chooses values of a facet; `resolve` gives none for a value it does not know.

    `resolve` gets the text as typed, in lower case, without quotation marks.
    """

    facet: str
    resolve: Callable[[str], tuple[str, ...]]


Prefix = FieldPrefix | FacetPrefix


@dataclass(slots=True)
class _Found:
    """What has been read of a query so far."""

    guesses_left: int
    clauses: dict[tuple[object, ...], Clause] = field(default_factory=dict)
    phrases: dict[Phrase, None] = field(default_factory=dict)
    excluded: dict[Clause | Phrase, None] = field(default_factory=dict)
    filters: dict[str, dict[str, None]] = field(default_factory=dict)

    def add_clauses(self, clauses: tuple[Clause, ...]) -> None:
        for clause in clauses:
            self.clauses.setdefault((clause.terms, clause.fields), clause)


class QueryParser:
    """Reads queries. Immutable, safe to use from many threads.

    `prefixes` maps names without the colon to what they do; accents in them do not matter.
    `known_forms` are the words of the index, which tell what accents the reader left out.
    """

    def __init__(
        self,
        analyser: Analyser,
        synonyms: Synonyms | None = None,
        known_forms: KnownForms = NO_FORMS,
        prefixes: Mapping[str, Prefix] | None = None,
    ) -> None:
        self._analyser = analyser
        self._synonyms = synonyms or Synonyms((), analyser)
        self._known_forms = known_forms
        self._prefixes = {fold(name): prefix for name, prefix in (prefixes or {}).items()}
        names = "|".join(sorted(map(re.escape, self._prefixes), key=len, reverse=True))
        prefix = (
            rf"(?:(?<![^\W_])(?P<prefix>{names})\s?:\s?(?=\S))?" if names else "(?P<prefix>(?!))?"
        )
        self._operator = re.compile(rf"(?P<minus>(?<!\S)-(?=[^\s-]))?{prefix}(?:{_PHRASE})?")

    def parse(self, text: str, with_synonyms: bool = True) -> Query:
        """Understand a query; `with_synonyms=False` looks for what was typed only.

        Raises:
            QueryTooLong: more than `MAX_QUERY_LENGTH` characters.
        """
        if len(text) > MAX_QUERY_LENGTH:
            raise QueryTooLong(len(text), MAX_QUERY_LENGTH)
        typed = " ".join(lower_case(text).split())
        is_long = len(typed) > LONG_QUERY
        found = _Found(MAX_GUESSED_IN_LONG if is_long else MAX_GUESSED_WORDS)
        for operator, value in self._parts(typed):
            if operator is None:
                found.add_clauses(self._clauses(value, found))
            else:
                self._apply(operator, value, found)
        clauses = _demand_something(tuple(found.clauses.values()), found)
        return Query(
            text=typed,
            clauses=clauses,
            phrases=tuple(found.phrases),
            excluded=tuple(found.excluded),
            expansions=self._synonyms.expand(clauses) if with_synonyms else (),
            filters={facet: tuple(values) for facet, values in found.filters.items()},
        )

    def _parts(self, typed: str) -> Iterator[tuple[re.Match[str] | None, str]]:
        """Operators with what they apply to, and the plain text between them."""
        if _SPECIAL.search(typed) is None:
            yield None, typed
            return
        folded = fold_aligned(typed)
        done = 0
        for operator in self._operator.finditer(folded):
            start, end = operator.span()
            if start == end or start < done:
                continue
            yield None, typed[done:start]
            if operator["inner"] is not None:
                yield operator, typed[slice(*operator.span("inner"))]
                done = end
            else:
                done = self._end_of_value(typed, end)
                yield operator, typed[end:done]
        yield None, typed[done:]

    def _end_of_value(self, typed: str, start: int) -> int:
        """Where the word after a prefix or minus ends; "art. 19 a" is one word."""
        run = _RUN.match(typed, start)
        end = run.end() if run else start
        tokens = self._analyser.tokens(typed[start : start + _LONGEST_VALUE], any_case=True)
        within = [start + token.end for token in tokens if start + token.start < end]
        return max([end, *within])

    def _apply(self, operator: re.Match[str], value: str, found: _Found) -> None:
        name = operator["prefix"]
        prefix = self._prefixes[name] if name else None
        is_excluded, is_phrase = bool(operator["minus"]), operator["inner"] is not None
        if isinstance(prefix, FacetPrefix):
            values = () if is_excluded else prefix.resolve(value.strip(_PUNCTUATION))
            if values:
                found.filters.setdefault(prefix.facet, {}).update(dict.fromkeys(values))
                return
            is_phrase = False
        fields = prefix.fields if isinstance(prefix, FieldPrefix) else None
        clauses = self._clauses(value, found, fields, is_precise=is_excluded or is_phrase)
        if not clauses:
            return
        if is_excluded and len(clauses) == 1:
            found.excluded[clauses[0]] = None
        elif is_excluded:
            found.excluded[Phrase(value.strip(), clauses, fields)] = None
        elif is_phrase:
            found.phrases[Phrase(value.strip(), clauses, fields)] = None
        else:
            found.add_clauses(clauses)

    def _clauses(
        self,
        text: str,
        found: _Found,
        fields: tuple[str, ...] | None = None,
        is_precise: bool = False,
    ) -> tuple[Clause, ...]:
        def terms_of(token: Token) -> tuple[Term, ...]:
            may_guess = found.guesses_left > 0 and not self._analyser.is_stop(token)
            if may_guess and not self._known_forms.forms(token.surface):
                found.guesses_left -= 1
            terms = self._analyser.query_terms(token, self._known_forms, may_guess)
            return precise(terms) if is_precise else terms

        tokens = self._analyser.tokens(text, any_case=True)
        return clauses_of(tokens, self._analyser, terms_of, fields)


def _demand_something(clauses: tuple[Clause, ...], found: _Found) -> tuple[Clause, ...]:
    """Function words are not demanded, unless a query has nothing else."""
    if found.phrases or not all(clause.stop for clause in clauses):
        return clauses
    return tuple(replace(clause, stop=False) for clause in clauses)
