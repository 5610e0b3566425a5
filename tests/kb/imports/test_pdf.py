from functools import cache
from pathlib import Path

import pytest

from kb.imports.converting import read
from kb.imports.errors import ImportRefused
from kb.imports.reading import Reading

FILES = Path(__file__).parent / "files"


@cache
def pismo() -> Reading:
    return read((FILES / "pismo.pdf").read_bytes())


def scan(pages: int = 1) -> bytes:
    """A PDF whose pages hold no text."""
    kids = " ".join(f"{n + 3} 0 R" for n in range(pages))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages,
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{body}xref\n0 {size}\n0000000000 65535 f \n{rows}"
        f"trailer << /Root 1 0 R /Size {size} >>\nstartxref\n{len(body)}\n%%EOF"
    ).encode()


def test_headings_are_found_by_their_size() -> None:
    assert pismo().title == "Zasady konsultowania programu"
    assert [(b.level, b.text) for b in pismo().blocks if b.level] == [
        (1, "1. Cel"),
        (1, "2. Adresaci"),
        (1, "3. Przebieg konsultacji"),
        (1, "4. Gdy coś pójdzie nie tak"),
    ]


def test_paragraphs_are_joined_over_lines_and_pages() -> None:
    counts = []
    for block in pismo().blocks:
        if block.level:
            counts.append(0)
        else:
            counts[-1] += 1
    assert counts == [4, 4, 5, 4]


def test_broken_words_are_mended() -> None:
    words = {word.strip(".,").lower() for b in pismo().blocks for word in b.text.split()}
    assert {"rozporządzenie", "odpowiedzialność", "przedstawicielka"} <= words
    assert not any(word.endswith("-") for word in words)


def test_running_heads_and_page_numbers_are_dropped_and_told() -> None:
    assert "Urząd Gminy Przykładowo" not in pismo().text
    assert "Strona" not in pismo().text
    assert any("„Urząd Gminy Przykładowo”" in remark.text for remark in pismo().remarks)


def test_items_become_a_list() -> None:
    assert any(
        block.markdown.startswith("- a) urząd ogłasza konsultacje w terminie 21 dni")
        for block in pismo().blocks
    )


def test_a_scan_is_refused_with_advice() -> None:
    with pytest.raises(ImportRefused, match="rozpoznaj tekst programem OCR") as refusal:
        read(scan())
    assert refusal.value.reason == "scanned"


def test_a_damaged_pdf_is_refused() -> None:
    whole = (FILES / "pismo.pdf").read_bytes()
    with pytest.raises(ImportRefused, match="uszkodzony") as refusal:
        read(b"%PDF-1.4\n" + whole[20_000:21_000])
    assert refusal.value.reason == "damaged"


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    with pytest.raises(ImportRefused, match="więcej niż 600 stron"):
        read(scan(601))
