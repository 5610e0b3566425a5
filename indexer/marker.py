"""The marker file: what an index directory holds, for which software and content."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

MARKER_NAME = "marker.json"


@dataclass(frozen=True, slots=True)
class Marker:
    """What the current generation was built with.

    `schema`, `analyser` and `configuration` must be those of the running program, otherwise the
    index is rebuilt. `revision` names the content, `generation` the directory, `commit` Whoosh's
    commit number in it.
    """

    schema: str
    analyser: str
    configuration: str
    revision: str
    generation: str
    commit: int

    def fits(self, schema: str, analyser: str, configuration: str) -> bool:
        """Whether an index with this marker can be used by the running program."""
        mine = (self.schema, self.analyser, self.configuration)
        return mine == (schema, analyser, configuration)


def read_marker(directory: Path) -> Marker | None:
    """The marker of `directory`; `None` when it is missing or damaged."""
    try:
        content = json.loads((directory / MARKER_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(content, dict) or set(content) != set(Marker.__slots__):
        return None
    commit = content.pop("commit")
    if not isinstance(commit, int) or not all(isinstance(v, str) for v in content.values()):
        return None
    return Marker(commit=commit, **content)


def write_marker(directory: Path, marker: Marker) -> None:
    """Replace the marker of `directory` at once: a reader sees the old one or the new one."""
    temporary = directory / f"{MARKER_NAME}.{os.getpid()}.tmp"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(marker), file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(directory / MARKER_NAME)


def remove_marker(directory: Path) -> None:
    """Declare the index unfit for use."""
    (directory / MARKER_NAME).unlink(missing_ok=True)


def marker_stamp(directory: Path) -> tuple[int, int] | None:
    """A cheap sign of the marker's state (inode, time of change); differs after each write."""
    try:
        status = (directory / MARKER_NAME).stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
