import os
import time
from pathlib import Path

import pytest

from kb.imports.guessed_deadlines import GuessedDeadline
from kb.imports.guesses import GuessedBasis, Guesses
from kb.imports.importing import Imported
from kb.imports.pending import LIFETIME, MOST_OF_A_PERSON, PendingImports
from kb.imports.remarks import Remark

IMPORTED = Imported(
    "oferta.docx",
    "\n## Cel\n\nTekst.\n",
    Guesses(
        "Oferta",
        "procedura",
        ("oferta",),
        ("jst", "ngo"),
        (GuessedBasis("art. 14 UDPP", known=True),),
        (GuessedDeadline({"id": "a", "term": "7 dni"}, "W terminie 7 dni."),),
    ),
    (Remark("lost", "Pominięto.", "Cel"),),
    {"ilustracja-1.png": b"\x89PNG"},
)


@pytest.fixture
def pending(tmp_path: Path) -> PendingImports:
    return PendingImports(tmp_path / "imports")


def test_an_import_comes_back_whole_to_its_person_alone(pending: PendingImports) -> None:
    name = pending.keep("konto-1", IMPORTED)
    assert pending.find("konto-1", name) == IMPORTED
    assert pending.find("konto-2", name) is None
    assert pending.find("konto-1", "../../etc") is None
    assert pending.find("konto-1", "0" * 32) is None


def test_a_person_keeps_the_newest_few(pending: PendingImports, tmp_path: Path) -> None:
    names = []
    for age in range(MOST_OF_A_PERSON + 1, 0, -1):
        names.append(pending.keep("konto-1", IMPORTED))
        _make_older(tmp_path / "imports" / names[-1], 60 * age)
    others = pending.keep("konto-2", IMPORTED)
    newest = pending.keep("konto-1", IMPORTED)
    kept = [name for name in [*names, newest] if pending.find("konto-1", name)]
    assert kept == [*names, newest][-MOST_OF_A_PERSON:]
    assert pending.find("konto-2", others)


def test_old_imports_are_forgotten(pending: PendingImports, tmp_path: Path) -> None:
    name = pending.keep("konto-1", IMPORTED)
    _make_older(tmp_path / "imports" / name, LIFETIME + 60)
    assert pending.find("konto-1", name) is None
    pending.keep("konto-2", IMPORTED)
    assert not (tmp_path / "imports" / name).exists()


def test_the_draft_made_of_an_import_is_remembered(pending: PendingImports) -> None:
    name = pending.keep("konto-1", IMPORTED)
    with pending.only_one(name):
        assert pending.created(name) is None
        pending.mark_created(name, "oferta")
    assert pending.created(name) == "oferta"


def test_only_the_owner_drops_an_import(pending: PendingImports) -> None:
    name = pending.keep("konto-1", IMPORTED)
    pending.drop("konto-2", name)
    assert pending.find("konto-1", name)
    pending.drop("konto-1", name)
    assert pending.find("konto-1", name) is None


def _make_older(folder: Path, seconds: int) -> None:
    moment = time.time() - seconds
    os.utime(folder / "import.json", (moment, moment))
