import pytest

from kb.documents.vocabulary import FILES
from kb.editing_vocabulary.rows import VocabularyText, read_vocabulary
from kb.editing_vocabulary.yaml_patch import CannotPatch
from kb.settings import bundled_standards

SMALL = """\
# Sections, in order.
items:
  # The first.
  - slug: cel
    label: "Cel"          # as documents write it
    place: before_steps
    hint: >-
      Po co jest ten dokument
      i co dzięki niemu się uda
  - slug: przyklad
    label: "Przykład"
    place: after_steps
    hint: "Zmyślony przypadek"
    # still about the example
# the end
"""


def bundled(name: str) -> VocabularyText:
    file = bundled_standards() / "vocabulary" / f"{name}.yaml"
    return read_vocabulary(name, file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_a_row_replaced_by_itself_leaves_the_file_as_it_is(name: str) -> None:
    vocabulary = bundled(name)
    assert vocabulary.rows
    assert vocabulary.problems == ()
    for row in vocabulary.rows[:: max(1, len(vocabulary.rows) // 12)]:
        assert vocabulary.with_row(row.key, row.data) == vocabulary.text


@pytest.mark.parametrize("name", FILES)
def test_a_row_without_its_empty_fields_leaves_the_file_as_it_is(name: str) -> None:
    vocabulary = bundled(name)
    row = vocabulary.rows[-1]
    data = {key: value for key, value in row.data.items() if value or value == ""}
    assert vocabulary.with_row(row.key, data) == vocabulary.text


@pytest.mark.parametrize("name", FILES)
def test_a_row_taken_out_and_put_in_again_gives_the_same_rows(name: str) -> None:
    vocabulary = bundled(name)
    last = vocabulary.rows[-1]
    shorter = read_vocabulary(name, vocabulary.without_row(last.key))
    assert [row.key for row in shorter.rows] == [row.key for row in vocabulary.rows[:-1]]
    assert vocabulary.text.startswith(shorter.text)
    again = read_vocabulary(name, shorter.with_row(None, last.data))
    assert [row.data for row in again.rows] == [row.data for row in vocabulary.rows]
    assert again.problems == ()


@pytest.mark.parametrize("name", FILES)
def test_a_row_moved_down_and_up_again_leaves_the_file_as_it_is(name: str) -> None:
    vocabulary = bundled(name)
    first = vocabulary.rows[0].key
    moved = read_vocabulary(name, vocabulary.moved(first, 1))
    assert [row.key for row in moved.rows[:2]] == [vocabulary.rows[1].key, first]
    assert moved.moved(first, -1) == vocabulary.text


def test_only_the_lines_of_the_changed_field_change() -> None:
    vocabulary = read_vocabulary("sections", SMALL)
    changed = vocabulary.with_row("cel", {**vocabulary.rows[0].data, "label": "Po co"})
    assert changed == SMALL.replace('"Cel" ', '"Po co" ')


def test_comments_outside_a_removed_row_stay() -> None:
    text = read_vocabulary("sections", SMALL).without_row("przyklad")
    assert "Przykład" not in text
    assert "still about the example" not in text
    assert text.endswith("się uda\n# the end\n")
    assert "# The first." in text


def test_a_moved_row_takes_its_comments_along() -> None:
    text = read_vocabulary("sections", SMALL).moved("przyklad", -1)
    assert text.index("# still about the example") < text.index("# The first.")
    assert text.index("# The first.") < text.index("slug: cel")
    assert text.startswith("# Sections, in order.\nitems:\n  - slug: przyklad\n")


def test_a_row_stays_where_it_is_at_either_end() -> None:
    vocabulary = read_vocabulary("sections", SMALL)
    assert vocabulary.moved("cel", -1) == SMALL
    assert vocabulary.moved("przyklad", 1) == SMALL


def test_a_row_that_is_not_there_cannot_be_changed() -> None:
    vocabulary = read_vocabulary("sections", SMALL)
    with pytest.raises(CannotPatch, match="nie ma wiersza"):
        vocabulary.with_row("nic", {"slug": "nic"})


@pytest.mark.parametrize("text", ["", "items: 7", "- a", "items:\n  - a\n", "items: [", "\0"])
def test_any_text_is_read_and_its_problems_told(text: str) -> None:
    assert read_vocabulary("kinds", text).problems


def test_a_first_row_can_be_added_to_an_empty_list() -> None:
    text = read_vocabulary("typos", "# none yet\nitems: []\n").with_row(
        None, {"wrong": "a", "right": "b"}
    )
    assert text == "# none yet\nitems:\n  - wrong: a\n    right: b\n"


def test_windows_line_ends_are_read_like_others() -> None:
    assert read_vocabulary("sections", SMALL.replace("\n", "\r\n")).text == SMALL
