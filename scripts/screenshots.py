"""Pictures of the site for people: each page wide and narrow, in light and dark colours.

`python -m scripts.screenshots --into FOLDER [PATH …]`; `--home FILE` takes the README's picture.
"""

import argparse
import os
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import CHROMIUM, CHROMIUM_FLAGS
from tests.browser.pages import PAGES, path_of
from tests.browser.server import running_site
from tests.browser.views import DARK, DESKTOP, PHONE, PHONE_DARK, View

VIEWS = {"wide": DESKTOP, "wide-dark": DARK, "narrow": PHONE, "narrow-dark": PHONE_DARK}


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line, start the site, take the pictures."""
    parser = argparse.ArgumentParser(description="Take pictures of the site's pages.")
    parser.add_argument("paths", nargs="*", help="paths to picture; without any, every kind")
    parser.add_argument("--into", type=Path, help="folder for the pictures")
    parser.add_argument("--home", type=Path, help="file for the README's picture of the home page")
    chosen = parser.parse_args(arguments)
    if not chosen.into and not chosen.home:
        parser.error("give --into FOLDER or --home FILE")

    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=[*CHROMIUM_FLAGS, *sandbox]
        )
        if chosen.home:
            take(browser, f"{site}/", DESKTOP, chosen.home, full_page=False)
        if chosen.into:
            for path in chosen.paths or [path_of(kind, site) for kind in PAGES]:
                for name, view in VIEWS.items():
                    file = chosen.into / f"{file_name(path)}-{name}.png"
                    take(browser, f"{site}{path}", view, file, full_page=True)
        browser.close()


def take(browser: Browser, address: str, view: View, file: Path, *, full_page: bool) -> None:
    """Write one picture of a page, seen as the view says."""
    file.parent.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(**view.context_options())
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    page.screenshot(path=file, full_page=full_page)
    context.close()


def file_name(path: str) -> str:
    """A path of the site as a name of a file: "/szukaj?q=a" becomes "szukaj-q-a"."""
    return re.sub(r"[^\w-]+", "-", path).strip("-") or "home"


if __name__ == "__main__":
    main()
