from datetime import date
from typing import Any

import pytest

from kb.documents.model import FrontMatter, Version
from kb.library import Library, load_library
from kb.settings import bundled_standards
from kb.workflow.comparing import source_difference, version_difference


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_standards())


# A different value for every field; what stands on no page has to be seen by a reviewer too.
OTHER: dict[str, Any] = {
    "code": "P2O1-99",
    "title": "Inny tytuł",
    "kind": "poradnik",
    "group": "P2O2",
    "sectors": ["ngo"],
    "topics": ["formy-niefinansowe"],
    "fields": ["kultura"],
    "level": "rekomendowany",
    "summary": "Inne streszczenie.",
    "legal_basis": [{"citation": "art. 5 UDPP"}],
    "valid_from": date(2025, 1, 1),
    "valid_to": date(2030, 1, 1),
    "withdrawn": "Zastąpiony nowym.",
    "legal_state": date(2025, 1, 1),
    "review_by": date(2029, 1, 1),
    "owner": "Ktoś inny",
    "related": ["wklad-wlasny"],
    "supersedes": ["wklad-wlasny"],
    "keywords": ["kwarcyt"],
    "change_note": "Inny opis zmiany.",
    "rules": [{"text": "Inna zasada", "level": "podstawowy"}],
    "steps": [{"who": "urzad", "action": "Inny krok"}],
    "duties": {"office": [{"text": "Inne zobowiązanie", "level": "podstawowy"}]},
    "deadlines": [
        {"id": "inny", "title": "Inny", "rule": "Inny termin", "who": "urzad", "yearly": "11-30"}
    ],
    "indicators": ["Inny wskaźnik"],
    "questions": [{"question": "Inne pytanie?", "answer": "Tak."}],
    "attachments": [{"file": "inny.docx", "title": "Inny wzór"}],
    "do_weryfikacji": [{"what": "Inna rzecz", "reason": "Nie wiadomo"}],
}


def grant(library: Library) -> Version:
    return library.standards["maly-grant"].versions[-1]


def with_field(version: Version, name: str, value: Any) -> Version:
    data = version.meta.model_dump(mode="python") | {name: value}
    if name == "deadlines":
        data["steps"] = [step | {"deadline": None} for step in data["steps"]]
    meta = FrontMatter.model_validate(data)
    return Version(
        version.slug, version.path, version.folder, meta, version.sections, None, "other"
    )


def test_every_field_has_a_value_to_try() -> None:
    assert set(OTHER) == set(FrontMatter.model_fields)


@pytest.mark.parametrize("name", OTHER)
def test_a_change_of_any_field_is_shown(library: Library, name: str) -> None:
    old = grant(library)
    new = with_field(old, name, OTHER[name])

    changed = [part for part in version_difference(old, new, library) if part.kind != "same"]

    assert changed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("term", "15 dni"),
        ("direction", "przed"),
        ("bound", "przez"),
        ("id", "inny-termin"),
        ("event", "inne zdarzenie"),
    ],
)
def test_what_dates_are_counted_from_is_shown(library: Library, name: str, value: str) -> None:
    old = grant(library)
    rows = [row.model_dump() for row in old.meta.deadlines]
    counted = next(row for row in rows if row["event"] and row["term"])
    before = with_field(old, "deadlines", rows)
    changed = [row | {name: value} if row is counted else row for row in rows]
    after = with_field(old, "deadlines", changed)

    parts = version_difference(before, after, library)

    assert [part.anchor for part in parts if part.kind != "same"] == ["dane-terminow"]


def test_the_same_document_has_no_differences(library: Library) -> None:
    old = grant(library)

    assert {part.kind for part in version_difference(old, old, library)} == {"same"}


def test_without_an_old_document_everything_is_new(library: Library) -> None:
    assert {part.kind for part in version_difference(None, grant(library), library)} == {"added"}


def test_the_lines_of_a_file_are_compared_without_blank_ones() -> None:
    difference = source_difference("a\n\nb [x](/stare)\n", "a\nb [x](/nowe)\n")

    assert difference.changed == 1
