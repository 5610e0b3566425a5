from pathlib import PurePosixPath
from typing import Any

import pytest

from kb.editing.document import EditedDocument, read_document
from kb.settings import bundled_standards
from kb.web.desk.editor.form_data import (
    BODY,
    SHOWN,
    indexes,
    read_body,
    read_data,
    rows_of,
    unknown_keys,
)
from kb.web.desk.editor.form_fields import form_fields, form_parts
from tests.kb.web.desk.editor.untouched import form_pairs

ROOT = bundled_standards()
DOCUMENTS = sorted(
    PurePosixPath(path.relative_to(ROOT).as_posix()) for path in ROOT.glob("p*/*/*.md")
)


def document(path: PurePosixPath) -> EditedDocument:
    return read_document((ROOT / path).read_text(encoding="utf-8"), path)


@pytest.mark.parametrize("path", DOCUMENTS, ids=str)
def test_an_untouched_form_says_what_the_document_says(path: PurePosixPath) -> None:
    shown = document(path)
    pairs = form_pairs(shown.data, shown.body)
    assert read_data(pairs, shown.data) == shown.data
    assert read_data(pairs, {}) == shown.data
    assert read_body(pairs, shown.body) == shown.body


def test_browsers_line_ends_change_nothing() -> None:
    shown = document(PurePosixPath("p2o1/maly-grant/2026-09-01.md"))
    pairs = [(n, v.replace("\n", "\r\n")) for n, v in form_pairs(shown.data, shown.body)]
    assert read_data(pairs, shown.data) == shown.data
    assert read_body(pairs, shown.body) == shown.body


def test_every_field_of_the_model_stands_once_on_the_form() -> None:
    placed = [name for part in form_parts() for name in part.names]
    assert sorted(placed) == sorted([*form_fields(), BODY])


@pytest.mark.parametrize(
    "data",
    [
        {"title": ["a", "b"]},
        {"title": 2026, "level": True},
        {"steps": "tekst zamiast listy"},
        {"rules": ["sama zasada", {"text": "x", "obcy": "klucz"}]},
        {"duties": "nie tak"},
        {"duties": {"office": [{"text": "a"}], "inne": [1]}},
        {"sectors": "jst", "keywords": "jedno"},
        {"nieznany": {"w": ["środku"]}, "obcy": "tekst"},
        {"indicators": [1, "dwa"]},
    ],
    ids=str,
)
def test_nothing_is_lost_of_data_that_is_wrong(data: dict[str, Any]) -> None:
    kept = str(read_data(form_pairs(data, ""), data))
    for word in ("a", "b", "2026", "tekst zamiast listy", "sama zasada", "klucz", "nie tak"):
        assert (word in str(data)) <= (word in kept)
    for word in ("jst", "jedno", "środku", "tekst", "dwa"):
        assert (word in str(data)) <= (word in kept)


def test_what_the_form_does_not_show_stays() -> None:
    before = {"title": "Stary", "code": "P2O1-03", "obcy": 1}
    assert read_data([(SHOWN, "title"), ("title", "Nowy")], before) == {
        "title": "Nowy",
        "code": "P2O1-03",
        "obcy": 1,
    }


def test_an_emptied_field_is_taken_out() -> None:
    pairs = [
        (SHOWN, "valid_to"),
        ("valid_to", " "),
        (SHOWN, "sectors"),
        (SHOWN, "obcy"),
        ("obcy", ""),
    ]
    assert read_data(pairs, {"valid_to": "2026-01-01", "sectors": ["jst"], "obcy": "x"}) == {}


def test_empty_rows_are_left_out_and_others_keep_their_order() -> None:
    pairs = [
        (SHOWN, "rules"),
        ("rules.10.text", "dziesiąta"),
        ("rules.2.text", "druga"),
        ("rules.2.level", "podstawowy"),
        ("rules.3.text", "  "),
        ("rules.3.level", ""),
    ]
    assert read_data(pairs, {}) == {
        "rules": [{"text": "druga", "level": "podstawowy"}, {"text": "dziesiąta"}]
    }


def test_choices_keep_the_order_in_which_they_stood() -> None:
    before = {"topics": ["oferta", "male-granty"]}
    sent = [(SHOWN, "topics"), ("topics", "male-granty"), ("topics", "oferta")]
    assert read_data(sent, before) == before
    added = [*sent, ("topics", "umowy")]
    assert read_data(added, before) == {"topics": ["oferta", "male-granty", "umowy"]}


def test_unknown_keys_are_told() -> None:
    assert unknown_keys({"title": "x", "obcy": 1, "duties": {}}) == ["obcy"]


def test_rows_are_numbered_by_what_was_sent() -> None:
    names = ["steps.3.who", "steps.10.who", "steps.3.action", "steps", "steps.x.who", "other.1"]
    assert indexes(names, "steps") == [3, 10]


def test_a_plain_text_among_rows_becomes_the_first_column() -> None:
    assert rows_of(["sama"], form_fields()["rules"]) == [{"text": "sama"}]


def test_a_body_keeps_the_empty_lines_it_began_with() -> None:
    assert read_body([(BODY, "\n\n## Cel\r\n")], "\n## Stary") == "\n## Cel\n"
    assert read_body([(BODY, "## Cel")], "") == "\n## Cel"
    assert read_body([], "\n## Cel") == "\n## Cel"
