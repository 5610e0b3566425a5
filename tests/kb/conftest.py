"""A small content folder that tests may break: the real vocabularies and two real documents."""

import shutil
from pathlib import Path

import pytest

from kb.settings import bundled_standards

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


@pytest.fixture
def content(tmp_path: Path) -> Content:
    root = tmp_path / "standards"
    shutil.copytree(bundled_standards() / "vocabulary", root / "vocabulary")
    for sample in SAMPLES:
        shutil.copytree(bundled_standards() / sample, root / sample)
    return Content(root)


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
