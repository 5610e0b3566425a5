import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.yaml_source import field_name, read_yaml


def test_traps_of_yaml_stay_text() -> None:
    source = read_yaml("a: no\nb: 12:30\nc: 010\nd: 2026-02-31\ne: yes\nf: 1_000\n")
    assert source.data == {
        "a": "no",
        "b": "12:30",
        "c": "010",
        "d": "2026-02-31",
        "e": "yes",
        "f": "1_000",
    }


def test_numbers_truth_and_nothing_are_read_when_unquoted() -> None:
    source = read_yaml('a: 7\nb: "7"\nc: true\nd: null\ne:\nf: -2.5\n')
    assert source.data == {"a": 7, "b": "7", "c": True, "d": None, "e": None, "f": -2.5}


def test_every_value_knows_its_place_in_the_file() -> None:
    source = read_yaml("a: x\nsteps:\n  - who: y\n    when: z\n", first_line=2)
    assert source.place(("a",)) == (2, 1)
    assert source.place(("steps", 0, "when")) == (5, 5)
    assert source.place(("steps", 0, "missing")) == (4, 5)
    assert source.place(("nowhere",)) == (2, 1)


def test_a_repeated_key_is_a_mistake_that_names_the_first() -> None:
    (mistake,) = read_yaml("a: 1\nb: 2\na: 3\n").mistakes
    assert (mistake.line, mistake.field) == (3, "a")
    assert "w wierszu 1" in mistake.message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\ntitle: Konkurs: jak go ogłosić\n", 2, "dwukropek w tekście bez cudzysłowu"),
        ("a:\n\tb: 1\n", 2, "tabulator"),
        ('a: 1\nb: "bez końca\nc: 2\n', 2, "brak zamykającego cudzysłowu"),
        ("a: &x 1\nb: *x\n", 2, "odsyłacze"),
        ("a: \x07\n", 1, "znak sterujący"),
        ("a: [1, 2\nb: 3\n", 2, "nie da się odczytać"),
        ("a: 1\nb: " + "[" * 100_000, 2, "zbyt głęboko"),
        ("- " * 100_000, 1, "zbyt głęboko"),
        ("\n".join(" " * depth + "a:" for depth in range(1_000)), 51, "zbyt głęboko"),
    ],
)
def test_a_broken_file_is_told_with_line_reason_and_remedy(
    text: str, line: int, words: str
) -> None:
    mistake = read_yaml(text).mistakes[0]
    assert mistake.line == line
    assert words in mistake.message
    assert mistake.remedy


def test_numbers_too_long_to_count_with_stay_text() -> None:
    assert read_yaml(f"a: {'9' * 5000}\nb: {'9' * 400}.5\n").data == {
        "a": "9" * 5000,
        "b": f"{'9' * 400}.5",
    }


def test_tags_cannot_make_objects() -> None:
    assert read_yaml("!!python/object/apply:os.system [ls]\n").data == ["ls"]


@given(st.text(max_size=300))
def test_any_text_is_read_or_told_never_raised(text: str) -> None:
    source = read_yaml(text)
    assert source.data is None or source.places or not source.mistakes


def test_items_are_counted_from_one() -> None:
    assert field_name(("steps", 0, "who")) == "steps[1].who"
    assert field_name(()) == "plik"
