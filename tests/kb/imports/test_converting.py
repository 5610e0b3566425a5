import threading
from pathlib import Path

import pytest

from kb.imports import limits
from kb.imports.converting import read
from kb.imports.errors import ImportBusy, ImportRefused
from tests.kb.imports.office_files import cell, docx, paragraph, table

FILES = Path(__file__).parent / "files"


def reason_of(data: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read(data)
    return refused.value.reason


def test_a_locked_pdf_is_refused() -> None:
    assert reason_of((FILES / "haslo.pdf").read_bytes()) == "encrypted"


def test_broken_xml_is_refused() -> None:
    assert reason_of(docx("<w:p>")) == "damaged"


def test_entities_are_refused() -> None:
    entity = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'
    assert reason_of(docx(more={"word/document.xml": entity})) == "damaged"


def test_a_spreadsheet_makes_no_draft() -> None:
    types = '<Types><Override ContentType="x.spreadsheetml.sheet.main+xml"/></Types>'
    with pytest.raises(ImportRefused, match="To plik XLSX"):
        read(docx(more={"[Content_Types].xml": types}))


def test_two_hundred_pages_are_read_within_the_limits() -> None:
    page = [
        paragraph("Rozdział próbny", "Nagwek1"),
        *(paragraph("Organizacje i urząd uzgadniają zakres zadania. " * 9) for _ in range(5)),
        *(paragraph("Punkt listy z treścią", numbered=(1, 0)) for _ in range(4)),
        table([cell("Kto"), cell("Co")], [cell("Urząd"), cell("Prowadzi rejestr")]),
    ]
    reading = read(docx(*page * 200))
    assert sum(block.level == 1 for block in reading.blocks) == 200
    assert len(reading.text) > 400_000


def test_what_would_not_fit_is_refused_at_once() -> None:
    long = (paragraph(f"Zdanie {n} o współpracy. " * 40) for n in range(1_000))
    assert reason_of(docx(*long)) == "too-large"
    assert reason_of(docx(table(*[[cell("a"), cell("b")]] * 10_001))) == "too-large"


def test_xml_nested_without_end_is_refused() -> None:
    assert reason_of(docx("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)) == "damaged"


def test_more_files_at_once_than_allowed_wait_and_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "WAITING", 0.01)
    inside, done = threading.Barrier(limits.AT_ONCE + 1), threading.Event()
    from kb.imports import converting

    def hold() -> None:
        with converting._turn():
            inside.wait()
            done.wait()

    holders = [threading.Thread(target=hold) for _ in range(limits.AT_ONCE)]
    for holder in holders:
        holder.start()
    inside.wait()
    try:
        with pytest.raises(ImportBusy, match="Odczekaj chwilę"):
            read(docx(paragraph("Tekst.")))
    finally:
        done.set()
        for holder in holders:
            holder.join()
