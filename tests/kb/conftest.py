"""A small content folder that tests may break: the real vocabularies and two real documents."""

import shutil
from pathlib import Path

import pytest

from kb.publication import Publisher
from kb.settings import Settings, bundled_standards
from tests.shared import SharedOnce

SAMPLES = ("p2o1/maly-grant", "p2o1/otwarty-konkurs-ofert")


class Content:
    """A content folder on disk with the moves tests need."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, relative: str) -> Path:
        return self.root / relative

    def replace(self, relative: str, old: str, new: str) -> None:
        """Replace the first `old` in a file, which must be there."""
        path = self.path(relative)
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} not in {relative}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def write(self, relative: str, text: str) -> Path:
        path = self.path(relative)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path


@pytest.fixture(scope="session")
def indexed_content(shared_once: SharedOnce) -> Path:
    """What `content` begins with: `standards`, and `var` with their index."""

    def make(folder: Path) -> None:
        for part in ("vocabulary", *SAMPLES):
            shutil.copytree(bundled_standards() / part, folder / "standards" / part)
        Publisher(Settings(standards=folder / "standards", var=folder / "var"))

    return shared_once("indexed-content", make)


@pytest.fixture
def content(indexed_content: Path, tmp_path: Path) -> Content:
    """A content folder; whoever serves it from `tmp_path / "var"` finds it indexed there."""
    shutil.copytree(indexed_content / "standards", tmp_path / "standards")
    shutil.copytree(indexed_content / "var" / "index", tmp_path / "var" / "index")
    return Content(tmp_path / "standards")


MINIMAL = """\
---
code: P2O2-90
title: "Sala na zebranie"
kind: poradnik
group: P2O2
sectors: [jst, ngo]
topics: [formy-niefinansowe]
level: rekomendowany
summary: "Urząd użycza sali. Prosisz o nią pismem. Odpowiedź dostajesz w tydzień."
valid_from: 2026-01-15
legal_state: 2026-11-22
review_by: 2027-05-31
owner: "Redakcja"
change_note: "Pierwsza wersja."
---

## Cel

Sala dla organizacji.
"""


@pytest.fixture
def minimal() -> str:
    """The shortest document that is valid."""
    return MINIMAL
