from collections.abc import Mapping
from typing import Any

import pytest

from kb.documents.problems import Problem
from kb.documents.vocabulary import FILES
from kb.editing_vocabulary.form_data import after_action, row_data, typed_form, typed_row
from kb.editing_vocabulary.form_fields import FormField, form_fields
from kb.editing_vocabulary.form_views import FieldView, form_view, mistakes
from kb.editing_vocabulary.plain_data import alike
from kb.editing_vocabulary.rows import read_vocabulary
from kb.settings import bundled_standards


def rows(name: str) -> list[Mapping[str, Any]]:
    text = (bundled_standards() / "vocabulary" / f"{name}.yaml").read_text(encoding="utf-8")
    return [row.data for row in read_vocabulary(name, text).rows]


def sent(name: str, data: Mapping[str, Any]) -> dict[str, str]:
    """What a browser sends for the form of a row."""
    fields = form_fields(name)
    view = form_view(fields, typed_row(fields, data), (), lambda _: ())
    return dict(pair for field in view.fields for pair in controls(field))


def controls(view: FieldView) -> list[tuple[str, str]]:
    inner = [*view.fields, *(field for row in view.rows for field in row.fields)]
    if inner or view.field.kind in ("rows", "choices", "factors"):
        return [pair for field in inner for pair in controls(field)]
    if view.field.kind == "flag":
        return [(view.id, "tak")] if view.value else []
    return [(view.id, view.value.replace("\n", "\r\n"))]


@pytest.mark.parametrize("name", FILES)
def test_a_form_sent_as_it_was_shown_gives_the_row_again(name: str) -> None:
    fields = form_fields(name)
    for data in rows(name):
        got = row_data(fields, typed_form(fields, sent(name, data)))
        assert alike({**got, "checked": None}, {**data, "checked": None})
        assert mistakes(name, got) == ()


@pytest.mark.parametrize("name", FILES)
def test_every_field_is_named_in_polish(name: str) -> None:
    def walk(fields: tuple[FormField, ...]) -> None:
        for field in fields:
            assert field.label != field.name
            walk(field.fields)

    walk(form_fields(name))


def test_rows_are_added_removed_and_moved_without_loss() -> None:
    fields = form_fields("fields")
    data = rows("fields")[1]
    typed = typed_row(fields, data)
    more = after_action(fields, typed, "dodaj:statute")
    assert more is not None
    assert [row["point"] for row in more["statute"]] == ["1", "3", ""]
    up = after_action(fields, more, "wyzej:statute.1")
    assert up is not None
    assert [row["point"] for row in up["statute"]] == ["3", "1", ""]
    assert after_action(fields, up, "wyzej:statute.0") == up
    less = after_action(fields, up, "usun:statute.0")
    assert less is not None
    assert [row["point"] for row in less["statute"]] == ["1", ""]
    assert row_data(fields, less)["statute"] == [data["statute"][0]]


@pytest.mark.parametrize(
    "action",
    ["", "zapisz", "usun:statute.9", "usun:statute.x", "dodaj:label", "dodaj:points", "x:statute"],
)
def test_other_buttons_are_no_row_buttons(action: str) -> None:
    fields = form_fields("fields")
    assert after_action(fields, typed_row(fields, rows("fields")[1]), action) is None


def test_rows_keep_the_order_of_their_numbers() -> None:
    form = {"see.10": "c", "see.2": "b", "see.1": "a", "seefar.3": "x", "see.x": "y"}
    assert typed_form(form_fields("glossary"), form)["see"] == ["a", "b", "c"]


def test_lines_and_spaces_are_tidied() -> None:
    form = {"queries": " jak \r\n\r\n  mały   grant\r\n", "reason": " dwa\r\nwiersze "}
    typed = typed_form(form_fields("best_bets"), form)
    assert typed["queries"] == ["jak", "mały grant"]
    assert typed["reason"] == "dwa\nwiersze"


def test_a_number_that_is_none_is_told_at_its_control() -> None:
    fields = form_fields("acts")
    data = {**rows("acts")[0], "consolidated": [{"year": 2024, "position": 1}]}
    form = {**sent("acts", data), "consolidated.0.year": "dwa"}
    typed = typed_form(fields, form)
    problems = mistakes("acts", row_data(fields, typed))
    view = form_view(fields, typed, problems, lambda _: ())
    assert [(at.id, problem.message) for at, problem in view.problems] == [
        ("consolidated.0.year", "„dwa” nie jest liczbą całkowitą")
    ]


def test_polish_decimals_are_numbers() -> None:
    fields = form_fields("weights")
    typed = typed_form(fields, {"slug": "title", "weight": "2,5", "b": "0", "reason": "x"})
    assert row_data(fields, typed) == {"slug": "title", "weight": 2.5, "b": 0.0, "reason": "x"}


def test_a_missing_field_and_a_wrong_factor_are_told() -> None:
    fields = form_fields("intents")
    form = {"slug": "x", "kinds.0.key": "wzor", "kinds.0.value": "dużo", "basis": "0"}
    typed = typed_form(fields, form)
    view = form_view(fields, typed, mistakes("intents", row_data(fields, typed)), lambda _: ())
    told = {at.id: problem.message for at, problem in view.problems}
    assert told["label"] == "brak wymaganego pola"
    assert told["kinds"] == "„dużo” nie jest liczbą"
    assert "basis" in told


def test_a_problem_of_the_whole_row_stays_out_of_the_controls() -> None:
    fields = form_fields("kinds")
    problem = Problem("vocabulary/kinds.yaml", 1, 1, "plik", "nie", "tak")
    view = form_view(fields, typed_row(fields, {}), (problem,), lambda _: ())
    assert view.problems == ()
