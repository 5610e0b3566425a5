"""The draft that the tests of the editor write in."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page

from kb.editing.document import EditedDocument, read_document
from tests.browser.desk import Desk
from tests.kb.history.seeds import GRANT

URL = "/redakcja/szkice/maly-grant"
SAVED = re.compile(r"Zapisano o \d\d:\d\d")

NewPage = Callable[..., Page]


def told(page: Page) -> Locator:
    """Where the page says what became of the text."""
    return page.locator("[data-told]")


def document(desk: Desk) -> EditedDocument:
    """The document of the draft as it is saved."""
    draft = desk.content.draft("maly-grant")
    assert draft is not None
    return read_document((desk.content.read(draft.head, GRANT) or b"").decode(), GRANT)
