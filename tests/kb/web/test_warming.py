import threading
import time

import pytest
from flask import Flask

from kb.publication import Publisher
from kb.settings import Settings
from kb.web import warming
from kb.web.edition import current_edition
from kb.web.warming import make_ready, start
from tests.kb.conftest import Content
from tests.shared import NewApp

PATIENCE_SECONDS = 10.0  # a bound for a busy machine, not an expectation


@pytest.fixture
def own_app(content: Content, new_app: NewApp) -> Flask:
    settings = Settings(standards=content.root, var=content.root.parent / "var")
    return new_app(settings, Publisher(settings))


def ready(app: Flask) -> set[str]:
    with app.test_request_context():
        return set(current_edition()._views)


def test_documents_in_force_are_made_ready_in_the_background(own_app: Flask) -> None:
    stop = threading.Event()
    thread = start(own_app, stop)
    until = time.monotonic() + PATIENCE_SECONDS
    while len(ready(own_app)) < 2 and time.monotonic() < until:
        time.sleep(0.05)
    stop.set()
    thread.join(PATIENCE_SECONDS)
    assert not thread.is_alive()
    assert {name.partition("@")[0] for name in ready(own_app)} == {
        "maly-grant",
        "otwarty-konkurs-ofert",
    }


def test_of_a_large_collection_only_so_many_are_made_ready(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warming, "MOST", 1)
    with own_app.test_request_context():
        assert make_ready(current_edition(), threading.Event()) == 1
    assert len(ready(own_app)) == 1


def test_what_is_ready_stays_so_when_another_document_changes(
    content: Content, new_app: NewApp
) -> None:
    settings = Settings(standards=content.root, var=content.root.parent / "var")
    publisher = Publisher(settings)
    app = new_app(settings, publisher)
    with app.test_request_context():
        make_ready(current_edition(), threading.Event())
    content.replace("p2o1/maly-grant/2026-09-01.md", "title: Mały", "title: Nieduży")
    assert publisher.refresh()
    assert {name.partition("@")[0] for name in ready(app)} == {"otwarty-konkurs-ofert"}
