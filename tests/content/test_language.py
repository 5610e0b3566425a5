"""The measures themselves, on texts whose sentences and words a person has counted."""

import pytest

from tests.content.language import blocks, phrase, sentences, uses, word_count, words


@pytest.mark.parametrize(
    "text",
    [
        "Sprawdź art. 13 ust. 1 pkt 3 UDPP przed ogłoszeniem.",
        "Od 1 września 2026 r. limit wynosi 20 000 zł.",
        "Zobacz Dz.U. 2026 poz. 1040 oraz m.in. rozp. o wzorach ofert.",
        "Pytanie „Kto może?” pada na każdym spotkaniu.",
        "Dołącz mapę, np. z geoportalu, i podpis.",
    ],
)
def test_abbreviations_and_dates_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Konkurs trwa 21 dni. Ogłasza go urząd.", 2),
        ("Termin minął 30 listopada 2026 r. Rada przyjęła program później.", 2),
        ("Tak. 20 000 zł na zadanie. „Mała” dotacja wystarczy!", 3),
        ("Tak – podstawą jest art. 16 UDPP. Umowę podpisz przed wydaniem pieniędzy.", 2),
        ("", 0),
    ],
)
def test_sentences_are_told_apart(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_words_are_counted_as_a_reader_meets_them() -> None:
    assert word_count("Dotacja – najwyżej 20 000 zł, czyli 30 % puli.") == 7
    assert word_count("art. 19a ust. 1 UDPP") == 5


def test_blocks_lose_their_markup_and_keep_their_kind() -> None:
    markdown = (
        "### Kto\n\n- [ ] **Wpisz** [kwotę](/standardy/kosztorys)\n\n| Dzień |\n|---|\n| 21 |\n"
    )
    assert [(block.kind, block.text) for block in blocks(markdown)] == [
        ("heading", "Kto"),
        ("prose", "Wpisz kwotę"),
        ("cell", "Dzień"),
        ("cell", "21"),
    ]


def test_numbers_addresses_and_provisions_are_no_words_to_spell() -> None:
    text = "Artykuł 19a, strona https://isap.sejm.gov.pl/isap.nsf i poczta ngo@gmina.pl (H2O)"
    assert words(text) == ["Artykuł", "strona", "i", "poczta"]


def test_a_phrase_matches_whole_words_and_knows_its_exceptions() -> None:
    one = phrase("w trybie", "w trybie", "tak jak", allowed=r"w trybie art\.")
    assert [found for _, found in uses("W  trybie pilnym, w trybie art. 19a", (one,))] == [
        "W  trybie"
    ]
