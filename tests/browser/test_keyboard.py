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
from tests.browser.pages import STANDARD, path_of
from tests.browser.views import (
    DARK,
    DESKTOP,
    FORCED_COLOURS,
    NARROWEST,
    NO_SCRIPTS,
    View,
    look_as,
)

MOST_TABS = 150  # more than any page has places to stop at before what a reader came for

SCRIPTS = {"with scripts": DESKTOP, "without scripts": NO_SCRIPTS}

# Put into the page before a walk: what a reader sees of the element in the focus.
SIGHT = """() => {
    // Whether its outline, shadow, border or ground tells it from the rest.
    const told = element => {
        const look = () => {
            const style = getComputedStyle(element);
            return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow,
                    style.borderColor, style.borderWidth, style.backgroundColor].join('|');
        };
        element.focus({preventScroll: true});
        const focused = look();
        element.blur();
        const blurred = look();
        element.focus({preventScroll: true});
        return focused !== blurred;
    };
    // Whether nothing lies over it and it lies within the window.
    const seen = element => [...element.getClientRects()]
        .filter(box => box.width && box.height)
        .some(box => {
            const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
            const y = Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1);
            const top = document.elementFromPoint(x, y);
            return box.bottom > 0 && box.top < innerHeight && top !== null
                && (element.contains(top) || top.contains(element));
        });
    const stops = window.stops = [];
    // Null when the focus has left the page.
    window.stop_here = () => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        stops.push(element);
        return {html: element.outerHTML, seen: seen(element), told: told(element)};
    };
    window.untold_stops = () => stops.filter(stop => !told(stop)).map(stop => stop.outerHTML);
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus."""
    element = target.element_handle()
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if element.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{MOST_TABS} presses of Tab do not reach {target}")


@pytest.mark.parametrize("view", [DESKTOP, NARROWEST], ids=["desktop", "400 %"])
@pytest.mark.parametrize("kind", ["home", "results", "standard", "comparison", "calculator"])
def test_every_stop_is_seen_and_shows_the_focus(
    open_page: OpenPage, site: str, kind: str, view: View
) -> None:
    page = open_page(path_of(kind, site), view)
    page.evaluate(SIGHT)
    stops = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        stop = page.evaluate("stop_here()")
        if stop is None:
            break
        stops.append(stop)
    assert len(stops) > 3
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    assert [stop["html"] for stop in stops if not stop["told"]] == []
    for other in (DARK, FORCED_COLOURS) if view == DESKTOP else ():
        look_as(page, other)
        assert page.evaluate("untold_stops()") == []


@pytest.mark.parametrize("view", SCRIPTS.values(), ids=SCRIPTS)
@pytest.mark.parametrize("typed", ["maly grant", "art 19a"])
def test_an_official_reaches_the_procedure_in_force(
    open_page: OpenPage, typed: str, view: View
) -> None:
    page = open_page("/", view)
    tab_to(page, search_box(page))
    page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_url("**/szukaj?**")
    tab_to(page, link_to_standard(page))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{STANDARD}**")
    assert path(page) == STANDARD


@pytest.mark.parametrize("view", SCRIPTS.values(), ids=SCRIPTS)
def test_filters_are_ticked_and_submitted(open_page: OpenPage, view: View) -> None:
    page = open_page("/szukaj", view)
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


@pytest.mark.parametrize("view", SCRIPTS.values(), ids=SCRIPTS)
def test_the_contents_list_moves_the_reading_to_the_section(
    open_page: OpenPage, view: View
) -> None:
    page = open_page(STANDARD, view)
    link = contents(page).locator("a").last
    fragment = str(link.get_attribute("href"))
    while not link.is_visible():
        tab_to(page, folds(link).first)
        page.keyboard.press("Enter")
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


def test_the_full_name_of_an_act_shows_while_its_citation_has_the_focus(
    open_page: OpenPage,
) -> None:
    page = open_page(STANDARD)
    citation = page.locator("a.prawo:has(.full-name)").first
    name = citation.locator(".full-name")
    assert name.evaluate("element => element.offsetWidth") <= 1
    tab_to(page, citation)
    assert name.evaluate("element => element.offsetWidth") > 100


def test_a_word_leads_to_its_explanation_and_back(open_page: OpenPage) -> None:
    page = open_page(STANDARD, NO_SCRIPTS)
    word = page.locator("a.haslo").first
    place = str(word.get_attribute("id"))
    tab_to(page, word)
    page.keyboard.press("Enter")
    expect(page.locator(f"#slowo-{place.removeprefix('haslo-')}")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{place}")
    expect(word).to_be_in_viewport()
