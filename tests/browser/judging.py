"""Every judge over a page that is open, in every way of looking at the editors' part."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.a11y import axe_violations
from tests.browser.views import DARK, DESKTOP, FORCED_COLOURS, NARROWEST, PHONE, look_as

Judge = Callable[[Page, str], None]

LAYOUTS = (DESKTOP, NARROWEST)
# Where only colours differ, only contrast can be spoiled.
COLOURS = (DARK, FORCED_COLOURS)
UNFOLD = "document.querySelectorAll('main details').forEach(part => { part.open = true; })"


def judged(page: Page, folder: Path, name: str) -> None:
    """Fail unless the open page, with everything unfolded, is right in every view.

    Its HTML is left in `folder` for the Nu HTML checker.
    """
    page.evaluate(UNFOLD)
    (folder / f"{name.replace(' ', '-')}.html").write_text(page.content(), encoding="utf-8")
    for view in (NARROWEST, PHONE, DESKTOP):
        look_as(page, view)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{name} is wider than {view.width} pixels"
        if view in LAYOUTS:
            assert axe_violations(page) == [], f"{name}, {view}"
    for view in COLOURS:
        look_as(page, view)
        assert axe_violations(page, "color-contrast") == [], f"{name}, {view}"
    look_as(page, DESKTOP)
