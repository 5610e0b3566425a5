"""What stands only in an attachment is found, and the result says where it stands."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.catalog import Catalog
from kb.documents.attached import content_digest
from kb.library import Library, load_library
from kb.publication import Publisher
from kb.search_page import Hit, SearchParams
from kb.settings import Settings
from tests.kb.conftest import MINIMAL

TODAY = date(2026, 11, 22)
LISTED = "attachments:\n  - {file: regulamin.pdf, title: Regulamin sali}\nchange_note:"
WORDS = "§ 1. Wypożyczenie rzutnika\nRzutniki wydaje portier za pokwitowaniem.\n" + "tekst " * 3_000


@pytest.fixture
def root(content: Any) -> Path:
    content.write("p2o2/sala/2026-01-15.md", MINIMAL.replace("change_note:", LISTED))
    content.path("p2o2/sala/regulamin.pdf").write_bytes(b"%PDF-")
    content.write("p2o2/sala/teksty/regulamin.pdf.txt", WORDS)
    folder: Path = content.root
    return folder


def version_of(library: Library) -> Any:
    return library.standards["sala"].versions[0]


def first_hit(root: Path, query: str) -> Hit:
    settings = Settings(standards=root, var=root.parent / "var")
    page = Publisher(settings).current.search(SearchParams(query), TODAY)
    return (*page.hits, *page.mentions)[0]


def test_the_words_of_an_attachment_are_those_of_its_standard(root: Path) -> None:
    library = load_library(root)
    assert "Rzutniki wydaje portier" in Catalog(library).entry(version_of(library)).text["body"]


def test_a_result_shows_the_place_in_the_attachment(root: Path) -> None:
    hit = first_hit(root, "portier")
    assert hit.version.slug == "sala"
    assert hit.section == "W załączniku „Regulamin sali”"
    assert hit.url == "/standardy/sala#plik-1"
    assert ("portier", True) in hit.excerpt
    assert len("".join(text for text, _ in hit.excerpt)) < 300


def test_another_form_of_the_word_leads_there_too(root: Path) -> None:
    hit = first_hit(root, "rzutników")
    assert [text for text, matched in hit.excerpt if matched] == ["rzutnika Rzutniki"]


def test_what_the_document_says_itself_comes_before_its_attachments(root: Path) -> None:
    assert first_hit(root, "sala na zebranie").section != "W załączniku „Regulamin sali”"


def test_the_source_of_a_template_is_found_without_its_marks(content: Any, root: Path) -> None:
    content.write(
        "p2o2/sala/wzory/wniosek.md", "---\ntitle: x\n---\n\n# Wniosek [imię] *kluczyk*\n"
    )
    content.replace("p2o2/sala/2026-01-15.md", "regulamin.pdf", "wniosek.docx")
    library = load_library(root)
    body = Catalog(library).entry(version_of(library)).text["body"]
    assert body == "Sala dla organizacji. Wniosek imię kluczyk"


@pytest.mark.parametrize("name", ["teksty/regulamin.pdf.txt", "regulamin.pdf", "obraz.png"])
def test_every_file_of_a_standard_changes_its_digest(root: Path, name: str) -> None:
    path = version_of(load_library(root)).path
    before = content_digest(root, path)
    (root / path.parent / name).write_bytes(b"inaczej")
    assert content_digest(root, path) != before


def test_an_attachment_replaced_is_published(root: Path) -> None:
    publisher = Publisher(Settings(standards=root, var=root.parent / "var"))
    (root / "p2o2/sala/teksty/regulamin.pdf.txt").write_text("Ekran odbiera się u woźnego.")
    assert publisher.refresh()
    page = publisher.current.search(SearchParams("woźny ekran"), TODAY)
    assert [hit.version.slug for hit in (*page.hits, *page.mentions)][:1] == ["sala"]
