"""The ranking's arithmetic, on a collection small enough to work out by hand."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import log
from pathlib import Path

import pytest

from indexer.engine import Hit, Request
from indexer.entry import Entry
from indexer.polish import Analyser
from indexer.query import Clause, Expansion, Phrase, Query, Term
from indexer.scoring import MOST_WORDS
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.samples import TODAY

Ask = Callable[..., Sequence[Hit]]

PLAIN = Weights(
    {"title": FieldWeight(3.0, b=0.0), "body": FieldWeight(1.0, b=1.0)},
    channels={"surface": 1.0},
    complete_bonus=0.0,
    proximity=0.0,
)


@pytest.fixture
def ask(tmp_path: Path, analyser: Analyser) -> Ask:
    """Indexes texts (id → title, body) with some weights and answers a query."""

    def answer(
        texts: dict[str, tuple[str, str]], query: Query, weights: Weights = PLAIN
    ) -> Sequence[Hit]:
        engine = WhooshEngine(tmp_path / "index", analyser, weights)
        entries = [Entry(i, {"title": t, "body": b}) for i, (t, b) in texts.items()]
        engine.synchronise(entries, repr(texts))
        return engine.search(Request(query, TODAY, limit=1000)).hits

    return answer


def word(text: str, stop: bool = False, exact: bool = False) -> Clause:
    return Clause(text, (Term("surface", text),), stop=stop, exact=exact)


def words(*texts: str) -> Query:
    return Query(" ".join(texts), tuple(word(text) for text in texts))


def scores(hits: Sequence[Hit]) -> dict[str, float]:
    return {hit.id: hit.score for hit in hits}


def idf(count: int, frequency: int) -> float:
    return log(1 + (count - frequency + 0.5) / (frequency + 0.5))


def test_score_is_bm25f(ask: Ask) -> None:
    texts = {
        "a": ("dom", "dom i ogród przy lesie"),
        "b": ("inny tytuł", "dom dom"),
        "c": ("jeszcze inny", "nic tu nie ma o tym"),
    }
    found = scores(ask(texts, words("dom")))
    average = (5 + 2 + 6) / 3
    weighted = {"a": 3.0 + 1.0 / (5 / average), "b": 2.0 / (2 / average)}
    for name, occurrences in weighted.items():
        expected = idf(3, 2) * 2.2 * occurrences / (1.2 + occurrences)
        assert found[name] == pytest.approx(expected, rel=1e-5)
    assert "c" not in found


def test_channels_add_up_with_their_weights(ask: Ask) -> None:
    texts = {"a": ("x", "kota"), "b": ("x", "psa")}
    clause = Clause("kota", (Term("surface", "kota"), Term("lemma", "kot")))

    def score(surface: float, lemma: float) -> float:
        weights = replace(PLAIN, channels={"surface": surface, "lemma": lemma})
        return scores(ask(texts, Query("", (clause,)), weights))["a"]

    assert score(1.0, 0.5) == pytest.approx(1.5 * score(1.0, 0.0), rel=1e-5)


def test_form_that_two_terms_lead_to_counts_once(ask: Ask) -> None:
    texts = {"a": ("x", "kota"), "b": ("x", "psa")}
    once = Clause("kota", (Term("lemma", "kot"),))
    twice = Clause("kota", (Term("lemma", "kot"), Term("lemma", "kota")))
    weights = replace(PLAIN, channels={"lemma": 1.0})
    found = [scores(ask(texts, Query("", (clause,)), weights))["a"] for clause in (once, twice)]
    assert found[0] == found[1]


def test_first_letters_add_to_a_score_but_do_not_match_alone(ask: Ask) -> None:
    texts = {"a": ("x", "konkurs"), "b": ("x", "konkurencja"), "c": ("x", "nic")}
    clause = Clause("konkurs", (Term("surface", "konkurs"), Term("prefix", "konku")))
    weights = replace(PLAIN, channels={"surface": 1.0, "prefix": 1.0})
    assert list(scores(ask(texts, Query("", (clause,)), weights))) == ["a"]
    unknown = Clause("konkursik", (Term("surface", "konkursik"), Term("prefix", "konku")))
    assert set(scores(ask(texts, Query("", (unknown,)), weights))) == {"a", "b"}


def test_exact_clause_ignores_every_other_channel(ask: Ask) -> None:
    texts = {"a": ("x", "art. 19a"), "b": ("x", "art. 19b")}
    terms = (Term("surface", "nie ma"), Term("prefix", "art19"))
    assert not ask(texts, Query("", (Clause("art. 19c", terms, exact=True),)))


def test_exact_clause_weighs_more(ask: Ask) -> None:
    texts = {"a": ("x", "dom"), "b": ("x", "las")}
    plain = scores(ask(texts, Query("", (word("dom"),))))["a"]
    exact = scores(ask(texts, Query("", (word("dom", exact=True),))))["a"]
    assert exact == pytest.approx(PLAIN.exact * plain)


def test_minimum_match_is_weighed_by_rarity(ask: Ask) -> None:
    texts = {f"n{n}": ("x", f"zwykły tekst {n}") for n in range(20)}
    texts |= {"all": ("x", "zwykły tekst kwark"), "rare": ("x", "sam kwark tutaj")}
    assert set(scores(ask(texts, words("zwykly", "kwark")))) == {"all", "rare"}


def test_minimum_match_is_measured_by_the_best_entry(ask: Ask) -> None:
    texts = {"a": ("x", "dom las"), "b": ("x", "rzeka"), "c": ("x", "góra")}
    assert set(scores(ask(texts, words("rzeka", "gora", "nieznane")))) == {"b", "c"}


def test_complete_match_earns_its_bonus(ask: Ask) -> None:
    texts = {"a": ("x", "dom las"), "b": ("x", "dom rzeka"), "c": ("x", "las góra")}
    without = scores(ask(texts, words("dom", "las")))
    bonus = scores(ask(texts, words("dom", "las"), replace(PLAIN, complete_bonus=0.5)))
    assert bonus["a"] == pytest.approx(1.5 * without["a"], rel=1e-5)
    assert bonus["b"] == without["b"]


def test_nearer_words_earn_more_and_order_matters(ask: Ask) -> None:
    texts = {
        "together": ("x", "dom las raz dwa trzy cztery pięć sześć"),
        "near": ("x", "dom raz dwa las trzy cztery pięć sześć"),
        "reversed": ("x", "las dom raz dwa trzy cztery pięć sześć"),
        "far": ("x", "dom raz dwa trzy cztery pięć sześć las"),
    }
    found = scores(ask(texts, words("dom", "las"), replace(PLAIN, proximity=0.5)))
    assert sorted(found, key=found.__getitem__) == ["far", "near", "reversed", "together"]


def test_words_of_two_fields_are_never_near(ask: Ask) -> None:
    texts = {"a": ("las", "dom"), "b": ("x", "y")}
    near = scores(ask(texts, words("dom", "las"), replace(PLAIN, proximity=1.0)))
    assert near == scores(ask(texts, words("dom", "las")))


def test_function_word_adds_its_share_only(ask: Ask) -> None:
    texts = {"a": ("x", "dom dla psa"), "b": ("x", "las dla kota"), "c": ("x", "nic")}
    alone = scores(ask(texts, Query("", (word("dom"),))))["a"]
    stop = scores(ask(texts, Query("", (word("dla"),))))["a"]
    both = scores(ask(texts, Query("", (word("dla", stop=True), word("dom")))))
    assert both == {"a": pytest.approx(alone + PLAIN.stop_share * stop, rel=1e-5)}


def test_overlapping_synonyms_are_bound_together(ask: Ask) -> None:
    texts = {"a": ("x", "alfa"), "b": ("x", "beta"), "c": ("x", "raz dwa trzy")}
    query = replace(
        words("raz", "dwa", "trzy"),
        expansions=(
            Expansion(0, 2, (word("alfa"),), 0.7, "alfa"),
            Expansion(1, 3, (word("beta"),), 0.7, "beta"),
        ),
    )
    hits = {hit.id: hit.matched for hit in ask(texts, query)}
    assert hits == {"c": (0, 1, 2), "a": (0, 1), "b": (1, 2)}


def test_synonym_of_an_unknown_word_is_worth_its_own(ask: Ask) -> None:
    texts = {"a": ("x", "alfa"), "b": ("x", "beta")}
    direct = scores(ask(texts, words("alfa")))["a"]
    query = replace(words("nieznane"), expansions=(Expansion(0, 1, (word("alfa"),), 0.5, "alfa"),))
    assert scores(ask(texts, query))["a"] == pytest.approx(0.5 * direct, rel=1e-5)


def test_expansion_outside_the_query_is_ignored(ask: Ask) -> None:
    texts = {"a": ("x", "dom"), "b": ("x", "las")}
    query = replace(words("dom"), expansions=(Expansion(0, 4, (word("las"),), 0.5, "las"),))
    assert set(scores(ask(texts, query))) == {"a"}


def test_phrase_of_three_words(ask: Ask) -> None:
    texts = {"a": ("x", "raz dwa trzy"), "b": ("x", "raz trzy dwa"), "c": ("raz dwa", "trzy")}
    phrase = Phrase("raz dwa trzy", tuple(word(text) for text in ("raz", "dwa", "trzy")))
    assert set(scores(ask(texts, Query("", phrases=(phrase,))))) == {"a"}


def test_only_the_rarest_words_of_a_long_query_are_scored(ask: Ask) -> None:
    many = [f"slowo{n}" for n in range(MOST_WORDS)]
    texts = {"all": ("x", " ".join(many)), **{f"n{n}": ("x", "czeste") for n in range(5)}}
    assert set(scores(ask(texts, words("czeste", *many)))) == {"all"}
