from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.yaml_source import read_yaml
from kb.editing_vocabulary.plain_data import alike
from kb.editing_vocabulary.yaml_patch import CannotPatch, patched

TEXT = """\
top: 1
rows:
  - name: first   # a comment
    words: ["a", "b"]
    parts:
      - number: "1"
        text: >-
          long
          text
      # before the second
      - number: "2"
        text: 'x'
    empty:
  - name: second
    lines: |
      one

      two
end: true
"""
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=40)
VALUES = st.recursive(
    WORDS | st.integers(-1000, 1000) | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner),
    max_leaves=8,
)


def value(text: str, *path: str | int) -> Any:
    data: Any = read_yaml(text).data
    for step in path:
        data = data[step]
    return data


def test_a_value_keeps_the_comment_at_the_end_of_its_line() -> None:
    assert patched(TEXT, ("rows", 0, "name"), "other") == TEXT.replace("first   #", '"other"   #')


def test_a_text_too_long_for_its_line_does_not_swallow_the_comment() -> None:
    long = "słowo " * 30 + "koniec"
    assert value(patched(TEXT, ("rows", 0, "name"), long), "rows", 0, "name") == long


def test_a_list_on_one_line_stays_on_one_line() -> None:
    assert 'words: ["a", "b", "c"]\n' in patched(TEXT, ("rows", 0, "words"), ["a", "b", "c"])


def test_the_parts_of_a_list_that_stay_keep_their_lines() -> None:
    row = value(TEXT, "rows", 0)
    parts = [row["parts"][0], {"number": "1a", "text": "new"}, row["parts"][1]]
    changed = patched(TEXT, ("rows", 0), {**row, "parts": parts})
    assert "          long\n          text\n" in changed
    assert "# before the second\n" in changed
    assert value(changed, "rows", 0, "parts") == parts


def test_a_new_key_stands_where_the_data_has_it() -> None:
    row = value(TEXT, "rows", 1)
    changed = patched(TEXT, ("rows", 1), {"name": "second", "mark": "new", "lines": row["lines"]})
    assert "  - name: second\n    mark: new\n    lines: |\n" in changed


def test_a_key_that_the_data_lacks_goes_and_an_empty_one_stays() -> None:
    changed = patched(TEXT, ("rows", 0), {"name": "first"})
    assert "words" not in changed
    assert "    empty:\n" in changed


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: [", "a: 1\na: 2\n", "", "- 1\n"])
def test_what_is_not_sound_is_not_touched(text: str) -> None:
    with pytest.raises(CannotPatch):
        patched(text, ("b",), "new")


@given(VALUES)
def test_any_value_is_written_so_that_it_is_read_back(new: Any) -> None:
    for path in (("top",), ("rows", 0, "words"), ("rows", 0, "parts"), ("rows", 1, "lines")):
        assert alike(value(patched(TEXT, path, new), *path), new)


@given(st.lists(st.dictionaries(st.sampled_from("xyz"), VALUES, min_size=1), max_size=4), st.data())
def test_any_rows_can_be_changed_into_any_others(rows: list[Any], data: st.DataObject) -> None:
    start = patched(TEXT, ("rows",), rows)
    others = data.draw(st.permutations([*rows, {"x": "new"}]))
    assert alike(value(patched(start, ("rows",), others), "rows"), others)
