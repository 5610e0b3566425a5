"""What the file system says of a content folder: enough to know what need not be read again."""

import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

UNSETTLED = 2_000_000_000
"""Nanoseconds within which a file may change again without its times telling."""

DEPTH = 2
"""Levels of folders that have stamps of their own: `<group>/<slug>`."""

FileStamp = tuple[str, int, int, int, int]
"""Path below the folder, inode, size, time of change of the content and of the inode."""


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps of all files at the moment `taken` (ns), by the folder that keeps them together.

    Those folders are `<group>/<slug>` with all below it, folders of the first level and the content
    folder itself (`.`) without those below.
    """

    folders: Mapping[PurePosixPath, frozenset[FileStamp]]
    taken: int

    def same(self, folder: PurePosixPath, earlier: "Stamps") -> bool:
        """Whether the files of a folder are surely those of an earlier moment.

        A file that had been changed just before that moment may have been changed again unseen.
        """
        found = self.folders.get(folder)
        if not found or earlier.folders.get(folder) != found:
            return False
        newest = max(max(stamp[3:]) for stamp in found)
        return newest < earlier.taken - UNSETTLED


NO_STAMPS = Stamps({}, 0)
"""Of a library that was not read from files."""


def read_stamps(root: Path) -> Stamps:
    """Look at every file below the content folder but hidden ones; none is opened."""
    taken = time.time_ns()
    folders: dict[str, set[FileStamp]] = {}
    for parents, below, entry in _files(str(root), ()):
        status = entry.stat()
        times = (status.st_mtime_ns, status.st_ctime_ns)
        stamp = (below + entry.name, status.st_ino, status.st_size, *times)
        folders.setdefault("/".join(parents), set()).add(stamp)
    stamps = {PurePosixPath(folder): frozenset(found) for folder, found in folders.items()}
    return Stamps(stamps, taken)


def _files(
    folder: str, parents: tuple[str, ...], below: str = ""
) -> Iterator[tuple[tuple[str, ...], str, os.DirEntry[str]]]:
    """Every file with the folder that keeps it and where below that folder it lies."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not entry.is_dir():
                yield parents, below, entry
            elif len(parents) < DEPTH:
                yield from _files(entry.path, (*parents, entry.name))
            else:
                yield from _files(entry.path, parents, f"{below}{entry.name}/")
