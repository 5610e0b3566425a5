import logging
import sys
import threading
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from kb.errors import ExportError
from kb.exports.document import ExportDocument
from kb.exports.formats import FORMATS, available_formats
from kb.exports.service import Exports
from kb.exports.worker import make_all, start
from kb.library import load_library
from kb.settings import Settings
from tests.kb.conftest import Content


@pytest.fixture
def exports(content: Content, tmp_path: Path) -> Exports:
    return Exports(Settings(content.root, tmp_path / "var", base_url="https://baza.example"))


def test_every_file_of_every_version_is_made_once(exports: Exports, content: Content) -> None:
    library = load_library(content.root)
    versions = list(library.versions())
    assert make_all(exports, library) == len(versions) * len(FORMATS)
    for version in versions:
        document = exports.document(version, library)
        assert all(exports.size(document, extension) for extension in FORMATS)
    assert make_all(exports, library) == 0


def test_the_background_thread_makes_them_by_itself(exports: Exports, content: Content) -> None:
    exports.formats = {"docx": FORMATS["docx"]}
    library, stop = load_library(content.root), threading.Event()
    documents = [exports.document(version, library) for version in library.versions()]
    thread = start(exports, lambda: library, stop)
    while any(exports.size(document, "docx") is None for document in documents):
        thread.join(0.05)
        assert thread.is_alive()
    stop.set()
    thread.join()


def test_after_a_change_only_the_changed_version_is_made_again(
    exports: Exports, content: Content
) -> None:
    exports.formats = {"docx": FORMATS["docx"]}
    first = load_library(content.root)
    make_all(exports, first)
    path = "p2o1/maly-grant/2026-09-01.md"
    content.replace(path, "Mały grant pozwala szybko", "Mały grant pozwala bardzo szybko")
    assert make_all(exports, load_library(content.root, first)) == 1


def test_a_document_that_cannot_be_made_is_logged_and_does_not_stop_the_rest(
    exports: Exports, content: Content, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(document: ExportDocument) -> bytes:
        if document.title.startswith("Mały"):
            raise ExportError("pandoc nie przyjął tekstu")
        return FORMATS["docx"].make(document)

    exports.formats = MappingProxyType({"docx": replace(FORMATS["docx"], make=refuse)})
    library = load_library(content.root)
    with caplog.at_level(logging.ERROR, logger="kb.exports.worker"):
        assert make_all(exports, library) == 1
    assert "no docx file of maly-grant@2026-09-01" in caplog.text


def test_without_its_address_the_site_is_where_it_listens(tmp_path: Path) -> None:
    assert Exports(Settings(tmp_path, tmp_path, port=8123)).site == "http://127.0.0.1:8123"


def test_formats_whose_program_is_missing_are_not_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    assert list(available_formats()) == ["docx", "odt", "epub"]
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    assert available_formats() == {}
