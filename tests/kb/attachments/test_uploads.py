"""An upload knows the words of its file, read in the sandbox."""

import io

import pytest
import typst
from pypdf import PdfWriter

from kb.attachments.errors import AttachmentRefused
from kb.attachments.uploads import MOST_WORDS, read_upload
from kb.exports.pandoc import run_pandoc
from tests.kb.attachments.samples import office, open_document, png

SLIDE = (
    '<p:sld xmlns:p="p" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    "<a:p><a:r><a:t>Wkład </a:t></a:r><a:r><a:t>własny</a:t></a:r></a:p></p:sld>"
)
SHEET = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<si><t>Koszt kwalifikowalny</t></si></sst>"
)
ODF = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><text:p>Plan działania</text:p></office:body></office:document-content>"
)


@pytest.mark.parametrize("extension", ["docx", "odt"])
def test_the_words_of_a_document_are_read(extension: str) -> None:
    content = run_pandoc([f"--to={extension}", "--output=-"], "# Wniosek\n\nProszę o *świetlicę*.")
    upload = read_upload(content, f"Wniosek o salę.{extension}")
    assert upload.title == "Wniosek o salę"
    assert upload.kind.extension == extension
    assert upload.words.splitlines()[-1] == "Proszę o świetlicę."
    assert not upload.remark


def test_the_words_of_a_pdf_are_read() -> None:
    content = typst.compile(b"Umowa partnerstwa")
    assert read_upload(content, "u.pdf").words == "Umowa partnerstwa"


def test_slides_sheets_and_texts_are_read_too() -> None:
    slides = office("presentationml.presentation", {"ppt/slides/slide1.xml": SLIDE})
    sheet = office("spreadsheetml.sheet", {"xl/sharedStrings.xml": SHEET})
    assert read_upload(slides, "a.pptx").words == "Wkład własny"
    assert read_upload(sheet, "a.xlsx").words == "Koszt kwalifikowalny"
    assert read_upload(open_document("presentation", {"content.xml": ODF}), "a.odp").words == (
        "Plan działania"
    )
    assert read_upload(
        rb"{\rtf1\ansi\ansicpg1250 \'8cwietlica i \u322\'b3awka}", "a.rtf"
    ).words == ("Świetlica i ławka")
    assert read_upload("Imię;  rola\nJan;woźny\n".encode(), "a.csv").words == (
        "Imię; rola\nJan;woźny"
    )


def test_a_picture_has_no_words_and_nobody_misses_them() -> None:
    upload = read_upload(png(), "schemat.png", "  Schemat\n obiegu ")
    assert (upload.words, upload.remark) == ("", "")
    assert upload.title == "Schemat obiegu"


def test_a_scan_is_kept_and_the_editor_is_told_that_its_words_are_not_found() -> None:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(buffer)
    upload = read_upload(buffer.getvalue(), "skan.pdf")
    assert upload.words == ""
    assert "skan bez tekstu" in upload.remark


def test_a_pdf_with_a_password_is_refused() -> None:
    writer, buffer = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.encrypt("tajne", algorithm="AES-256")
    writer.write(buffer)
    with pytest.raises(AttachmentRefused, match="hasł"):
        read_upload(buffer.getvalue(), "tajne.pdf")


@pytest.mark.parametrize("content", [office("wordprocessingml.document"), b"%PDF-1.7\nnic"])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(AttachmentRefused, match="uszkodzon"):
        read_upload(content, "plik")


def test_the_words_are_bounded() -> None:
    upload = read_upload(b"slowo " * 200_000, "a.txt")
    assert len(upload.words) == MOST_WORDS
    assert "pierwszych 160 stron" in upload.remark
