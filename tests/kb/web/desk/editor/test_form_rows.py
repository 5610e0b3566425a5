import pytest

from kb.web.desk.editor.form_data import BODY, SHOWN, read_data
from kb.web.desk.editor.form_rows import (
    RowAction,
    acted,
    read_action,
    section_asked,
    with_section,
)

ROWS = [
    (SHOWN, "rules"),
    ("rules.0.text", "a"),
    ("rules.1.text", "b"),
    ("rules.1.level", "podstawowy"),
    ("rules.4.text", "c"),
]


def texts(pairs: list[tuple[str, str]]) -> list[str]:
    return [row["text"] for row in read_data(pairs, {})["rules"]]


@pytest.mark.parametrize(
    ("do", "action"),
    [
        ("steps.2.up", RowAction("steps", "up", 2)),
        ("duties.office.0.remove", RowAction("duties.office", "remove", 0)),
        ("indicators.add", RowAction("indicators", "add")),
        ("steps.add.up", None),
        ("steps.up", None),
        ("steps.2.add", None),
        ("title.0.up", None),
        ("nieznane.0.up", None),
        ("save", None),
        ("", None),
    ],
)
def test_buttons_say_what_they_do(do: str, action: RowAction | None) -> None:
    assert read_action(do) == action


@pytest.mark.parametrize(
    ("do", "after", "control"),
    [
        ("rules.1.up", ["b", "a", "c"], "rules.0.down"),
        ("rules.4.up", ["a", "c", "b"], "rules.1.up"),
        ("rules.0.down", ["b", "a", "c"], "rules.1.down"),
        ("rules.1.down", ["a", "c", "b"], "rules.2.up"),
        ("rules.0.up", ["a", "b", "c"], "rules.0"),
        ("rules.4.down", ["a", "b", "c"], "rules.2"),
        ("rules.1.remove", ["a", "c"], "rules.add"),
        ("rules.9.remove", ["a", "b", "c"], "rules"),
        ("rules.add", ["a", "b", "c"], "rules.3"),
    ],
)
def test_rows_move_whole_and_the_focus_goes_with_them(
    do: str, after: list[str], control: str
) -> None:
    action = read_action(do)
    assert action is not None
    pairs, anchor = acted(ROWS, action)
    assert texts(pairs) == after
    assert anchor == control
    levels = [row.get("level") for row in read_data(pairs, {})["rules"] if row["text"] == "b"]
    assert levels in (["podstawowy"], [])


def test_rows_of_other_lists_stay() -> None:
    pairs = [("steps.1.who", "x"), ("steps.10.who", "y"), ("rules.1.text", "z")]
    moved, _ = acted([*pairs, ("rules.0.text", "w")], RowAction("rules", "up", 1))
    assert moved == [*pairs[:2], ("rules.0.text", "z"), ("rules.1.text", "w")]


def test_plain_values_move_too() -> None:
    pairs = [(SHOWN, "indicators"), ("indicators.0", "a"), ("indicators.1", "b")]
    moved, control = acted(pairs, RowAction("indicators", "up", 1))
    assert read_data(moved, {}) == {"indicators": ["b", "a"]}
    assert control == "indicators.0.down"


def test_a_section_begins_at_the_end_of_the_body() -> None:
    assert section_asked("body.section.kogo-dotyczy") == "kogo-dotyczy"
    assert section_asked("body.section.") is None
    pairs = with_section([("title", "x"), (BODY, "## Cel\n\nPo to.\n")], "Przykład")
    assert pairs == [("title", "x"), (BODY, "## Cel\n\nPo to.\n\n## Przykład\n\n")]
