"""Speed of editing: `python -m tests.benchmarks.publishing --documents 1000`.

The bundled standards are grown to a number of documents; one of them is then changed again and
again as editors do: saved as a draft, sent, published, found by a search. Beside it, in the same
run, `git commit` of the same file.
"""

import argparse
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path, PurePosixPath

from kb.database import Database
from kb.history.history import History
from kb.history.model import Person
from kb.publication import Publisher
from kb.search_page import SearchParams
from kb.settings import Settings, bundled_standards
from kb.workflow.publishing import Desk, Publishing, publish
from kb.workflow.trail import Trail
from tests.benchmarks.catalogue import grow_catalogue
from tests.benchmarks.search import percentile, timed
from tests.relevance.measure import DAY

ROUNDS = 12
AUTHOR, REVIEWER = Person("konto-1", "Anna Nowak"), Person("konto-2", "Jan Kowalski")
DOCUMENT = PurePosixPath("p2o1/maly-grant/2026-09-01.md")


def main() -> None:
    """Grow the standards, publish changes of one of them, print the figures."""
    parser = argparse.ArgumentParser(description="Measure saving and publishing.")
    parser.add_argument("--documents", type=int, default=1000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        seed = Path(place, "seed")
        count = grow_catalogue(bundled_standards(), seed, chosen.documents)
        editing = Editing(Path(place), seed)
        for number in range(ROUNDS):
            editing.change(number)
        print(f"{count} documents, {ROUNDS} rounds, times in ms")
        for name, times in editing.times.items():
            print(f"{name:<24} p50 {percentile(times, 0.5):7.1f}  max {max(times):7.1f}")


class Editing:
    """An installation with one document that is changed over and over."""

    def __init__(self, place: Path, seed: Path) -> None:
        self.history = History.create(place / "content", seed)
        settings = Settings(standards=self.history.root, var=place / "var")
        self.publisher = Publisher(settings)
        database = Database(settings.database_url)
        database.upgrade()
        self.desk = Desk(self.history, self.publisher, Trail(database))
        self.plain = place / "plain"
        subprocess.run(["git", "clone", "--quiet", self.history.root, self.plain], check=True)
        self.times: dict[str, list[float]] = {}

    def change(self, number: int) -> None:
        """One change from the first save to the search that finds it."""
        word = f"kajak{number}"
        text = self.history.read(self.history.head, DOCUMENT)
        if text is None:
            raise FileNotFoundError(DOCUMENT)
        changed = text.replace(b"title: ", f"title: {word} ".encode(), 1)[:1_000_000]
        self._time("save", partial(self._save, changed))
        self._time("send", self._send)
        self._time("publish, found", partial(self._publish, word))
        self._time("git commit (reference)", partial(self._commit, changed))

    def _time(self, name: str, action: Callable[[], object]) -> None:
        self.times.setdefault(name, []).append(timed(action))

    def _head(self) -> str:
        draft = self.history.draft("maly-grant")
        if draft is None:
            raise LookupError("there is no draft")
        return draft.head

    def _save(self, changed: bytes) -> None:
        self.history.save("maly-grant", {DOCUMENT: changed}, AUTHOR, None, "zmiana")

    def _send(self) -> None:
        self.history.send("maly-grant", self._head(), AUTHOR, "proszę")

    def _publish(self, word: str) -> None:
        publish(self.desk, Publishing("maly-grant", self._head(), REVIEWER, "zgoda"), DAY)
        if not self.publisher.current.search(SearchParams(word), DAY).total:
            raise RuntimeError(f"{word} was not found")

    def _commit(self, changed: bytes) -> None:
        (self.plain / DOCUMENT).write_bytes(changed)
        name = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
        subprocess.run(["git", *name, "commit", "-aqm", "x"], cwd=self.plain, check=True)


if __name__ == "__main__":
    main()
