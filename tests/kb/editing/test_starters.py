import re
from dataclasses import replace
from datetime import date

import pytest

from kb.documents.loading import load_vocabulary
from kb.editing.document import EditedDocument, document_text, read_document
from kb.editing.starters import starter
from kb.history.history import History
from kb.library import Library
from kb.settings import bundled_standards
from tests.kb.editing.conftest import checked_as_draft

DAY = date(2026, 12, 1)
KINDS = sorted(load_vocabulary(bundled_standards())[0].kinds)


def written(document: EditedDocument) -> EditedDocument:
    """The document as if its author had replaced all guidance."""
    text = re.sub(r"\[uzupełnij:[^\]]*\]", "Napisane.", document_text(document))
    return read_document(text, document.path)


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_document_is_right_but_for_its_guidance(
    kind: str, history: History, library: Library
) -> None:
    document = starter(kind, library, "P2O2", "Sala na zebranie", DAY)
    checked = checked_as_draft(history, document, library, DAY)
    assert str(document.path) == "p2o2/sala-na-zebranie/2026-12-01.md"
    assert checked.version is not None
    assert len(checked.errors) > 10
    assert {p.message[:28] for p in checked.errors} == {"została wskazówka z szablonu"}
    finished = checked_as_draft(history, written(document), library, DAY)
    assert finished.problems == ()


def test_each_kind_has_a_text_of_its_own(library: Library) -> None:
    bodies = {starter(kind, library, "P2O1", "X", DAY).body for kind in KINDS}
    assert len(bodies) == len(KINDS) == 6
    assert "## Treść wzoru" in starter("wzor", library, "P2O1", "X", DAY).body
    assert starter("procedura", library, "P2O1", "X", DAY).data["steps"]


def test_the_fields_that_follow_from_the_area_are_filled_in(library: Library) -> None:
    data = starter("standard", library, "P2O1", " Nowy  standard ", DAY).data
    assert data["title"] == "Nowy standard"
    assert data["group"] == "P2O1"
    assert data["code"].startswith("P2O1-")
    assert data["review_by"] == "2027-12-01"
    taken = [data["code"], "nowy-standard"]
    other = starter("standard", library, "P2O1", "Nowy standard", DAY, taken)
    assert other.data["code"] != data["code"]
    assert other.slug == "nowy-standard-2"


def test_a_kind_without_a_text_begins_as_a_guide_and_no_title_is_asked_for(
    library: Library,
) -> None:
    document = starter("raport", library, "P2O1", "", DAY)
    assert document.data["kind"] == "raport"
    assert document.data["title"].startswith("[uzupełnij:")
    assert document.body == starter("poradnik", library, "P2O1", "", DAY).body


def test_an_area_with_several_topics_leaves_the_choice(library: Library) -> None:
    topics = {t.slug: t for t in library.vocabulary.topics.values() if t.area == "P2O2"}
    assert starter("standard", library, "P2O2", "X", DAY).data["topics"] == (
        list(topics) if len(topics) == 1 else []
    )
    one = next(iter(topics.values()))
    twice = {**library.vocabulary.topics, "drugi": one.model_copy(update={"slug": "drugi"})}
    several = replace(library, vocabulary=replace(library.vocabulary, topics=twice))
    assert starter("standard", several, "P2O2", "X", DAY).data["topics"] == []
