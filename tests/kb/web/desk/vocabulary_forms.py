"""Forms of the vocabularies as a browser would send them back."""

from pathlib import PurePosixPath

from flask.testing import FlaskClient

from kb.history.history import History
from tests.kb.web.html import Page

ROOT = "/redakcja/slowniki"


def draft_text(content: History, name: str) -> str:
    """The text of a vocabulary in its draft."""
    draft = content.draft(f"vocabulary.{name}")
    assert draft is not None
    return (content.read(draft.head, PurePosixPath(f"vocabulary/{name}.yaml")) or b"").decode()


def form_of(client: FlaskClient, url: str) -> dict[str, str]:
    """The fields of the main form of a page as a browser would send them, without buttons."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return filled(answer.text)


def filled(html: str) -> dict[str, str]:
    """The same for a page that was answered already."""
    return dict(Page(html).sent(".editor-form"))
