import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.journeys import (
    contents,
    first_filter,
    folds,
    link_to_standard,
    path,
    search_box,
    submit_of_filters,
)
from tests.browser.pages import PAGES, STANDARD, path_of
from tests.browser.views import DARK, DESKTOP, FORCED_COLOURS, View

MOST_TABS = 150  # more than any page has places to stop at before what a reader came for

# Where the focus is, and whether its outline, shadow, border or ground tells it from the rest.
# Null when the focus has left the page.
LOOK_OF_FOCUS = """() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const look = () => {
        const style = getComputedStyle(element);
        return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
                style.borderColor, style.borderWidth, style.backgroundColor].join('|');
    };
    const focused = look();
    element.blur();
    const blurred = look();
    element.focus();
    return {seen: focused !== blurred, html: element.outerHTML};
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} presses of Tab do not reach {target}")


@pytest.mark.parametrize("kind", PAGES)
def test_the_first_stop_skips_to_the_content(open_page: OpenPage, site: str, kind: str) -> None:
    page = open_page(path_of(kind, site))
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text(re.compile(r"przejdź do .*treści", re.I))
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "view", [DESKTOP, DARK, FORCED_COLOURS], ids=["light", "dark", "forced colours"]
)
@pytest.mark.parametrize("kind", ["home", "results", "standard"])
def test_every_stop_shows_the_focus(open_page: OpenPage, site: str, kind: str, view: View) -> None:
    page = open_page(path_of(kind, site), view)
    stops = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(LOOK_OF_FOCUS)
        if focus is None:
            break
        stops.append(focus)
    assert len(stops) > 3
    assert [stop["html"] for stop in stops if not stop["seen"]] == []


@pytest.mark.parametrize("typed", ["maly grant", "art 19a"])
def test_an_official_reaches_the_procedure_in_force(open_page: OpenPage, typed: str) -> None:
    page = open_page("/")
    tab_to(page, search_box(page))
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/szukaj?**")
    tab_to(page, link_to_standard(page))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{STANDARD}**")
    assert path(page) == STANDARD


def test_filters_are_ticked_and_submitted(open_page: OpenPage) -> None:
    page = open_page("/szukaj")
    box = first_filter(page)
    name, value = box.get_attribute("name"), box.get_attribute("value")
    while not box.is_visible():
        tab_to(page, folds(box).first)
        page.keyboard.press("Enter")
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    tab_to(page, submit_of_filters(page))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{name}=**")
    assert parse_qs(urlsplit(page.url).query)[str(name)] == [value]


def test_the_contents_list_moves_the_reading_to_the_section(open_page: OpenPage) -> None:
    page = open_page(STANDARD)
    link = contents(page).locator("a").last
    fragment = str(link.get_attribute("href"))
    tab_to(page, link)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{fragment}")
    expect(page.locator(fragment)).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate(
        "fragment => Boolean(document.querySelector(fragment)"
        ".compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"
        " || document.querySelector(fragment).contains(document.activeElement)",
        fragment,
    )


def test_no_page_traps_the_keyboard(open_page: OpenPage) -> None:
    page = open_page("/szukaj")
    tab_to(page, search_box(page))
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    assert search_box(page).evaluate("element => element === document.activeElement")
