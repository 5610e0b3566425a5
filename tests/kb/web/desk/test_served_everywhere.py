"""What is published, pushed or edited is served by every worker, without a restart."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from kb.history.history import History
from kb.publication import Publisher
from kb.settings import Settings
from tests.kb.web.desk.conftest import TODAY
from tests.kb.web.desk.people import SignIn
from tests.kb.web.desk.workflow import (
    DRAFT,
    KEY,
    NEW_TITLE,
    SHARE,
    TITLE,
    post,
    somebodys_draft,
    text_of,
)
from tests.live import application

PAGE = f"/standardy/{KEY}"
SEARCH = "/szukaj?q=kwarcytowy"
A_WHILE = 20.0
"""Seconds after which the watch is taken for dead; a bound, not an expectation."""


@pytest.fixture
def other_worker(desk_app: Flask, desk_settings: Settings) -> Iterator[Flask]:
    """Another process over the same content and index: nothing in memory is shared."""
    with application(desk_settings, Publisher(desk_settings)) as app:
        app.config["TODAY"] = TODAY
        yield app


def test_a_publication_through_one_worker_is_served_by_the_next_request_to_another(
    sign_in: SignIn, content: History, other_worker: Flask
) -> None:
    reader = other_worker.test_client()
    assert TITLE in reader.get(PAGE).text
    head = somebodys_draft(content, sent=True).head

    answer = post(sign_in("redaktor"), f"{DRAFT}/publikuj", {"glowa": head, "opis": "Tytuł"})

    assert answer.status_code == 303
    assert f'href="{PAGE}"' in reader.get(SEARCH).text
    assert NEW_TITLE in reader.get(PAGE).text


def test_an_edited_file_is_served_and_found_without_a_restart(
    desk_app: Flask, content: History, publisher: Publisher
) -> None:
    file = content.root / SHARE

    file.write_text(text_of(content).replace(TITLE, NEW_TITLE), encoding="utf-8")

    wait_for(publisher, lambda: NEW_TITLE in desk_app.test_client().get(PAGE).text)
    assert f'href="{PAGE}"' in desk_app.test_client().get(SEARCH).text


def test_a_push_from_outside_is_served_found_and_told_in_the_history(
    desk_app: Flask, content: History, sign_in: SignIn, publisher: Publisher, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    git("clone", "--quiet", str(content.root), str(clone))
    (clone / SHARE).write_text(text_of(content).replace(TITLE, NEW_TITLE), encoding="utf-8")
    who = ("-c", "user.name=Ewa Lis", "-c", "user.email=ewa@example.org")
    git("-C", str(clone), *who, "commit", "--quiet", "-am", "Krótszy tytuł")

    git("-C", str(clone), "push", "--quiet", "origin", "HEAD:main")

    wait_for(publisher, lambda: NEW_TITLE in desk_app.test_client().get(PAGE).text)
    assert f'href="{PAGE}"' in desk_app.test_client().get(SEARCH).text
    history = sign_in("autor").get(f"/redakcja/standardy/{KEY}/historia").text
    assert "Krótszy tytuł" in history
    assert "Zmiana plików poza serwisem: Ewa Lis" in history


@pytest.fixture
def publisher(desk_app: Flask) -> Iterator[Publisher]:
    """The publisher of the application, looking for changes by itself."""
    publisher: Publisher = desk_app.extensions["kb_editing"].publisher
    stop = threading.Event()
    watching = publisher.watch(stop)
    yield publisher
    stop.set()
    watching.join()


def wait_for(publisher: Publisher, seen: Callable[[], bool]) -> None:
    """Look until it is there; the watch of the publisher makes it so, nobody calls it."""
    pause = threading.Event()
    for _ in range(int(A_WHILE / 0.2)):
        if seen():
            return
        pause.wait(0.2)
    pytest.fail("the watch has not noticed the change")


def git(*arguments: str) -> None:
    subprocess.run(["git", *arguments], check=True, capture_output=True)
