import pytest

from indexer.references import wider_forms
from tests.indexer.language import ANALYSER, surfaces


@pytest.mark.parametrize(
    "written",
    [
        "art. 19a",
        "art 19 a",
        "art19a",
        "Art.19a",
        "ART. 19A",
        "artykułu 19a",
        "artykul 19 a",
        "19a",
    ],
)
def test_spellings_of_an_article_are_one_token(written: str) -> None:
    (token,) = ANALYSER.tokens(written)
    assert (token.surface, token.kind, token.text) == ("art19a", "article", written)


def test_an_article_is_not_its_neighbour() -> None:
    assert surfaces("art. 19a") != surfaces("art. 19b")
    assert surfaces("art. 19") != surfaces("art. 19a")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("art. 5 ust. 5", ["art5", "art5ust5"]),
        ("5 ust 5", ["art5", "art5ust5"]),
        ("art. 11 ust. 1 pkt 2", ["art11", "art11ust1", "art11ust1pkt2"]),
        ("art. 5 ust. 2 pkt 2 i 5", ["art5", "art5ust2", "art5ust2pkt2", "art5ust2pkt5"]),
        (
            "art. 4 ust. 1 pkt 1aa lit. a",
            ["art4", "art4ust1", "art4ust1pkt1aa", "art4ust1pkt1aalita"],
        ),
        ("§ 5 ust. 3", ["par5", "par5ust3"]),
        ("ust. 3", ["ust3"]),
        ("art. 19 a ust. 6", ["art19a", "art19aust6"]),
    ],
)
def test_smaller_units_carry_their_article(written: str, expected: list[str]) -> None:
    assert surfaces(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("art. 19b–19h", [f"art19{letter}" for letter in "bcdefgh"]),
        ("art. 41a-41i", [f"art41{letter}" for letter in "abcdefghi"]),
        ("art. 13–15", ["art13", "art14", "art15"]),
        ("art. 5 ust. 4a–4b", ["art5", "art5ust4a", "art5ust4b"]),
        ("art. 35, 41a–41c", ["art35", "art41a", "art41b", "art41c"]),
    ],
)
def test_ranges_name_every_article_they_span(written: str, expected: list[str]) -> None:
    assert surfaces(written) == expected


def test_the_articles_of_a_range_share_a_place() -> None:
    assert {token.position for token in ANALYSER.tokens("art. 19b–19h")} == {0}


def test_a_range_too_wide_names_its_ends() -> None:
    assert surfaces("art. 1–4000") == ["art1", "art4000"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("art. 13 i 15 ustawy", ["art13", "art15", "ustawy"]),
        ("art. 11, 13–15", ["art11", "art13", "art14", "art15"]),
        ("art. 15, 14 dni", ["art15", "14", "dni"]),
        ("art. 5 i 6", ["art5", "art6"]),
    ],
)
def test_lists_go_on_until_a_noun(written: str, expected: list[str]) -> None:
    assert surfaces(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("art. 15 a także", ["art15", "a", "takze"]),
        ("art 13 a art 19a", ["art13", "a", "art19a"]),
        ("art. 19 w związku", ["art19", "w", "zwiazku"]),
        ("art 19 a procedura", ["art19a", "procedura"]),
    ],
)
def test_a_lone_letter_is_told_from_a_word(written: str, expected: list[str]) -> None:
    assert surfaces(written) == expected


@pytest.mark.parametrize(
    "written",
    [
        "Dz.U. 2003 nr 96 poz. 873",
        "Dz. U. z 2003 r. Nr 96, poz. 873",
        "Dz.U.2003.96.873",
        "dzu 2003 873",
        "dz.u. 2003 poz 873",
        "Dziennik Ustaw z 2003 roku poz. 873",
    ],
)
def test_spellings_of_a_journal_position_are_one_token(written: str) -> None:
    (token,) = ANALYSER.tokens(written)
    assert (token.surface, token.kind) == ("dzu2003poz873", "journal")


def test_further_positions_of_a_journal_are_read() -> None:
    assert surfaces("Dz. U. z 2024 r. poz. 1491, 1717 i 1761.") == [
        "dzu2024poz1491",
        "dzu2024poz1717",
        "dzu2024poz1761",
    ]


def test_other_journals_are_words() -> None:
    assert surfaces("Dz. Urz. poz. 5") == ["dz", "urz", "poz", "5"]


def test_the_index_holds_the_last_part_alone_too() -> None:
    assert wider_forms("art5ust2pkt7") == ("pkt7",)
    assert wider_forms("dzu2025poz1338") == ("poz1338",)
    assert wider_forms("art19a") == ()
