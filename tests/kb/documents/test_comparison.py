from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from kb.documents.comparison import Change, Part, Piece, compare, compare_words

words = st.lists(st.sampled_from(["oferta", "dni", "7", "w", "urząd", "publikuje"]), max_size=12)


def part(anchor: str, *rows: str) -> Part:
    return Part(anchor, anchor.capitalize(), rows)


def told(pieces: Sequence[Piece]) -> list[tuple[str, str]]:
    return [(piece.kind, piece.text) for piece in pieces]


def test_words_are_compared_not_letters() -> None:
    pieces = compare_words("Oferta do 10 000 zł rocznie", "Oferta do 20 000 zł rocznie")
    assert told(pieces) == [
        ("same", "Oferta do"),
        ("removed", "10"),
        ("added", "20"),
        ("same", "000 zł rocznie"),
    ]


def test_a_lone_short_word_between_changes_does_not_interrupt_them() -> None:
    pieces = compare_words("oferta złożona w konkursie trwa", "wniosek wysłany w trybie trwa")
    assert told(pieces) == [
        ("removed", "oferta złożona w konkursie"),
        ("added", "wniosek wysłany w trybie"),
        ("same", "trwa"),
    ]


def test_parts_of_the_new_version_keep_their_order_and_removed_ones_their_place() -> None:
    old = [part("cel", "a"), part("porownanie", "b"), part("kroki", "c")]
    new = [part("cel", "a"), part("zasady", "d"), part("kroki", "c")]
    compared = compare(old, new)
    assert [(found.anchor, found.kind) for found in compared] == [
        ("cel", "same"),
        ("porownanie", "removed"),
        ("zasady", "added"),
        ("kroki", "same"),
    ]


def test_a_changed_row_is_paired_with_the_row_most_like_it() -> None:
    old = [part("kroki", "Urząd: sprawdź ofertę pod względem formalnym", "Rada: opiniuje")]
    new = [part("kroki", "Komisja: ocenia", "Urząd: sprawdź ofertę pod względem celowości")]
    (kroki,) = compare(old, new)
    assert [change.kind for change in kroki.changes] == ["added", "changed", "removed"]
    assert kroki.changed == 3


def test_rows_that_stay_are_told_apart_from_those_that_change() -> None:
    (cel,) = compare([part("cel", "jeden", "dwa")], [part("cel", "jeden", "trzy")])
    assert cel.kind == "changed"
    assert cel.changes[0] == Change("same", (Piece("same", "jeden"),))
    assert [change.kind for change in cel.changes[1:]] == ["removed", "added"]


@given(words, words)
def test_either_version_can_be_read_back(old: list[str], new: list[str]) -> None:
    pieces = compare_words(" ".join(old), " ".join(new))
    kept = " ".join(piece.text for piece in pieces if piece.kind != "added")
    made = " ".join(piece.text for piece in pieces if piece.kind != "removed")
    assert kept.split() == old
    assert made.split() == new


@given(st.lists(words.map(" ".join), max_size=6), st.lists(words.map(" ".join), max_size=6))
def test_every_row_of_both_versions_is_there_once(old: list[str], new: list[str]) -> None:
    (found,) = compare([part("cel", *old)], [part("cel", *new)])
    before = [change for change in found.changes if change.kind != "added"]
    after = [change for change in found.changes if change.kind != "removed"]
    assert (len(before), len(after)) == (len(old), len(new))


def test_long_passages_changed_in_every_row_are_still_compared_row_by_row() -> None:
    old = tuple(f"Wiersz {n} mówi o rzeczy {n} i ma kilka słów w środku" for n in range(300))
    new = tuple(row.replace("kilka", "wiele") for row in old)

    (part,) = compare([Part("a", "A", old)], [Part("a", "A", new)])

    assert [change.kind for change in part.changes] == ["changed"] * 300


def test_a_long_passage_written_anew_is_removed_and_added() -> None:
    old = tuple(f"stary{n} zapis{n}" for n in range(50))
    new = tuple(f"nowy{n} tekst{n}" for n in range(50))

    (part,) = compare([Part("a", "A", old)], [Part("a", "A", new)])

    assert [change.kind for change in part.changes] == ["removed"] * 50 + ["added"] * 50
