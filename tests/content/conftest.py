"""The bundled content as the tests of this folder read it."""

from datetime import date

import pytest

from kb.documents.model import Version
from kb.library import Library, load_library
from kb.settings import bundled_standards

DAY = date(2026, 11, 22)
"""The day on which the legal state of the bundled content was checked."""


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library(bundled_standards())


@pytest.fixture(scope="session")
def in_force(library: Library) -> list[Version]:
    """The versions that readers meet first."""
    return library.in_force_on(DAY)
