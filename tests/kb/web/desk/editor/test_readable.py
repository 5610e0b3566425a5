from pathlib import PurePosixPath

from kb.editing.document import EditedDocument, read_document
from kb.settings import bundled_standards
from kb.web.desk.editor.readable import readable
from tests.kb.history.seeds import GRANT


def test_every_text_of_a_document_can_be_read() -> None:
    document = read_document((bundled_standards() / GRANT).read_text(encoding="utf-8"), GRANT)
    text = readable(document)
    assert "Tytuł: Mały grant (art. 19a)" in text
    assert "Kogo dotyczy: jst, ngo" in text
    assert document.body.strip() in text
    for step in document.data["steps"]:
        assert f"  Co robi: {step['action']}" in text
    for word in document.data["keywords"]:
        assert f"  {word}" in text


def test_data_that_is_wrong_can_be_read_too() -> None:
    data = {"title": ["a"], "steps": "tekst", "obcy": {"b": 1}, "duties": {"office": ["c"]}}
    text = readable(EditedDocument(PurePosixPath("g/s/2026-01-01.md"), data, ""))
    for word in ('Tytuł: ["a"]', "Kto: tekst", 'obcy: {"b": 1}', "Treść: c"):
        assert word in text
