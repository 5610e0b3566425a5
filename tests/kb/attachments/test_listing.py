from pathlib import PurePosixPath

from kb.attachments.listing import (
    Row,
    mentions,
    picture_markdown,
    renamed,
    rows_of,
    section_titles,
    with_picture,
    with_row,
    with_titles,
    without_row,
)
from kb.editing.document import EditedDocument, document_text, read_document

PATH = PurePosixPath("p2o2/sala/2026-01-15.md")
BODY = """## Cel

Sala, zob. [wzór](wzor.docx).

## Kogo dotyczy

Organizacji. Plik wzor.docx.pdf to co innego.
"""


def document(*rows: object) -> EditedDocument:
    data = {"title": "Sala", **({"attachments": list(rows)} if rows else {})}
    return EditedDocument(PATH, data, BODY)


def test_rows_are_added_named_and_removed() -> None:
    one = with_row(document(), Row("a.docx", "Pierwszy"))
    two = with_row(one, Row("b.docx", "Drugi"))
    assert rows_of(two) == (Row("a.docx", "Pierwszy"), Row("b.docx", "Drugi"))
    assert rows_of(with_titles(two, {"b.docx": "Inny"}))[1] == Row("b.docx", "Inny")
    assert rows_of(without_row(two, "a.docx")) == (Row("b.docx", "Drugi"),)
    assert without_row(one, "a.docx") == document()
    assert read_document(document_text(two), PATH) == two


def test_rows_that_are_none_are_left_alone() -> None:
    odd = document("tekst", {"title": "bez pliku"}, {"file": "a.docx", "title": "A"})
    assert rows_of(odd) == (Row("a.docx", "A"),)
    assert without_row(odd, "a.docx").data["attachments"] == ["tekst", {"title": "bez pliku"}]
    assert rows_of(EditedDocument(PATH, {"attachments": "tekst"}, "")) == ()


def test_a_renamed_file_is_renamed_in_the_text_too() -> None:
    changed = renamed(document({"file": "wzor.docx", "title": "W"}), "wzor.docx", "wzor-2.docx")
    assert rows_of(changed)[0].file == "wzor-2.docx"
    assert "(wzor-2.docx)" in changed.body
    assert "wzor.docx.pdf" in changed.body


def test_a_text_speaks_of_a_file_only_by_its_whole_name() -> None:
    assert mentions("[x](wzor.docx)", "wzor.docx")
    assert mentions("plik wzor.docx.", "wzor.docx")
    assert not mentions("nowy-wzor.docx, wzor.docx.pdf, a/wzor.docx", "wzor.docx")


def test_a_picture_goes_to_the_end_of_its_section() -> None:
    text = with_picture(document(), "Cel", "a.png", "Opis").body
    assert "](wzor.docx).\n\n![Opis](a.png)\n\n## Kogo dotyczy" in text
    last = with_picture(document(), "Kogo dotyczy", "a.png", "Opis").body
    assert last.endswith("co innego.\n\n![Opis](a.png)\n")
    assert with_picture(document(), "Nie ma", "a.png", "Opis") == document()
    assert section_titles(document()) == ("Cel", "Kogo dotyczy")


def test_a_description_cannot_break_its_picture() -> None:
    assert picture_markdown("a.png", "a]\n [b\\") == r"![a\] \[b\\](a.png)"
