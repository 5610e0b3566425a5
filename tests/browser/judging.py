"""Every judge over a page that is open, in every way of looking at the editors' part."""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser.a11y import axe_violations
from tests.browser.views import (
    DESKTOP,
    FORCED_COLOURS,
    NARROWEST,
    NARROWEST_DARK,
    PHONE,
    look_as,
)

# Both layouts and both palettes.
LOOKS = (DESKTOP, NARROWEST_DARK)
UNFOLD = "document.querySelectorAll('main details').forEach(part => { part.open = true; })"


def judged(page: Page, folder: Path, name: str) -> None:
    """Fail unless the open page, with everything unfolded, is right in every view.

    Its HTML is left in `folder` for `nu_html_errors`.
    """
    page.evaluate(UNFOLD)
    (folder / f"{name.replace(' ', '-')}.html").write_text(page.content(), encoding="utf-8")
    for view in LOOKS:
        look_as(page, view)
        assert axe_violations(page) == [], f"{name}, {view}"
    look_as(page, FORCED_COLOURS)
    # Where only colours differ, only contrast can be spoiled.
    assert axe_violations(page, "color-contrast") == [], f"{name}, {FORCED_COLOURS}"
    for view in (DESKTOP, PHONE, NARROWEST):
        look_as(page, view)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{name} is wider than {view.width} pixels"
    look_as(page, DESKTOP)
