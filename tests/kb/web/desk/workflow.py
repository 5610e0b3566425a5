"""Moves of the workflow that tests of several pages make: a draft, and its way to the readers."""

from pathlib import PurePosixPath

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kb.history.history import History
from kb.history.model import Draft, Person
from tests.kb.web.desk.people import token_of

KEY = "wklad-wlasny"
SHARE = PurePosixPath("p2o1/wklad-wlasny/2026-01-15.md")
DRAFT = f"/redakcja/szkice/{KEY}"
TITLE = "Wkład własny: finansowy, osobowy, rzeczowy"
NEW_TITLE = "Wkład własny kwarcytowy"
"""A title with a word that no document has, so that search tells whether it is served."""
SOMEBODY = Person("konto-99", "Łukasz Żółć")


def text_of(content: History) -> str:
    """The published text of the standard."""
    data = content.read(content.head, SHARE)
    assert data is not None
    return data.decode()


def retitled(content: History) -> dict[PurePosixPath, bytes | None]:
    """A change of the title alone."""
    text = text_of(content)
    assert TITLE in text
    return {SHARE: text.replace(TITLE, NEW_TITLE, 1).encode()}


def somebodys_draft(content: History, *, sent: bool = False) -> Draft:
    """A draft by somebody who is not signed in; `sent` for review if wanted."""
    draft = content.save(KEY, retitled(content), SOMEBODY, None, "")
    return content.send(KEY, draft.head, SOMEBODY, "Nowy tytuł") if sent else draft


def own_draft(client: FlaskClient, content: History) -> Draft:
    """A draft that the person signed in began by a button and changed."""
    post(client, f"/redakcja/standardy/{KEY}/edytuj", {})
    begun = content.draft(KEY)
    assert begun is not None
    return content.save(KEY, retitled(content), begun.authors[0], begun.head, "")


def post(client: FlaskClient, path: str, data: dict[str, str]) -> TestResponse:
    """Send a form with the token of the person signed in."""
    token = token_of(client, "/redakcja/standardy")
    return client.post(path, data={"token": token, **data})


def head_of(content: History, key: str = KEY) -> str:
    """Where the draft stands."""
    draft = content.draft(key)
    assert draft is not None
    return draft.head
