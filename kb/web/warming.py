"""Documents made ready before anybody asks: their views, and their passages for excerpts."""

import logging
import threading

from flask import Flask

from kb.background import start_quietly
from kb.web.clock import today
from kb.web.edition import Edition, current_edition

log = logging.getLogger(__name__)

MOST = 300
"""Documents made ready; of a larger collection the others are made when asked for."""

_INTERVAL = 1.0
"""Seconds between two looks whether something new is published."""
_PAUSE = 0.02
"""Seconds between two documents, in which requests go first."""


def start(app: Flask, stop: threading.Event | None = None) -> threading.Thread:
    """Make what is published ready, now and after each change, in the background."""

    def follow(ending: threading.Event) -> None:
        done: Edition | None = None
        while not ending.wait(_INTERVAL):
            with app.app_context():
                edition = current_edition()
                if edition is not done:
                    make_ready(edition, ending)
                    done = edition

    return start_quietly("documents-ready", follow, stop)


def make_ready(edition: Edition, stop: threading.Event) -> int:
    """Make the documents in force ready; how many. What is ready already costs nothing."""
    count = 0
    edition.publication.completions  # noqa: B018 – made now, for who types next
    for version in edition.library.in_force_on(today())[:MOST]:
        edition.view(version)
        edition.publication.reader.passages(version)
        count += 1
        if stop.wait(_PAUSE):
            break
    return count
