import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from kb.editing.checking import Checked, check_draft
from kb.editing.document import EditedDocument, document_text
from kb.history.history import History
from kb.history.model import Draft, Person
from kb.library import Library, load_library

TODAY = date(2026, 11, 22)
EWA = Person("konto-1", "Ewa Redaktorka")
GRANT = PurePosixPath("p2o1/maly-grant/2026-09-01.md")


@pytest.fixture
def history(seeded_desk: Path, tmp_path: Path) -> History:
    """A repository of its own, which the test may change."""
    return History(Path(shutil.copytree(seeded_desk / "content", tmp_path / "content")))


@pytest.fixture(scope="session")
def library(seeded_desk: Path) -> Library:
    """What is published in `history` before anything is changed."""
    return load_library(seeded_desk / "content")


def text_of(history: History, path: PurePosixPath = GRANT) -> str:
    """A published document."""
    return (history.read(history.head, path) or b"").decode()


def drafted(
    history: History, changes: Mapping[PurePosixPath, str | None], key: str = "maly-grant"
) -> Draft:
    """A draft with these texts."""
    content = {path: text if text is None else text.encode() for path, text in changes.items()}
    return history.save(key, content, EWA, None, "")


def checked_as_draft(
    history: History, document: EditedDocument, library: Library, day: date = TODAY
) -> Checked:
    """What the check says of the document once it is saved as a draft, or over the one there is."""
    draft = history.draft(document.slug)
    text = {document.path: document_text(document).encode()}
    draft = history.save(document.slug, text, EWA, draft.head if draft else None, "")
    return check_draft(history, draft, library, day)
