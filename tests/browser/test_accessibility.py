import pytest
from playwright.sync_api import ConsoleMessage

from tests.browser.a11y import axe_violations
from tests.browser.conftest import OpenPage
from tests.browser.pages import PAGES, path_of
from tests.browser.views import DARK, DESKTOP, FORCED_COLOURS, NARROWEST, PHONE, PHONE_DARK, look_as

LOOKS = {
    "desktop": DESKTOP,
    "dark": DARK,
    "phone": PHONE,
    "phone, dark": PHONE_DARK,
    "forced colours": FORCED_COLOURS,
}


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing_in_any_look(open_page: OpenPage, site: str, kind: str) -> None:
    page = open_page(path_of(kind, site), DESKTOP, with_axe=True)
    violations = []
    for name, view in LOOKS.items():
        look_as(page, view)
        violations += [f"{name}: {violation}" for violation in axe_violations(page)]
    assert not violations, "\n\n".join(violations)


@pytest.mark.parametrize("kind", PAGES)
def test_nothing_scrolls_sideways_at_320_pixels(open_page: OpenPage, site: str, kind: str) -> None:
    page = open_page(path_of(kind, site), NARROWEST)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= NARROWEST.width


@pytest.mark.parametrize("kind", PAGES)
def test_the_page_asks_nothing_of_other_hosts_and_breaks_no_rule_of_its_own(
    open_page: OpenPage, site: str, kind: str
) -> None:
    page = open_page("about:blank")
    complaints: list[str] = []
    strangers: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # Chromium reports the status of the error page as an error of the console.
        if message.type == "error" and "404" not in message.text:
            complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: strangers.append(request.url) if not request.url.startswith(site) else None,
    )
    page.goto(path_of(kind, site), wait_until="networkidle")
    assert complaints == []
    assert strangers == []
