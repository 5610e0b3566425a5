"""Every kind of page, opened once, in every look: first how it loads, then how it stands."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Request, expect

from tests.browser.a11y import axe_violations
from tests.browser.judging import UNFOLD
from tests.browser.pages import PAGES, path_of
from tests.browser.views import (
    DARK,
    DESKTOP,
    FORCED_COLOURS,
    HIGH_CONTRAST,
    HIGH_CONTRAST_DARK,
    NARROWEST,
    PAPER,
    PHONE,
    look_as,
)

MOST_SHIFT = 0.01  # of the window, summed over everything that moved; 0.1 counts as good
LAYOUT_SHIFT = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
        .observe({type: 'layout-shift', buffered: true});
    requestAnimationFrame(() => setTimeout(() => resolve(sum), 50));
})"""

# As a reader finds it: nothing in the focus, at the top, without a fragment in the address.
UNTOUCHED = """() => {
    document.activeElement.blur();
    history.replaceState(null, '', location.pathname + location.search);
    scrollTo(0, 0);
}"""

# Where only colours differ, only contrast can be spoiled.
COLOURS = {
    "high contrast": HIGH_CONTRAST,
    "high contrast, dark": HIGH_CONTRAST_DARK,
    "forced colours": FORCED_COLOURS,
    "paper": PAPER,
}
# Together they hold every element that the style sheets colour.
RICHEST = ("home", "results", "standard", "comparison", "calculated dates", "style guide")


@dataclass(frozen=True)
class Opened:
    """A page just loaded on a phone: what it said, whom it asked, how far its parts moved."""

    kind: str
    page: Page
    moved: float
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)


@pytest.fixture(scope="module", params=PAGES)
def opened(window: Page, site: str, request: pytest.FixtureRequest) -> Opened:
    """Opened once for all tests of a kind of page; they run in the order of this file."""
    complaints: list[str] = []
    strangers: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # Chromium reports the status of an error page as an error of the console.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def ask(asked: Request) -> None:
        if not asked.url.startswith(site):
            strangers.append(asked.url)

    def fail(error: Error) -> None:
        complaints.append(str(error))

    look_as(window, PHONE)
    window.on("console", listen)
    window.on("pageerror", fail)
    window.on("request", ask)
    window.goto(path_of(request.param, site))
    moved = window.evaluate(LAYOUT_SHIFT)
    window.remove_listener("console", listen)
    window.remove_listener("pageerror", fail)
    window.remove_listener("request", ask)
    return Opened(request.param, window, moved, complaints, strangers)


def test_a_page_loads_without_moving_asks_nobody_else_and_breaks_no_rule_of_its_own(
    opened: Opened,
) -> None:
    assert opened.complaints == []
    assert opened.strangers == []
    assert opened.moved < MOST_SHIFT


def test_the_first_stop_skips_to_the_content(opened: Opened) -> None:
    page = opened.page
    look_as(page, DESKTOP)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text(re.compile(r"przejdź do .*treści", re.I))
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_axe_finds_nothing_in_any_look(opened: Opened) -> None:
    page = opened.page
    page.evaluate(UNTOUCHED)
    look_as(page, DESKTOP)
    found = {"desktop": axe_violations(page)}
    page.evaluate(UNFOLD)
    look_as(page, DARK)
    found["dark, unfolded"] = axe_violations(page, "color-contrast")
    look_as(page, NARROWEST)
    found["narrowest, unfolded"] = axe_violations(page)
    for name, view in (COLOURS if opened.kind in RICHEST else {}).items():
        look_as(page, view)
        found[name] = axe_violations(page, "color-contrast")
    assert not any(found.values()), "\n\n".join(
        f"{name}: {violation}" for name, violations in found.items() for violation in violations
    )


def test_nothing_scrolls_sideways_at_320_pixels(opened: Opened) -> None:
    look_as(opened.page, NARROWEST)
    opened.page.evaluate(UNFOLD)
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= NARROWEST.width
