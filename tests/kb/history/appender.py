"""A process that adds lines to a draft that others write at the same time, and to one of its own.

`python -m tests.kb.history.appender FOLDER NAME COUNT`: whenever somebody else was first, it takes
the text as it is then and adds its line to that, as an editor would.
"""

import sys
from pathlib import Path, PurePosixPath

from kb.history.errors import DraftMoved
from kb.history.history import History
from kb.history.model import Draft, Person

SHARED = "wspolny"


def path_of(key: str) -> PurePosixPath:
    """The file that a draft with this key holds."""
    return PurePosixPath(f"p2o1/{key}/2026-09-01.md")


def append(history: History, key: str, line: str, author: Person) -> Draft:
    """Add a line to a draft; nobody's lines are lost."""
    while True:
        seen = history.draft(key)
        text = (history.read(seen.head, path_of(key)) or b"") if seen else b""
        changes = {path_of(key): text + f"{line}\n".encode()}
        try:
            return history.save(key, changes, author, seen.head if seen else None, line)
        except DraftMoved:
            continue


if __name__ == "__main__":
    folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    for number in range(count):
        for key in (SHARED, name):
            append(History(folder), key, f"{name}-{number}", Person(name, name))
