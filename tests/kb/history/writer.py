"""A process that saves, sends and publishes without end, and prints what it was told is done.

`python -m tests.kb.history.writer FOLDER NAME KEY...`: one line for each thing done,
`saved KEY HEAD TEXT` or `published KEY REVISION TEXT`. It ends only by being killed.
"""

import itertools
import sys
from pathlib import Path, PurePosixPath

from kb.history.history import History
from kb.history.model import Person

REVIEWER = Person("konto-99", "Redaktorka")


def path_of(key: str, number: int = 0) -> PurePosixPath:
    """One of the files that drafts with this key change."""
    return PurePosixPath(f"p2o1/{key}/2026-09-0{number + 1}.md")


def tell(*words: str) -> None:
    """Say what is done, at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def write(history: History, name: str, keys: list[str]) -> None:
    """Publish drafts, one key after another, each saved twice before."""
    author = Person("konto-1", name)
    for number in itertools.count():
        key = keys[number % len(keys)]
        text = f"{name}-{number}"
        draft = history.draft(key)
        for part in ("a", "b"):
            data = f"{text}{part}\n".encode()
            changes = {path_of(key): data, path_of(key, 1): data}
            draft = history.save(key, changes, author, draft.head if draft else None, text)
            tell("saved", key, draft.head, text + part)
        if draft.state == "draft":
            draft = history.send(key, draft.head, author, "")
        revision = history.publish(key, draft.head, REVIEWER, text)
        tell("published", key, revision.id, text + "b")


if __name__ == "__main__":
    tell("ready")
    write(History(Path(sys.argv[1])), sys.argv[2], sys.argv[3:])
