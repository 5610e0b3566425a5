import pytest
from playwright.sync_api import ConsoleMessage, Error, Page, Request

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

# Where only colours differ, only contrast can be spoiled.
COLOURS = {
    "high contrast": HIGH_CONTRAST,
    "high contrast, dark": HIGH_CONTRAST_DARK,
    "forced colours": FORCED_COLOURS,
    "paper": PAPER,
}
# Together they hold every element that the style sheets colour.
RICHEST = ("home", "results", "standard", "comparison", "calculated dates", "style guide")


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_in_any_look(window: Page, site: str, kind: str) -> None:
    look_as(window, DESKTOP)
    window.goto(path_of(kind, site))
    found = {"desktop": axe_violations(window)}
    window.evaluate(UNFOLD)
    look_as(window, DARK)
    found["dark, unfolded"] = axe_violations(window, "color-contrast")
    look_as(window, NARROWEST)
    found["narrowest, unfolded"] = axe_violations(window)
    for name, view in (COLOURS if kind in RICHEST else {}).items():
        look_as(window, view)
        found[name] = axe_violations(window, "color-contrast")
    assert not any(found.values()), "\n\n".join(
        f"{name}: {violation}" for name, violations in found.items() for violation in violations
    )


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(window: Page, site: str, kind: str) -> None:
    look_as(window, NARROWEST)
    window.goto(path_of(kind, site))
    window.evaluate(UNFOLD)
    width = window.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROWEST.width


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_loads_without_moving_asks_nobody_else_and_breaks_no_rule_of_its_own(
    window: Page, site: str, kind: str
) -> None:
    complaints: list[str] = []
    strangers: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # Chromium reports the status of an error page as an error of the console.
        if message.type == "error" and "Failed to load resource" not in message.text:
            complaints.append(message.text)

    def ask(request: Request) -> None:
        if not request.url.startswith(site):
            strangers.append(request.url)

    def fail(error: Error) -> None:
        complaints.append(str(error))

    look_as(window, PHONE)
    window.on("console", listen)
    window.on("pageerror", fail)
    window.on("request", ask)
    window.goto(path_of(kind, site))
    moved = window.evaluate(LAYOUT_SHIFT)
    window.remove_listener("console", listen)
    window.remove_listener("pageerror", fail)
    window.remove_listener("request", ask)
    assert complaints == []
    assert strangers == []
    assert moved < MOST_SHIFT
