"""`kill -9` of the whole server while people save and publish: what was answered is kept."""

import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import pytest
import requests
from flask import Flask

from kb.accounts.security import install_security
from kb.database import Database
from kb.history.history import History
from kb.history.model import Draft
from kb.secret import read_secret
from kb.settings import Settings
from tests.browser.server import fetch, free_port
from tests.kb.history.seeds import GRANT, SHARE, small_seed
from tests.kb.web.desk.people import PASSWORD, email_of, make_account
from tests.kb.web.html import Page, Pairs

KILLS = 3  # `tests/kb/history/test_killed.py` kills a writer many times more
PATIENCE_SECONDS = 60.0  # a bound for a busy machine, not an expectation
SAVED = "/redakcja/szkice/wklad-wlasny"
PUBLISHED = "/redakcja/szkice/maly-grant"
TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)


class Server:
    """`kb serve` over a content repository, killed with all its processes and started anew."""

    def __init__(self, folder: Path) -> None:
        small_seed(folder / "seed")
        self.content = History.create(folder / "content", folder / "seed")
        self._var = folder / "var"
        self._log = folder / "server.log"
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._make_accounts()
        self._process: subprocess.Popen[bytes] | None = None

    def _make_accounts(self) -> None:
        settings = Settings(standards=self.content.root, var=self._var)
        self._var.mkdir()
        app, database = Flask(__name__), Database(settings.database_url)
        install_security(app, database, read_secret(settings.var))
        with app.app_context():
            make_account(email_of("Anna Nowak"), "Anna Nowak", "autor")
            make_account(email_of("Jan Kowalski"), "Jan Kowalski", "redaktor")
        database.close()

    def start(self) -> None:
        """Start it and wait until it answers."""
        own = {name: value for name, value in os.environ.items() if name[:3] != "KB_"}
        own |= {"KB_VAR": str(self._var), "KB_CONTENT": str(self.content.root)}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kb", "serve", "--port", str(self._port)],
                cwd=Path(__file__).parents[4],
                env={**own, "KB_PREPARE_FILES": "nie"},
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            try:
                fetch(f"{self.address}/health/live")
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(self._log.read_text())

    def kill(self) -> None:
        """No process of it gets another moment."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()

    def signed_in(self, name: str) -> requests.Session:
        """Somebody's browser."""
        browser = requests.Session()
        page = browser.get(f"{self.address}/redakcja/logowanie").text
        fields = {"token": token_in(page), "email": email_of(name), "haslo": PASSWORD}
        answer = browser.post(f"{self.address}/redakcja/logowanie", data=fields)
        assert answer.ok
        return browser

    def title(self, revision: str, path: PurePosixPath) -> str:
        """The title of a document at a revision."""
        text = (self.content.read(revision, path) or b"").decode()
        found = TITLE.search(text)
        assert found is not None
        return found[1]

    def draft(self, key: str) -> Draft:
        """A draft that must be there."""
        draft = self.content.draft(key)
        assert draft is not None
        return draft


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path)
    server.start()
    yield server
    server.kill()


def token_in(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def killed_soon(server: Server) -> threading.Timer:
    """Kills the server at a random instant from now."""
    timer = threading.Timer(random.uniform(0.02, 0.7), server.kill)
    timer.start()
    return timer


class Writer:
    """Somebody whose editor saves a new title again and again."""

    def __init__(self, server: Server, browser: requests.Session) -> None:
        self._server = server
        self._browser = browser
        self._number = 0
        self.sent = self.answered = ""

    def write(self) -> None:
        """Save until the server answers no more."""
        try:
            pairs = Page(self._browser.get(self._server.address + SAVED).text).sent()
            token, head = (dict(pairs)[name] for name in ("token", "expected"))
            while True:
                self._number += 1
                self.sent = f"Wkład własny po raz {self._number}"
                answer = self._browser.post(
                    f"{self._server.address}{SAVED}/autozapis",
                    json={"expected": head, "fields": self._fields(pairs)},
                    headers={"X-Token": token},
                    timeout=PATIENCE_SECONDS,
                )
                assert answer.status_code == 200, answer.text
                head, self.answered = answer.json()["head"], self.sent
        except requests.RequestException:
            return

    def _fields(self, pairs: Pairs) -> Pairs:
        typed = {"title": self.sent}
        own = ("token", "expected", "do")
        return [(name, typed.get(name, value)) for name, value in pairs if name not in own]


def begin(server: Server, browser: requests.Session, slug: str) -> None:
    page = browser.get(f"{server.address}/redakcja/nowy").text
    answer = browser.post(
        f"{server.address}/redakcja/standardy/{slug}/edytuj", data={"token": token_in(page)}
    )
    assert answer.ok


def sent_to_review(server: Server, title: str) -> Draft:
    """The draft of the small grant with a new title, waiting for its reviewer."""
    draft = server.draft("maly-grant")
    text = (server.content.read(draft.head, GRANT) or b"").decode()
    changed = {GRANT: TITLE.sub(f"title: {title}", text, count=1).encode()}
    saved = server.content.save("maly-grant", changed, draft.last, draft.head, "")
    return server.content.send("maly-grant", saved.head, draft.last, "")


def is_published(server: Server, reviewer: requests.Session, token: str, sent: Draft) -> bool:
    """Publish a draft; whether the server lived to say that it did."""
    data = {"token": token, "glowa": sent.head, "opis": "Zgoda."}
    try:
        return reviewer.post(f"{server.address}{PUBLISHED}/publikuj", data=data).ok
    except requests.RequestException:
        return False


def test_what_was_saved_and_what_was_published_outlives_the_server(server: Server) -> None:
    author, reviewer = server.signed_in("Anna Nowak"), server.signed_in("Jan Kowalski")
    token = token_in(reviewer.get(f"{server.address}/redakcja").text)
    begin(server, author, "wklad-wlasny")
    writer = Writer(server, author)
    for number in range(KILLS):
        begin(server, author, "maly-grant")
        title = f"Mały grant wydany po raz {number}"
        sent = sent_to_review(server, title)
        timer = killed_soon(server)
        with ThreadPoolExecutor(1) as elsewhere:
            writing = elsewhere.submit(writer.write)
            is_answered = is_published(server, reviewer, token, sent)
        writing.result()
        timer.join()
        server.start()

        kept = server.title(server.draft("wklad-wlasny").head, SHARE)
        assert not writer.answered or kept in (writer.answered, writer.sent)
        writer.answered = kept
        assert author.get(server.address + SAVED).status_code == 200  # still signed in

        if server.title(server.content.head, GRANT) != title:  # it waits for the reviewer as before
            assert not is_answered
            waiting = server.draft("maly-grant")
            assert (waiting.state, waiting.head) == ("review", sent.head)
            assert is_published(server, reviewer, token, sent)
        assert title in fetch(f"{server.address}/standardy/maly-grant")[1]
