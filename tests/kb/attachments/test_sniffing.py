"""What a file is, is told by its content; programs in any disguise are refused in plain words."""

import pytest

from kb.attachments.errors import AttachmentRefused
from kb.attachments.kinds import MAX_FILE
from kb.attachments.sniffing import recognise
from kb.settings import bundled_standards
from tests.kb.attachments.samples import jpeg, office, open_document, package, png

WORD = "wordprocessingml.document"
MACROS = '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'
OLE = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(600)
GENUINE = next(bundled_standards().rglob("*.docx")).read_bytes()


@pytest.mark.parametrize(
    ("content", "extension"),
    [
        (GENUINE, "docx"),
        (office("spreadsheetml.sheet"), "xlsx"),
        (office("presentationml.presentation"), "pptx"),
        (open_document("text"), "odt"),
        (open_document("spreadsheet"), "ods"),
        (open_document("presentation"), "odp"),
        (b"%PDF-1.7\n%%EOF", "pdf"),
        (rb"{\rtf1\ansi Pismo}", "rtf"),
        (png(), "png"),
        (jpeg(), "jpg"),
        ("imię;kwota\nJan;2\n".encode(), "csv"),
        ("Zażółć gęślą jaźń, proszę.".encode(), "txt"),
        (b"MZ to skrot, BM tez", "txt"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_document_is_known_by_its_content(content: bytes, extension: str) -> None:
    assert recognise(content, "cokolwiek.exe").kind.extension == extension


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "pusty"),
        (b"a" * (MAX_FILE + 1), "10 MB"),
        (b"MZ\x90\0\x03" + bytes(60), "programów nie przyjmujemy"),
        (b"\x7fELF\x02" + bytes(60), "programów nie przyjmujemy"),
        (b"#!/bin/sh\necho", "programów nie przyjmujemy"),
        (b"<!DOCTYPE html><title>x</title>", "strona internetowa"),
        (b"\xef\xbb\xbf  <script>alert(1)</script>", "strona internetowa"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "rysunek jako PNG"),
        (b'<?xml version="1.0"?><svg onload="x()"/>', "strona internetowa"),
        (package({"umowa.docx": GENUINE}), "archiwum"),
        (b"Rar!\x1a\x07\0" + bytes(9), "archiwum"),
        (package({"[Content_Types].xml": MACROS}), "makra"),
        (office(WORD, {"word/vbaProject.bin": b"x"}), "makra"),
        (open_document("text", {"Basic/Standard/Module1.xml": b"x"}), "makra"),
        (office(WORD, {"word/embeddings/Faktura.EXE": b"MZ"}), "osadzony program"),
        (rb"{\rtf1{\object\objemb\objdata 0105}}", "osadzony program"),
        (office(WORD, {"word/document.xml": bytes(90_000_000)}), "nienaturalnie duży"),
        (open_document("text", {"META-INF/manifest.xml": b"encryption-data"}), "hasł"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "hasł"),
        (OLE + "WordDocument".encode("utf-16-le"), "starym formacie"),
        (OLE + "Workbook".encode("utf-16-le"), "starym formacie"),
        (b"GIF89a\x01\0\x01\0", "PNG"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "PNG"),
        (b"\0\0\0\x18ftypheic" + bytes(9), "PNG"),
        (png()[:-20], "uszkodzony"),
        (png(30_000, 1)[:16] + b"\0\1\0\0\0\1\0\0" + png()[24:], "punktów"),
        (jpeg()[:25], "uszkodzony"),
        (b"PK\x03\x04" + bytes(90), "uszkodzony"),
        (bytes(range(256)) * 3, "Nie rozpoznajemy"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_not_taken_is_refused_with_what_to_do(content: bytes, told: str) -> None:
    with pytest.raises(AttachmentRefused) as refusal:
        recognise(content, "niewinny.docx")
    assert told in str(refusal.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1250", "iso8859-2"])
def test_texts_are_kept_in_one_encoding(encoding: str) -> None:
    text = "Wniosek o świadczenie\r\nŻółta łąka, gęś\r\n"
    kept = recognise(text.encode(encoding), "a.txt").content
    assert kept.decode() == text.replace("\r\n", "\n")


def test_a_table_opens_in_a_spreadsheet_with_its_letters() -> None:
    kept = recognise("nazwa;zł\nŁódź;1\n".encode("cp1250"), "dane.csv")
    assert kept.content.startswith(b"\xef\xbb\xbf")
    assert kept.kind.extension == "csv"
