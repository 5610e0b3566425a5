"""Tokens → the clauses of a query."""

from collections.abc import Callable, Iterable
from itertools import groupby

from indexer.polish import Analyser, Token
from indexer.query import Clause, Term

TermsOf = Callable[[Token], tuple[Term, ...]]


def clauses_of(
    tokens: Iterable[Token],
    analyser: Analyser,
    terms_of: TermsOf | None = None,
    fields: tuple[str, ...] | None = None,
) -> tuple[Clause, ...]:
    """One clause per place of the text; tokens that share a place (a range) share a clause.

    `terms_of` says what stands for a token; without it the token's spelling is trusted.
    """
    read = terms_of or analyser.exact_terms
    clauses = []
    for _, group in groupby(tokens, key=lambda token: token.position):
        here = list(group)
        terms = dict.fromkeys(term for token in here for term in read(token))
        clauses.append(
            Clause(
                text=here[0].text,
                terms=tuple(terms),
                fields=fields,
                stop=analyser.is_stop(here[0]),
                exact=here[0].is_exact,
            )
        )
    return tuple(clauses)
