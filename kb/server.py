"""The production server: gunicorn with threads, started from settings."""

import gc
import logging
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from sqlalchemy.exc import SQLAlchemyError

from kb.database import Database
from kb.exports.worker import start as make_files
from kb.history.content import prepared
from kb.publication import Publisher
from kb.settings import Settings
from kb.web.app import create_app
from kb.web.downloads import exports_of
from kb.web.warming import start as make_ready

log = logging.getLogger(__name__)

THREADS = 8
"""Requests that one process answers at the same time."""


class _Server(BaseApplication):
    """Gunicorn around one application, configured here instead of by a file."""

    def __init__(
        self, app: Flask, publisher: Publisher, settings: Settings, options: dict[str, Any]
    ) -> None:
        self._app = app
        self._publisher = publisher
        self._settings = settings
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)
        # Threads do not survive a fork: each worker watches the content for itself.
        self.cfg.set("post_fork", lambda _server, _worker: self._start_worker())

    def _start_worker(self) -> None:
        prepared(self._settings)  # finishes what a worker was killed at, whose place this one takes
        self._publisher.watch()
        if self._settings.prepare_files:
            make_files(exports_of(self._app), lambda: self._publisher.current.library)
            make_ready(self._app)

    def load(self) -> Any:
        return self._app


def run(settings: Settings, workers: int) -> None:
    """Serve the site until the process is told to stop.

    Raises:
        KnowledgeBaseError: the content or the index cannot be used.
    """
    publisher = Publisher(settings)
    prepare_database(settings)
    app = create_app(settings, publisher)
    _freeze()
    _Server(
        app,
        publisher,
        settings,
        {
            "bind": f"{settings.host}:{settings.port}",
            "workers": workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "loglevel": settings.log_level.lower(),
            "control_socket_disable": True,
        },
    ).run()


def _freeze() -> None:
    """Spare what was just loaded from the cyclic collector, which would go through all of it again
    and again in the middle of requests, and copy its memory into each worker (see `gc.freeze`).
    """
    gc.collect()
    gc.freeze()


def prepare_database(settings: Settings) -> None:
    """Bring the database up to date before there are workers; readers are served without it, too.

    Raises:
        DatabaseTooNew: a newer version of the program has changed it.
    """
    database = Database(settings.database_url)
    try:
        database.upgrade()
    except SQLAlchemyError as error:
        log.error("the database does not answer, tried again when needed: %s", error)
    finally:
        database.close()
