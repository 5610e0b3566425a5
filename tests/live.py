"""Applications in the test's own process, which may be served from a thread of it.

That the program itself starts, serves and stops is tested in processes of their own: by
`tests/test_packaging.py`, `tests/kb/web/desk/test_server_killed.py` and the story in
`tests/browser/test_editing_story.py`.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from kb.history.content import prepared
from kb.publication import Publisher
from kb.server import prepare_database
from kb.settings import Settings
from kb.web.app import create_app
from kb.web.counted_searches import searches


class _Silent(WSGIRequestHandler):
    """Writes nothing about requests."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Keep it."""


def copied_desk(seeded_desk: Path, folder: Path) -> Settings:
    """A copy of the fixture `seeded_desk` in `folder`, an installation that may be changed."""
    for part in ("content", "var"):
        shutil.copytree(seeded_desk / part, folder / part, symlinks=True)
    content = folder / "content"
    return Settings(standards=content, content=content, var=folder / "var", prepare_files=False)


@contextmanager
def application(settings: Settings, publisher: Publisher) -> Iterator[Flask]:
    """The application; what counts its searches in the background ends with the block."""
    app = create_app(settings, publisher)
    try:
        yield app
    finally:
        searches(app).close()


@contextmanager
def live(settings: Settings) -> Iterator[tuple[Flask, str]]:
    """The application that `kb serve` makes of the settings, and the address where it answers."""
    settings = prepared(settings)
    publisher = Publisher(settings)
    prepare_database(settings)
    with application(settings, publisher) as app:
        stop = Event()
        watching = publisher.watch(stop)
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=_Silent)
        serving = Thread(target=server.serve_forever, daemon=True)
        serving.start()
        try:
            yield app, f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            serving.join()
            server.server_close()
            stop.set()
            watching.join()
