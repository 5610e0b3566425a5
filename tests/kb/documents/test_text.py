from datetime import date

import pytest

from kb.documents.text import no_break_spaces, plural, polish_date, polish_key, slugify


def test_slugs_have_no_polish_letters() -> None:
    assert slugify("Najczęstsze błędy – źródło") == "najczestsze-bledy-zrodlo"


def test_words_sort_as_in_a_polish_dictionary() -> None:
    words = ["żaba", "zebra", "łoś", "las", "Ćma", "cytryna", "lot"]
    assert sorted(words, key=polish_key) == ["cytryna", "Ćma", "las", "lot", "łoś", "zebra", "żaba"]


def test_numbers_sort_by_value() -> None:
    assert sorted(["art. 10", "art. 9", "art. 19a"], key=polish_key) == [
        "art. 9",
        "art. 10",
        "art. 19a",
    ]


@pytest.mark.parametrize(
    ("count", "word"),
    [(0, "wyników"), (1, "wynik"), (2, "wyniki"), (5, "wyników"), (12, "wyników"), (22, "wyniki")],
)
def test_plural_forms(count: int, word: str) -> None:
    assert plural(count, "wynik", "wyniki", "wyników") == word


def test_dates_are_written_in_full() -> None:
    assert polish_date(date(2026, 11, 22)) == "22 listopada 2026"


def test_no_break_spaces_bind_marks_of_provisions() -> None:
    assert no_break_spaces("i art. 5 ust. 2") == "i\u00a0art.\u00a05 ust.\u00a02"


@pytest.mark.parametrize("text", ["24 kwietnia", "2003 r.", "7 dni", "10 000", "30 %"])
def test_no_break_spaces_bind_numbers_to_what_they_count(text: str) -> None:
    assert no_break_spaces(f"od {text} roboczych") == f"od {text.replace(' ', chr(0xA0))} roboczych"
