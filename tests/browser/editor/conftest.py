"""Tests of the editor share one site and begin with one draft."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from kb.history.errors import DraftMoved
from tests.browser.desk import Desk, live_desk, sign_in
from tests.browser.editor.opened import URL, NewPage
from tests.browser.views import DESKTOP, View
from tests.kb.history.seeds import AUTHOR

PATIENCE = 15_000


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory, seeded_desk: Path) -> Iterator[Desk]:
    with live_desk(tmp_path_factory.mktemp("desk"), seeded_desk) as desk:
        yield desk


@pytest.fixture(autouse=True)
def fresh_drafts(desk: Desk) -> None:
    """Each test begins with one draft, of the standard about small grants.

    A save of the page before may still be on its way when its draft is put away.
    """
    while drafts := desk.content.drafts():
        for draft in drafts:
            with suppress(DraftMoved):
                desk.content.discard(draft.key, draft.head, AUTHOR)
    desk.content.save("maly-grant", {}, AUTHOR, None, "")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens windows that look as a view says."""
    contexts: list[BrowserContext] = []

    def new_page(view: View = DESKTOP) -> Page:
        context = browser.new_context(**view.context_options())
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def anna(browser: Browser, desk: Desk) -> StorageState:
    """What the browser of Anna holds, who has signed in."""
    context = browser.new_context()
    sign_in(context.new_page(), desk, "Anna Nowak")
    held = context.storage_state()
    context.close()
    return held


@pytest.fixture
def page(new_page: NewPage, desk: Desk, anna: StorageState) -> Page:
    """Anna with her draft open."""
    page = new_page()
    page.context.add_cookies(anna["cookies"])
    page.goto(desk.address + URL)
    return page
