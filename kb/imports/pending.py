"""Imports that wait for a person to accept them, kept in a folder of the installation.

Each belongs to one person, comes and goes whole (a folder beside, renamed), is bounded in number
and forgotten after a week.
"""

import fcntl
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kb.imports.guessed_deadlines import GuessedDeadline
from kb.imports.guesses import GuessedBasis, Guesses
from kb.imports.importing import Imported
from kb.imports.remarks import Remark

LIFETIME = 7 * 24 * 3600
"""Seconds for which an import waits."""
MOST_OF_A_PERSON = 5
MOST_OF_ALL = 200
_ID = re.compile(r"[0-9a-f]{32}")
_RECORD, _CREATED, _PICTURES = "import.json", "created", "pictures"


class PendingImports:
    """The imports that wait in `folder`, which is made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, person: str, imported: Imported) -> str:
        """Keep an import for a person; the name under which they find it.

        Raises:
            OSError: it cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        name = secrets.token_hex(16)
        draft = self._folder / f".{name}"
        (draft / _PICTURES).mkdir(parents=True)
        for file, content in imported.pictures.items():
            (draft / _PICTURES / file).write_bytes(content)
        (draft / _RECORD).write_text(_record(person, imported), encoding="utf-8")
        draft.rename(self._folder / name)
        self._forget_old(person)
        return name

    def find(self, person: str, name: str) -> Imported | None:
        """The import of that name, if it is this person's and still waits."""
        if not _ID.fullmatch(name):
            return None
        folder = self._folder / name
        record = _read_record(folder)
        if record is None or record["person"] != person or _is_old(folder):
            return None
        files = sorted((folder / _PICTURES).iterdir())
        return _imported(record, {file.name: file.read_bytes() for file in files})

    @contextmanager
    def only_one(self, name: str) -> Iterator[None]:
        """Let one process at a time make a draft of an import.

        Raises:
            OSError: the import is gone.
        """
        descriptor = os.open(self._folder / name, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def created(self, name: str) -> str | None:
        """The key of the draft that was made of an import."""
        path = self._folder / name / _CREATED
        return path.read_text(encoding="utf-8") if path.is_file() else None

    def mark_created(self, name: str, key: str) -> None:
        """Remember the draft that was made, so that a second click leads to it."""
        path = self._folder / name / _CREATED
        draft = path.with_name(f".{_CREATED}")
        draft.write_text(key, encoding="utf-8")
        draft.replace(path)

    def drop(self, person: str, name: str) -> None:
        """Forget an import of this person."""
        if self.find(person, name) is not None:
            shutil.rmtree(self._folder / name, ignore_errors=True)

    def _forget_old(self, person: str) -> None:
        """Forget what is old, and the oldest of a person who keeps too many."""
        waiting = sorted(self._folder.iterdir(), key=_age)
        mine = 0
        for count, folder in enumerate(waiting, 1):
            record = _read_record(folder)
            mine += record is not None and record["person"] == person
            own = record is not None and record["person"] == person
            unfinished = folder.name.startswith(".")
            too_many = (own and mine > MOST_OF_A_PERSON) or count > MOST_OF_ALL
            if _is_old(folder) or (too_many and not unfinished):
                shutil.rmtree(folder, ignore_errors=True)


def _age(folder: Path) -> float:
    """Seconds since an import was kept; one that goes away meanwhile counts as old."""
    with suppress(FileNotFoundError):
        record = folder / _RECORD
        return time.time() - (record if record.exists() else folder).stat().st_mtime
    return float(2 * LIFETIME)


def _is_old(folder: Path) -> bool:
    return _age(folder) > LIFETIME


def _read_record(folder: Path) -> dict[str, Any] | None:
    try:
        record: dict[str, Any] = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return record


def _record(person: str, imported: Imported) -> str:
    return json.dumps(
        {
            "person": person,
            "file_name": imported.file_name,
            "body": imported.body,
            "guesses": asdict(imported.guesses),
            "remarks": [asdict(remark) for remark in imported.remarks],
        },
        ensure_ascii=False,
    )


def _imported(record: dict[str, Any], pictures: dict[str, bytes]) -> Imported:
    guessed = record["guesses"]
    return Imported(
        file_name=record["file_name"],
        body=record["body"],
        guesses=Guesses(
            title=guessed["title"],
            kind=guessed["kind"],
            topics=tuple(guessed["topics"]),
            sectors=tuple(guessed["sectors"]),
            citations=tuple(GuessedBasis(**row) for row in guessed["citations"]),
            deadlines=tuple(GuessedDeadline(**row) for row in guessed["deadlines"]),
        ),
        remarks=tuple(Remark(**remark) for remark in record["remarks"]),
        pictures=pictures,
    )
