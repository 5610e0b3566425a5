"""Synonyms: other names for what a query asks for, found in any inflected form."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from indexer.clauses import clauses_of
from indexer.folding import fold
from indexer.polish import Analyser
from indexer.query import Clause, Expansion

Direction = Literal["two_way", "one_way", "related"]

WEIGHTS: dict[Direction, float] = {"two_way": 0.7, "one_way": 0.7, "related": 0.35}
"""What a document that holds the synonym is worth beside one that holds the word itself."""

MAX_PER_MATCH = 8
"""Synonyms added for one expression of a query."""

MAX_EXPANSIONS = 24
"""Synonyms added to a query."""


@dataclass(frozen=True, slots=True)
class SynonymRule:
    """Names of one thing.

    `two_way`: each stands for all the others. `one_way`: a variant finds the canonical name, which
    itself finds nothing more. `related`: the canonical name and its variants find one another, at
    a lower weight. `label` is how the canonical name is shown; empty means as it is written.
    """

    canonical: str
    variants: tuple[str, ...]
    direction: Direction = "two_way"
    label: str = ""


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a rule, ready to be compared: the keys of each of its words."""

    rule: int
    label: str
    clauses: tuple[Clause, ...]
    keys: tuple[frozenset[str], ...]
    is_canonical: bool
    is_reference: bool


class Synonyms:
    """The rules of a vocabulary, looked up by word. Immutable."""

    def __init__(self, rules: Iterable[SynonymRule], analyser: Analyser) -> None:
        self._rules = tuple(rules)
        self._names = tuple(
            _names(number, rule, analyser) for number, rule in enumerate(self._rules)
        )
        self._by_first_key: dict[str, list[_Name]] = {}
        for names in self._names:
            for name in names:
                for key in name.keys[0]:
                    self._by_first_key.setdefault(key, []).append(name)

    def expand(self, clauses: Sequence[Clause]) -> tuple[Expansion, ...]:
        """The synonyms of a query's words; the longest name that begins at a word wins."""
        keys = [word_keys(clause) for clause in clauses]
        expansions: list[Expansion] = []
        at = 0
        while at < len(keys):
            matches = self._longest_at(keys, at)
            end = at + (len(matches[0].keys) if matches else 1)
            expansions += self._others(matches, keys[at:end], at, end)
            at = end
        unique: dict[tuple[int, str], Expansion] = {}
        for found in sorted(expansions, key=lambda expansion: -expansion.weight):
            unique.setdefault((found.start, fold(found.label)), found)
        kept = list(unique.values())[:MAX_EXPANSIONS]
        return tuple(sorted(kept, key=lambda expansion: expansion.start))

    def _longest_at(self, keys: Sequence[frozenset[str]], at: int) -> list[_Name]:
        candidates = {
            id(name): name for key in keys[at] for name in self._by_first_key.get(key, ())
        }
        matches = [name for name in candidates.values() if _stands_at(name, keys, at)]
        longest = max((len(name.keys) for name in matches), default=0)
        kept = [name for name in matches if len(name.keys) == longest]
        return sorted(kept, key=lambda name: (not name.is_canonical, name.rule))

    def _others(
        self, matches: Sequence[_Name], typed: Sequence[frozenset[str]], start: int, end: int
    ) -> list[Expansion]:
        found: list[Expansion] = []
        for match in matches:
            rule = self._rules[match.rule]
            # Articles come last: a rule may cite many, and the number of synonyms is limited.
            for name in sorted(self._names[match.rule], key=lambda name: name.is_reference):
                if not _leads(rule.direction, match, name) or _says_the_same(name.keys, typed):
                    continue
                weight = WEIGHTS[rule.direction]
                found.append(Expansion(start, end, name.clauses, weight, name.label))
        return found[:MAX_PER_MATCH]


def word_keys(clause: Clause) -> frozenset[str]:
    """What a word of a query and a word of a rule must share to be the same word.

    Nothing for a word limited to some fields: its synonyms would be sought everywhere.
    """
    if clause.fields is not None:
        return frozenset()
    surfaces = {f"={term.value}" for term in clause.terms if term.channel == "surface"}
    lemmas = {term.value for term in clause.terms if term.channel == "lemma"}
    stems = {f"~{term.value}" for term in clause.terms if term.channel == "stem"}
    if clause.exact or not lemmas:
        return frozenset(surfaces)
    return frozenset(lemmas | (stems if {f"={lemma}" for lemma in lemmas} <= surfaces else set()))


def _names(number: int, rule: SynonymRule, analyser: Analyser) -> list[_Name]:
    """The names of a rule; other forms of a name that is already there are left out."""
    names: list[_Name] = []
    spellings = (rule.canonical, *rule.variants)
    for spelling in dict.fromkeys(spellings):
        is_canonical = spelling == rule.canonical
        tokens = analyser.tokens(spelling, any_case=True)
        clauses = clauses_of(tokens, analyser)
        keys = tuple(word_keys(clause) for clause in clauses)
        is_new = not any(_holds(name.keys, keys) and _holds(keys, name.keys) for name in names)
        if keys and is_new:
            label = rule.label if is_canonical and rule.label else spelling
            is_reference = all(token.kind in ("article", "journal") for token in tokens)
            names.append(_Name(number, label, clauses, keys, is_canonical, is_reference))
    return names


def _stands_at(name: _Name, keys: Sequence[frozenset[str]], at: int) -> bool:
    typed = keys[at : at + len(name.keys)]
    return len(typed) == len(name.keys) and all(
        mine & theirs for mine, theirs in zip(name.keys, typed, strict=True)
    )


def _leads(direction: Direction, match: _Name, name: _Name) -> bool:
    """Whether a rule of this direction leads from one of its names to another.

    Never from article to article: who types one wants that one.
    """
    if match is name or (match.is_reference and name.is_reference):
        return False
    if direction == "two_way":
        return True
    if direction == "one_way":
        return name.is_canonical
    return name.is_canonical or match.is_canonical


def _says_the_same(name: Sequence[frozenset[str]], typed: Sequence[frozenset[str]]) -> bool:
    """Whether one holds all words of the other, so that looking for both adds nothing."""
    return _holds(name, typed) or _holds(typed, name)


def _holds(longer: Sequence[frozenset[str]], shorter: Sequence[frozenset[str]]) -> bool:
    return all(any(keys & others for others in longer) for keys in shorter)
