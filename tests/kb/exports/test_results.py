import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from kb.documents.model import Version
from kb.exports.docx import docx
from kb.exports.results import ResultList, results_csv, results_document
from kb.library import Library
from kb.search_page import Hit
from tests.kb.exports.conftest import SITE
from tests.kb.exports.test_formats import parts, words


@pytest.fixture
def found(small_grant: Version) -> ResultList:
    hit = Hit(small_grant, "obowiazuje", "/standardy/maly-grant#kroki", "Kroki", (), 1.0)
    return ResultList(
        query="mały *grant*",
        filters=(("Sektor", "Organizacje"),),
        day=date(2026, 11, 22),
        address=f"{SITE}/szukaj?q=ma%C5%82y",
        total=1,
        hits=(hit,),
    )


def rows(table: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_polish_excel_opens_the_table(found: ResultList, library: Library) -> None:
    table = results_csv(found, library, SITE)
    assert table.startswith(b"\xef\xbb\xbfLp.;Kod;Tytu\xc5\x82;")
    header, row = rows(table)
    assert dict(zip(header, row, strict=True)) | {"W skrócie": ""} == {
        "Lp.": "1",
        "Kod": "P2O1-03",
        "Tytuł": "Mały grant (art. 19a)",
        "Rodzaj": "Procedura",
        "Grupa": "Formy finansowe",
        "Charakter": "Obowiązek ustawowy",
        "Kogo dotyczy": "Samorząd, Organizacje",
        "Tematy": "Małe granty, Oferta i kosztorys",
        "Status": "Obowiązuje",
        "Obowiązuje od": "2026-09-01",
        "Obowiązuje do": "",
        "Stan prawny na dzień": "2026-11-22",
        "W skrócie": "",
        "Adres": f"{SITE}/standardy/maly-grant",
    }


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_no_cell_is_a_formula(
    found: ResultList, library: Library, small_grant: Version, title: str
) -> None:
    meta = small_grant.meta.model_copy(update={"title": title})
    hit = replace(found.hits[0], version=replace(small_grant, meta=meta))
    table = rows(results_csv(replace(found, hits=(hit,)), library, SITE))
    assert table[1][2] == f"'{title}"


def test_a_cut_list_says_so(found: ResultList, library: Library) -> None:
    cut = replace(found, total=812)
    sentence = "Plik zawiera pierwsze 1 z 812 wyników. Zawęź wyszukiwanie."
    assert rows(results_csv(cut, library, SITE))[-1][2] == sentence
    assert sentence in results_document(cut, library, SITE).body
    assert found.cut == ""


def test_the_document_shows_what_was_typed_and_every_result(
    found: ResultList, library: Library
) -> None:
    text = words(parts(docx(results_document(found, library, SITE)))["word/document.xml"])
    assert "Wyniki wyszukiwania dla „mały *grant*”" in text
    assert "1 wynik. Stan na 22 listopada 2026 r." in text
    assert "Filtry: Sektor: Organizacje." in text
    assert "1. Mały grant (art. 19a)" in text
    assert f"{SITE}/standardy/maly-grant" in text
