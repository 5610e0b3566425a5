from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest

from kb.editing.document import EditedDocument, read_document
from kb.library import Library, load_library
from kb.settings import bundled_standards
from kb.web.desk.editor.unfinished import unfinished
from kb.web.rendering import standard_view

DAY = date(2026, 11, 22)
PATH = PurePosixPath("p2o1/nowy/2026-11-22.md")


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_standards())


def test_a_finished_document_is_shown_as_it_is(library: Library) -> None:
    for version in library.versions():
        text = (library.root / version.path).read_text(encoding="utf-8")
        shown, words = unfinished(read_document(text, version.path), library, DAY)
        assert shown.meta == version.meta
        now, was = standard_view(shown, words), standard_view(version, library)
        assert (now.before, now.after) == (was.before, was.after)
        assert (now.steps, now.deadlines, now.questions) == (
            was.steps,
            was.deadlines,
            was.questions,
        )


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"title": ["lista"], "code": 7, "kind": "wiersz", "group": "P9O9", "level": "żaden"},
        {"steps": "tekst", "rules": [1, None, {"level": "zły"}], "deadlines": [{"id": "Zły id"}]},
        {"steps": [{"who": "nikt", "deadline": "nie-ma"}], "duties": "tekst"},
        {"sectors": ["nie-ma", "jst"], "topics": "oferta", "fields": {"a": 1}},
        {"valid_from": "jutro", "valid_to": "2026-02-31", "legal_state": None, "review_by": 5},
        {"deadlines": [{"id": "a", "after": "b", "term": "5 dni", "direction": "bok"}]},
        {"questions": [{"question": "Czy?"}], "legal_basis": [{"note": "bez przepisu"}]},
    ],
    ids=str,
)
def test_any_data_can_be_shown(library: Library, data: dict[str, Any]) -> None:
    shown, words = unfinished(EditedDocument(PATH, data, ""), library, DAY)
    assert standard_view(shown, words).meta.valid_from == DAY


@pytest.mark.parametrize(
    ("body", "titles"),
    [
        ("", []),
        ("sam tekst", ["Początek"]),
        ("wstęp\n\n## Cel\n\nx", ["Początek", "Cel"]),
        ("## Nieznana\n\nx\n\n## CEL\n\ny", ["Nieznana", "Cel"]),
        ("# Tytuł\n\n## Cel\n\nx", ["Tytuł", "Cel"]),
    ],
)
def test_no_text_of_the_body_is_left_out(library: Library, body: str, titles: list[str]) -> None:
    shown, words = unfinished(EditedDocument(PATH, {}, body), library, DAY)
    view = standard_view(shown, words)
    assert [section.title for section in (*view.before, *view.after)] == titles
