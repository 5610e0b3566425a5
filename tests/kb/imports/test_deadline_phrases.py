import pytest

from kb.imports.deadline_phrases import Phrase, find_phrases


def only(text: str) -> Phrase:
    (phrase,) = find_phrases(text)
    return phrase


@pytest.mark.parametrize(
    ("text", "term", "event"),
    [
        ("Odpowiedź w terminie 21 dni od ogłoszenia wyników.", "21 dni", "ogłoszenia wyników"),
        ("W ciągu 7 dni roboczych od dnia wpływu oferty", "7 dni roboczych", "wpływu oferty"),
        ("w terminie 14 (czternastu) dni od podpisania umowy", "14 dni", "podpisania umowy"),
        ("w ciągu trzech miesięcy od dnia wejścia w życie", "3 miesiące", "wejścia w życie"),
        ("w terminie miesiąca od doręczenia wniosku", "1 miesiąc", "doręczenia wniosku"),
        ("w terminie 2 tygodni od jego otrzymania", "2 tygodnie", "otrzymania"),
        ("w terminie 5 dni od otrzymania wezwania uzupełnić braki", "5 dni", "otrzymania wezwania"),
    ],
)  # fmt: skip
def test_periods_are_found_with_their_events(text: str, term: str, event: str) -> None:
    phrase = only(text)
    assert (phrase.term, phrase.event) == (term, event)
    assert (phrase.direction, phrase.bound) == ("po", "najpozniej")


def test_a_period_before_an_event_counts_back() -> None:
    phrase = only("Ogłoszenie zamieszcza się nie później niż 21 dni przed upływem terminu.")
    assert (phrase.term, phrase.direction, phrase.bound) == ("21 dni", "przed", "najpozniej")


def test_stretches_and_earliest_days_bind_in_their_own_way() -> None:
    assert only("przez 7 dni od dnia zamieszczenia oferty").bound == "przez"
    assert only("nie krótszy niż 21 dni od dnia ukazania się ogłoszenia").bound == "najwczesniej"


def test_a_fixed_day_of_the_year_is_found() -> None:
    phrase = only("Rada uchwala program do dnia 30 listopada roku poprzedzającego.")
    assert (phrase.yearly, phrase.lead) == ("11-30", "Rada uchwala program")


@pytest.mark.parametrize(
    "text",
    [
        "Wniosek złóż do 15 marca 2026 r.",
        "Urząd ma 30 dni.",
        "do 31 czerwca",
        "w terminie 0 dni od wpływu",
        "",
    ],
)
def test_dates_and_bare_numbers_are_no_deadlines(text: str) -> None:
    assert list(find_phrases(text)) == []
