"""The judged set gates every change of the search: texts, weights, synonyms, code."""

import pytest

from kb.documents.links import anchors
from kb.publication import Publication, Publisher
from kb.search_page import SearchPage, SearchParams
from kb.settings import Settings, bundled_standards
from tests.relevance.measure import (
    DAY,
    Judgement,
    Outcome,
    figures,
    load_judgements,
    misses,
    run,
    told,
)
from tests.shared import NewVar

JUDGEMENTS = load_judgements()


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory, new_var: NewVar) -> Publication:
    var = new_var(tmp_path_factory.mktemp("installation") / "var")
    return Publisher(Settings(bundled_standards(), var)).current


@pytest.fixture(scope="module")
def outcomes(publication: Publication) -> tuple[Outcome, ...]:
    def search(text: str) -> SearchPage:
        return publication.search(SearchParams(text), DAY)

    return run(JUDGEMENTS, search)


def test_the_set_is_large_enough_and_split_in_two() -> None:
    answered = [j for j in JUDGEMENTS if j.answers]
    assert len(answered) >= 150
    assert len(JUDGEMENTS) - len(answered) >= 15
    halves = [sum(j.split == split for j in JUDGEMENTS) for split in ("tune", "report")]
    assert abs(halves[0] - halves[1]) <= len(JUDGEMENTS) // 20


def test_the_right_document_comes_first_or_near(outcomes: tuple[Outcome, ...]) -> None:
    found = figures(outcomes)
    told_misses = "\n".join(told(outcome) for outcome in misses(outcomes))
    assert (found.success_1 or 0) >= 0.85, told_misses
    assert (found.success_3 or 0) >= 0.95, told_misses
    assert (found.success_10 or 0) >= 0.99, told_misses


def test_what_is_not_there_gives_the_honest_empty_page(outcomes: tuple[Outcome, ...]) -> None:
    found = [o.judgement.query for o in outcomes if not o.judgement.answers and o.total]
    assert found == []


@pytest.mark.parametrize("judgement", JUDGEMENTS, ids=lambda j: str(j.id))
def test_judged_places_are_there(judgement: Judgement, publication: Publication) -> None:
    library = publication.library
    for answer in judgement.documents:
        version = library.shown(answer.slug, DAY)
        assert version is not None, answer.slug
        assert set(answer.anchors) <= set(anchors(version, library.renderer)), answer
