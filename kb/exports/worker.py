"""Making the files of everything published, in the background and after everything else."""

import logging
import threading
from collections.abc import Callable

from kb.background import start_quietly
from kb.errors import ExportError
from kb.exports.service import Exports
from kb.library import Library

log = logging.getLogger(__name__)

_INTERVAL = 2.0
"""Seconds between two looks whether something new is published."""
_PAUSE = 0.05
"""Seconds between two files, in which a reader's own file goes first."""


def make_all(exports: Exports, library: Library, stop: threading.Event | None = None) -> int:
    """Make every file of every version that is not there yet; how many were made.

    One that cannot be made is logged and left out.
    """
    stop = stop or threading.Event()
    made = 0
    for version in library.versions():
        document = exports.document(version, library)
        for extension in exports.formats:
            if exports.size(document, extension) is not None:
                continue
            try:
                exports.file(document, extension)
            except (ExportError, OSError):
                log.exception("no %s file of %s", extension, version.id)
            else:
                made += 1
            if stop.wait(_PAUSE):
                return made
    return made


def start(
    exports: Exports, current: Callable[[], Library], stop: threading.Event | None = None
) -> threading.Thread:
    """Make the files of what `current` gives, now and after each change.

    Ends with the process, or soon after `stop` is set.
    """

    def work(ending: threading.Event) -> None:
        try:
            with exports.store.only_process():
                _follow(exports, current, ending)
        except OSError:
            log.exception("files are made only when asked for")

    return start_quietly("export-files", work, stop)


def _follow(exports: Exports, current: Callable[[], Library], stop: threading.Event) -> None:
    done: Library | None = None
    while not stop.wait(_INTERVAL):
        library = current()
        if library is not done:
            made = make_all(exports, library, stop)
            done = library
            if made:
                log.info("made %d files to download", made)
