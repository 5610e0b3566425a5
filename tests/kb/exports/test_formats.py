"""Every format, opened as the programs that read it would."""

import io
import re
import zipfile
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from kb.exports.document import ExportDocument
from kb.exports.formats import FORMATS, available_formats

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FACTS = ("Mały grant (art. 19a)", "w ciągu 7 dni roboczych od wpływu oferty", "P2O1-03")
ADDRESS = "https://baza.example/standardy/maly-grant/2026-09-01"


@pytest.fixture(scope="module")
def files(document: ExportDocument) -> dict[str, bytes]:
    return {name: made.make(document) for name, made in FORMATS.items()}


@pytest.fixture(scope="module")
def binders(binder: ExportDocument) -> dict[str, bytes]:
    return {name: FORMATS[name].make(binder) for name in ("pdf", "docx", "epub")}


def parts(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        assert file.testzip() is None
        return {name: file.read(name) for name in file.namelist()}


def words(xml: bytes) -> str:
    """All text of a document, spaces joined."""
    return " ".join("".join(ElementTree.fromstring(xml).itertext()).split())


def pdf_text(reader: PdfReader) -> str:
    text = " ".join(page.extract_text() for page in reader.pages)
    return " ".join(text.replace("\u00ad", "").split())


def test_every_format_can_be_made_here() -> None:
    assert list(available_formats()) == ["pdf", "docx", "odt", "epub"]


def test_the_same_document_gives_the_same_bytes(
    files: dict[str, bytes], document: ExportDocument
) -> None:
    for name in ("docx", "odt", "epub"):
        assert parts(FORMATS[name].make(document)) == parts(files[name]), name


def test_a_pdf_is_tagged_titled_polish_and_says_it_is_ua(files: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(files["pdf"]))
    root = reader.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/Lang"] == "pl-PL"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert reader.metadata is not None
    assert reader.metadata.title == "Mały grant (art. 19a)"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()  # type: ignore[attr-defined]


def test_a_pdf_tells_headings_and_headers_of_tables(files: dict[str, bytes]) -> None:
    tags = structure_tags(PdfReader(io.BytesIO(files["pdf"])))
    assert {"/H1", "/H2", "/H3", "/Table", "/TH", "/TD", "/L", "/LI", "/Link"} <= tags


def test_a_pdf_has_a_bookmark_for_every_section(files: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(files["pdf"]))
    title, sections = reader.outline[0], reader.outline[1]
    assert title.title == "Mały grant (art. 19a)"  # type: ignore[union-attr]
    names = [entry.title for entry in sections if not isinstance(entry, list)]  # type: ignore[union-attr]
    assert {"W skrócie", "Kroki", "Terminy", "Metryka"} <= set(names)


def test_every_page_of_a_pdf_is_a4_with_version_address_and_number(
    files: dict[str, bytes],
) -> None:
    pages = PdfReader(io.BytesIO(files["pdf"])).pages
    for number, page in enumerate(pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == (595, 842)
        text = " ".join(page.extract_text().split())
        assert ADDRESS in text
        assert "wersja od 1 września 2026 r." in text
        assert f"strona {number} z {len(pages)}" in text


def test_a_pdf_carries_the_text_and_its_own_fonts(files: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(files["pdf"]))
    text = pdf_text(reader)
    for fact in FACTS:
        assert fact in text
    fonts = {font for page in reader.pages for font in page._get_fonts()[1]}
    assert fonts == set()  # none that is not inside the file


def test_a_docx_has_headings_table_headers_language_and_its_address(
    files: dict[str, bytes],
) -> None:
    found = parts(files["docx"])
    body = ElementTree.fromstring(found["word/document.xml"])
    styles = [style.get(f"{WORD}val") for style in body.iter(f"{WORD}pStyle")]
    assert styles[0] == "Heading1"
    assert {"Heading2", "Heading3"} <= set(styles)
    tables = list(body.iter(f"{WORD}tbl"))
    assert len(tables) >= 4
    assert all(next(table.iter(f"{WORD}tblHeader"), None) is not None for table in tables)
    assert ADDRESS in words(found["word/footer1.xml"])
    assert b"pl-PL" in found["word/styles.xml"]
    assert b"Ma\xc5\x82y grant (art. 19a)" in found["docProps/core.xml"]
    for fact in FACTS:
        assert fact in words(found["word/document.xml"])


def test_an_odt_is_a4_and_known_by_its_first_bytes(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["odt"])) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    found = parts(files["odt"])
    content = found["content.xml"].decode()
    assert 'text:outline-level="1">Mały grant (art. 19a)</text:h>' in content
    assert "table:table-header-rows" in content
    styles = found["styles.xml"].decode()
    assert 'fo:page-width="21cm"' in styles
    assert set(re.findall(r'fo:language="(\w+)"', styles)) == {"pl"}
    assert ADDRESS in words(found["styles.xml"])
    for fact in FACTS:
        assert fact in words(found["content.xml"])


def test_an_epub_is_accessible_and_in_polish(files: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(files["epub"])) as file:
        first = file.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    found = parts(files["epub"])
    package = found["EPUB/content.opf"].decode()
    assert "<dc:language>pl-PL</dc:language>" in package
    assert f">{ADDRESS}</dc:identifier>" in package
    assert "schema:accessMode" in package
    assert '<h1 id="toc-title">Spis treści</h1>' in found["EPUB/nav.xhtml"].decode()
    chapter = found["EPUB/text/ch001.xhtml"].decode()
    assert "<title>Mały grant (art. 19a)</title>" in chapter
    assert not re.search(r"<th(?! scope=)[ >]", chapter)
    for name, content in found.items():
        if name.endswith(".xhtml"):
            ElementTree.fromstring(content)


def test_a_set_as_pdf_begins_with_a_contents_list(binders: dict[str, bytes]) -> None:
    reader = PdfReader(io.BytesIO(binders["pdf"]))
    first = " ".join(reader.pages[0].extract_text().split())
    assert "Spis treści" in first
    assert re.search(r"Otwarty konkurs ofert[ .]+\d+", first)
    chapters = [entry.title for entry in reader.outline if not isinstance(entry, list)]  # type: ignore[union-attr]
    assert chapters == ["Mały grant (art. 19a)", "Otwarty konkurs ofert"]


def test_a_set_as_docx_links_its_contents_to_chapters(binders: dict[str, bytes]) -> None:
    body = ElementTree.fromstring(parts(binders["docx"])["word/document.xml"])
    anchors = {link.get(f"{WORD}anchor") for link in body.iter(f"{WORD}hyperlink")}
    bookmarks = {mark.get(f"{WORD}name") for mark in body.iter(f"{WORD}bookmarkStart")}
    assert {"teczka-maly-grant", "teczka-otwarty-konkurs-ofert"} <= anchors & bookmarks


def test_a_set_as_epub_has_a_chapter_for_each_standard(binders: dict[str, bytes]) -> None:
    found = parts(binders["epub"])
    titles = [
        re.findall(r"<title>(.*?)</title>", content.decode())
        for name, content in found.items()
        if re.fullmatch(r"EPUB/text/ch\d+\.xhtml", name)
    ]
    assert ["Otwarty konkurs ofert"] in titles


def structure_tags(reader: PdfReader) -> set[str]:
    """The names of all structure elements."""
    tags: set[str] = set()
    root = reader.trailer["/Root"]
    waiting = [root["/StructTreeRoot"].get_object()]  # type: ignore[index]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += [child.get_object() for child in node]
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                tags.add(str(node["/S"]))
            if "/K" in node:
                waiting.append(node["/K"].get_object())
    return tags
