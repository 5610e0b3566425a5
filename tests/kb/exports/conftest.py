from datetime import date

import pytest

from kb.documents.model import Version
from kb.exports.binder import binder_document
from kb.exports.document import ExportDocument, standard_document
from kb.library import Library, load_library
from kb.settings import bundled_standards

SITE = "https://baza.example"


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(bundled_standards())


@pytest.fixture(scope="session")
def small_grant(library: Library) -> Version:
    """The version in force from 1 September 2026: it has every part a standard can have."""
    version = library.standards["maly-grant"].version(date(2026, 9, 1))
    assert version is not None
    return version


@pytest.fixture(scope="session")
def document(small_grant: Version, library: Library) -> ExportDocument:
    return standard_document(small_grant, library, SITE)


@pytest.fixture(scope="session")
def binder(small_grant: Version, library: Library) -> ExportDocument:
    """Two standards in one document."""
    other = library.standards["otwarty-konkurs-ofert"].versions[-1]
    address = f"{SITE}/teczka?s=maly-grant&s=otwarty-konkurs-ofert"
    return binder_document([small_grant, other], library, SITE, address, date(2026, 11, 22))
