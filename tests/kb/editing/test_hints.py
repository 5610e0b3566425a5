from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.law import CitationParser
from kb.documents.loading import load_vocabulary
from kb.editing.hints import CitationHint, DeadlineHint, citation_hint, deadline_hint
from kb.settings import bundled_standards

ACTS = load_vocabulary(bundled_standards())[0].acts
CITATIONS = CitationParser(ACTS)
SUNDAY = date(2026, 11, 22)


def hint(text: str) -> CitationHint:
    return citation_hint(text, CITATIONS, ACTS)


def of_term(text: str) -> DeadlineHint:
    return deadline_hint({"term": text, "event": "zdarzenie"}, SUNDAY)


def test_a_citation_is_read_as_act_and_articles_with_their_titles() -> None:
    (first, second) = hint("art. 19a ust. 1 UDPP; art. 5 UDPP").read
    assert (first.act, first.slug, first.known) == ("UDPP", "udpp", True)
    assert [(a.number, bool(a.title)) for a in first.articles] == [("19a", True)]
    assert second.text == "art. 5 UDPP"


def test_a_whole_act_and_an_empty_field_are_no_mistakes() -> None:
    assert hint("ustawa o pożytku").problem is None
    assert hint("  ") == CitationHint(())


def test_an_article_the_act_does_not_list_is_told_with_what_was_read() -> None:
    found = hint("art. 999 UDPP")
    assert found.problem == "w acts.yaml nie ma art. 999 UDPP"
    assert not found.read[0].known


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("art 19a udpp", "art. 19a UDPP"),
        ("art. 5 UDPPP", "art. 5 UDPP"),
        ("Art.5 UDPP, art 44 UDPP", "art. 5 UDPP; art. 44 UDPP"),
        ("art. 13 ust 2 pkt 3 lit a UDPP", "art. 13 ust. 2 pkt 3 lit. a UDPP"),
        ("art. 19a ustawy o pożytku", "art. 19a UDPP"),
        ("art. 5", None),
        ("cokolwiek", None),
    ],
)
def test_what_cannot_be_read_comes_with_the_nearest_that_can(
    typed: str, suggested: str | None
) -> None:
    found = hint(typed)
    assert found.problem == f"nie da się odczytać przepisu „{typed}”"
    assert found.suggestion == suggested
    if suggested is not None:
        assert hint(suggested).problem is None


@given(st.text(max_size=60))
def test_any_text_gets_a_hint(text: str) -> None:
    assert (hint(text).problem is None) == (not text.strip() or CITATIONS.parse(text) is not None)
    assert of_term(text).remedy != ""


def test_a_period_is_shown_with_the_day_it_ends_on() -> None:
    assert of_term("7 dni roboczych").read == (
        "Gdy „zdarzenie” wypadnie 22 listopada 2026: najpóźniej 1 grudnia 2026 (wtorek)."
    )
    assert "przesunięto na poniedziałek" in of_term("7 dni").read


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("miesiąc", "1 miesiąc"),
        ("siedmiu dni", "7 dni"),
        ("21dni", "21 dni"),
        ("14 dni kalendarzowych", "14 dni"),
        ("czternaście dni roboczych", "14 dni roboczych"),
        ("dwa tygodnie", "2 tygodnie"),
        ("pół roku", "6 miesięcy"),
        ("0 dni", None),
        ("niezwłocznie", None),
        ("1000 dni", None),
    ],
)
def test_a_period_that_cannot_be_counted_comes_with_one_that_can(
    typed: str, suggested: str | None
) -> None:
    found = of_term(typed)
    assert found.problem == f"nie da się policzyć „{typed}”"
    assert found.suggestion == suggested


def test_a_whole_deadline_is_read_with_its_direction_bound_and_day_of_the_year() -> None:
    assert deadline_hint({"yearly": "11-30", "term": ""}, SUNDAY).read == (
        "Co roku. Najbliższy: 30 listopada 2026 (poniedziałek)."
    )
    before = deadline_hint({"term": "14 dni", "event": "wydarzenie", "direction": "przed"}, SUNDAY)
    assert "zdąż do piątku 6 listopada 2026" in before.read
    after = deadline_hint({"term": "30 dni", "after": "publikacja", "bound": "przez"}, SUNDAY)
    assert after.read.startswith("Gdy termin „publikacja” wypadnie 22 listopada 2026: do dnia 22")


def test_a_row_with_other_mistakes_gets_no_example() -> None:
    assert deadline_hint({"yearly": "13-45"}, SUNDAY).read == ""
    assert deadline_hint({"term": "7 dni", "direction": "obok"}, SUNDAY).read == ""
    assert deadline_hint({"rule": "niezwłocznie"}, SUNDAY).read == ""
    assert deadline_hint({"yearly": "02-31"}, SUNDAY).read != ""
