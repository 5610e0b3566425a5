import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kb.settings import Settings, bundled_standards
from tests.browser.a11y import nu_html_errors
from tests.browser.desk import Desk, live_desk
from tests.browser.judging import Judge, judged
from tests.browser.views import DESKTOP, View
from tests.live import live
from tests.shared import NewVar

OpenPage = Callable[..., Page]

# Debian's own Chromium without a window of its own, which takes a third less of the processor than
# the whole browser, and nothing of what it does by itself on the network.
CHROMIUM = "/usr/bin/chromium-headless-shell"
CHROMIUM_FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--renderer-process-limit=1",  # every window would start a process of its own
    # no page stays long enough to earn what optimising its scripts costs
    "--js-flags=--always-sparkplug --no-maglev --no-turbofan",
]
PATIENCE_MILLISECONDS = 10_000  # a bound for a busy machine, not an expectation


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Chromium refuses to sandbox itself for root, which is who runs in a container.
    flags = [*CHROMIUM_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else CHROMIUM_FLAGS
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, new_var: NewVar) -> Iterator[str]:
    """Address of a live site with the bundled standards; one for each worker of pytest-xdist."""
    folder = tmp_path_factory.mktemp("site")
    settings = Settings(
        standards=bundled_standards(),
        content=folder / "content",
        var=new_var(folder / "var"),
        prepare_files=False,
    )
    with live(settings) as (_, address):
        yield address


@pytest.fixture(scope="session")
def base_url(site: str) -> str:
    # Stands in for the plugin's own fixture, so that paths alone can be opened.
    return site


@pytest.fixture(scope="module")
def window(browser: Browser, site: str) -> Iterator[Page]:
    """One window for many pages: opening a new one takes longer than looking."""
    context = browser.new_context(base_url=site, **DESKTOP.context_options())
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, seeded_desk: Path) -> Iterator[Desk]:
    """A live site with an editors' part and a few people who may sign in."""
    with live_desk(tmp_path_factory.mktemp("desk"), seeded_desk) as desk:
        yield desk


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A window for a `desk`."""
    context = browser.new_context(**DESKTOP.context_options())
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def judged_pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The HTML of all pages that were judged: the Nu HTML checker, slow to start, reads it once."""
    folder = tmp_path_factory.mktemp("pages")
    yield folder
    errors = nu_html_errors(folder)
    assert not errors, "\n\n".join(errors)


@pytest.fixture
def judge(judged_pages: Path, request: pytest.FixtureRequest) -> Judge:
    """`judge(page, name)`: every judge over an open page, in every look."""
    folder = judged_pages / f"{request.path.stem}-{request.function.__name__}"
    folder.mkdir()
    return lambda page, name: judged(page, folder, name)


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext]) -> OpenPage:
    """Opens a path of the site in a fresh window that looks as the view says."""

    def open_page(path: str, view: View = DESKTOP) -> Page:
        context = new_context(**view.context_options())
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        page = context.new_page()
        response = page.goto(path)
        assert response is None or response.status < 500, f"{path} answers {response.status}"
        return page

    return open_page
