from datetime import date
from pathlib import Path

import pytest

from kb.editing.checking import check_draft
from kb.editing.document import document_text, read_document
from kb.history.history import History
from kb.history.model import Person
from kb.imports.block_text import Block
from kb.imports.drafting import Accepted, draft_document
from kb.imports.errors import ImportRefused
from kb.imports.importing import import_file, imported
from kb.imports.reading import Reading
from kb.library import Library, load_library
from kb.settings import bundled_standards
from tests.kb.history.seeds import small_seed

FILES = Path(__file__).parent / "files"
DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(bundled_standards())


def test_a_file_becomes_a_draft_with_nothing_wrong_but_guidance(
    library: Library, tmp_path: Path
) -> None:
    data = (FILES / "procedura.odt").read_bytes()
    found = import_file(data, "procedura.odt", library.vocabulary, library.citations)
    guesses = found.guesses
    accepted = Accepted(guesses.title, guesses.kind, guesses.topics, {0}, {0, 1})
    document = draft_document(found, accepted, library, DAY)
    assert str(document.path) == "p2o1/procedura-przyjmowania-ofert/2026-11-22.md"
    assert document.data["legal_basis"] == [{"citation": "art. 3 ust. 3 UDPP"}]
    assert [row["term"] for row in document.data["deadlines"] if "term" in row] == ["14 dni"]
    assert read_document(document_text(document), document.path) == document
    history = History.create(tmp_path / "content", small_seed(tmp_path / "seed"))
    folder = document.path.parent
    files = {folder / name: content for name, content in found.pictures.items()}
    assert [path.name for path in files] == ["ilustracja-1.png"]
    text = {document.path: document_text(document).encode()}
    draft = history.save(document.slug, {**files, **text}, Person("konto-1", "Ewa"), None, "")
    problems = check_draft(history, draft, library, DAY).problems
    assert [p for p in problems if not p.message.startswith("została wskazówka")] == []


def test_what_was_not_accepted_stays_out(library: Library) -> None:
    reading = Reading("Sala", (Block(0, "Art. 19a UDPP.", "art. 19a UDPP"),))
    found = imported(reading, "sala.docx", library.vocabulary, library.citations)
    accepted = Accepted("Sala na zebranie", "standard", ["formy-niefinansowe"])
    document = draft_document(found, accepted, library, DAY, {"sala-na-zebranie", "P2O2-04"})
    assert document.slug == "sala-na-zebranie-2"
    assert document.data["code"] == "P2O2-05"
    assert not {"legal_basis", "deadlines", "steps", "rules"} & document.data.keys()


def test_an_empty_file_is_refused(library: Library) -> None:
    with pytest.raises(ImportRefused, match="nie ma tekstu"):
        imported(Reading("Sama nazwa"), "a.docx", library.vocabulary, library.citations)


def test_a_text_longer_than_a_standard_may_be_is_refused(library: Library) -> None:
    reading = Reading("Długi", (Block(0, "słowo " * 200_000, "słowo"),))
    with pytest.raises(ImportRefused, match="za długi"):
        imported(reading, "a.docx", library.vocabulary, library.citations)


def test_articles_that_the_base_does_not_list_are_told(library: Library) -> None:
    reading = Reading("Wyłączenie", (Block(0, "Art. 24 KPA.", "Stosuje się art. 24 KPA."),))
    found = imported(reading, "a.docx", library.vocabulary, library.citations)
    assert any("nie ma w naszym spisie ustaw: „art. 24 KPA”" in r.text for r in found.remarks)
