"""A picture of a standard stands in every file made of it."""

import io
import re
import shutil
import zipfile
from html import unescape

import pytest
from pypdf import PdfReader

from kb.documents.model import Version
from kb.exports.document import ExportDocument, standard_document
from kb.exports.formats import FORMATS
from kb.library import Library, load_library
from kb.settings import bundled_standards
from tests.kb.attachments.samples import png
from tests.kb.conftest import MINIMAL
from tests.kb.exports.conftest import SITE

ALT = 'Schemat "obiegu": urząd → rada'


@pytest.fixture(scope="module")
def illustrated(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """One standard with a picture wider than the page."""
    root = tmp_path_factory.mktemp("standards")
    shutil.copytree(bundled_standards() / "vocabulary", root / "vocabulary")
    folder = root / "p2o2" / "sala"
    folder.mkdir(parents=True)
    (folder / "schemat.png").write_bytes(png(2400, 300))
    text = MINIMAL + f"\n![{ALT}](schemat.png)\n\n![Zdjęcie](https://inna.example/a.png)\n"
    (folder / "2026-01-15.md").write_text(text, encoding="utf-8")
    return load_library(root)


@pytest.fixture(scope="module")
def version(illustrated: Library) -> Version:
    return illustrated.standards["sala"].versions[0]


@pytest.fixture(scope="module")
def document(version: Version, illustrated: Library) -> ExportDocument:
    return standard_document(version, illustrated, SITE)


def test_the_text_calls_the_picture_by_its_content(document: ExportDocument) -> None:
    (picture,) = document.pictures
    assert picture.alt == ALT
    assert f"]({picture.name})" in document.body
    assert "[Rysunek: Zdjęcie](https://inna.example/a.png)" in document.body


def test_another_content_of_the_picture_gives_another_file(
    version: Version, illustrated: Library, document: ExportDocument
) -> None:
    path = version.folder / "schemat.png"
    before = path.read_bytes()
    path.write_bytes(png(10, 10))
    try:
        assert repr(standard_document(version, illustrated, SITE)) != repr(document)
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize(
    ("extension", "place"), [("docx", "word/media/"), ("odt", "Pictures/"), ("epub", "EPUB/media/")]
)
def test_documents_hold_the_picture_with_its_description(
    document: ExportDocument, version: Version, extension: str, place: str
) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS[extension].make(document))) as made:
        held = [made.read(name) for name in made.namelist() if name.startswith(place)]
        texts = "".join(
            made.read(name).decode()
            for name in made.namelist()
            if name.endswith(("document.xml", "content.xml", ".xhtml"))
        )
    assert (version.folder / "schemat.png").read_bytes() in held
    assert ALT in unescape(texts)


def test_a_picture_of_an_odt_is_no_wider_than_its_text(document: ExportDocument) -> None:
    with zipfile.ZipFile(io.BytesIO(FORMATS["odt"].make(document))) as made:
        content = made.read("content.xml").decode()
    sizes = re.findall(r'svg:width="([\d.]+)pt" svg:height="([\d.]+)pt"', content)
    assert [(float(width), float(height)) for width, height in sizes] == [(470.0, 58.8)]


def test_the_pdf_holds_the_picture_and_stays_accessible(document: ExportDocument) -> None:
    made = PdfReader(io.BytesIO(FORMATS["pdf"].make(document)))
    assert sum(len(page.images) for page in made.pages) == 1
