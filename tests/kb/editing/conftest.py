import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from kb.history.history import History
from kb.history.model import Draft, Person
from kb.library import Library, load_library
from tests.kb.history.seeds import small_seed

TODAY = date(2026, 11, 22)
EWA = Person("konto-1", "Ewa Redaktorka")
GRANT = PurePosixPath("p2o1/maly-grant/2026-09-01.md")


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("editing")
    History.create(folder / "content", small_seed(folder / "seed"))
    return folder / "content"


@pytest.fixture
def history(seeded: Path, tmp_path: Path) -> History:
    """A repository of its own, which the test may change."""
    return History(Path(shutil.copytree(seeded, tmp_path / "content")))


@pytest.fixture(scope="session")
def library(seeded: Path) -> Library:
    """What is published in `history` before anything is changed."""
    return load_library(seeded)


def text_of(history: History, path: PurePosixPath = GRANT) -> str:
    """A published document."""
    return (history.read(history.head, path) or b"").decode()


def drafted(
    history: History, changes: Mapping[PurePosixPath, str | None], key: str = "maly-grant"
) -> Draft:
    """A draft with these texts."""
    content = {path: text if text is None else text.encode() for path, text in changes.items()}
    return history.save(key, content, EWA, None, "")
