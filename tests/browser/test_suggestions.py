import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.a11y import axe_violations
from tests.browser.conftest import OpenPage
from tests.browser.journeys import path, search_box
from tests.browser.pages import STANDARD
from tests.browser.views import DARK, DESKTOP, FORCED_COLOURS, PHONE, PHONE_DARK, look_as

# Where only colours differ, only contrast can be spoiled.
LOOKS = {
    DESKTOP: (),
    DARK: ("color-contrast",),
    FORCED_COLOURS: ("color-contrast",),
    PHONE: (),
    PHONE_DARK: ("color-contrast",),
}
PLACES = {"home": "/", "results": "/szukaj?q=umowa", "header": STANDARD}


def typed(page: Page, text: str) -> Locator:
    """Type into the first search box; its list of suggestions, open."""
    search_box(page).focus()
    box = page.get_by_role("combobox", name=re.compile("szuka", re.I))
    expect(box).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
    options = page.get_by_role("listbox", name="Podpowiedzi")
    expect(options).to_be_visible()
    return box


@pytest.mark.parametrize("place", PLACES)
def test_arrows_choose_a_title_and_enter_opens_its_standard(
    open_page: OpenPage, place: str
) -> None:
    page = open_page(PLACES[place])
    box = typed(page, "mały grant (")
    expect(box).to_have_attribute("aria-expanded", "true")
    title = page.get_by_role("option", name="Mały grant (art. 19a) standard")
    for _ in range(page.get_by_role("option").count()):
        page.keyboard.press("ArrowDown")
        if title.get_attribute("aria-selected") == "true":
            break
    assert box.get_attribute("aria-activedescendant") == title.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{STANDARD}")


def test_another_completion_is_searched_for_with_the_filters_chosen(open_page: OpenPage) -> None:
    page = open_page("/szukaj?q=umowa&sektor=ngo")
    typed(page, "mały gr")
    page.get_by_role("option", name="mały grant pojęcie").click()
    page.wait_for_url("**/szukaj?**")
    asked = parse_qs(urlsplit(page.url).query)
    assert (asked["q"], asked["sektor"]) == (["mały grant"], ["ngo"])


def test_enter_without_a_choice_searches_for_what_was_typed(open_page: OpenPage) -> None:
    page = open_page("/")
    typed(page, "mał")
    page.keyboard.press("Enter")
    page.wait_for_url("**/szukaj?**")
    assert parse_qs(urlsplit(page.url).query)["q"] == ["mał"]


def test_escape_closes_the_list_and_keeps_the_text_and_the_focus(open_page: OpenPage) -> None:
    page = open_page("/")
    box = typed(page, "mał")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(box).to_be_focused()
    expect(box).to_have_value("mał")
    expect(box).to_have_attribute("aria-expanded", "false")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()


def test_leaving_the_box_closes_the_list_and_arrows_go_round(open_page: OpenPage) -> None:
    page = open_page("/")
    box = typed(page, "mał")
    count = page.get_by_role("option").count()
    page.keyboard.press("ArrowUp")
    last = page.get_by_role("option").nth(count - 1)
    expect(last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None
    page.keyboard.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_the_number_of_suggestions_is_announced(open_page: OpenPage) -> None:
    page = open_page("/")
    typed(page, "rdpp")
    announced = page.get_by_role("search").get_by_role("status")
    count = page.get_by_role("option").count()
    noun = "podpowiedź" if count == 1 else "podpowiedzi"
    expect(announced).to_have_text(f"{count} {noun}")


@pytest.mark.parametrize("place", PLACES)
def test_the_open_list_is_accessible_in_any_look_and_fits(open_page: OpenPage, place: str) -> None:
    page = open_page(PLACES[place])
    typed(page, "mał")
    page.keyboard.press("ArrowDown")
    violations = []
    for view, rules in LOOKS.items():
        look_as(page, view)
        violations += axe_violations(page, *rules)
        assert page.evaluate("document.documentElement.scrollWidth") <= view.width
    assert not violations, "\n\n".join(violations)


def test_nothing_is_loaded_before_a_box_is_used(open_page: OpenPage) -> None:
    page = open_page("about:blank")
    loaded: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: loaded.append(path_of_file(request.url)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/", wait_until="networkidle")
    assert "js/combobox.js" not in loaded
    typed(page, "mał")
    assert loaded.count("js/combobox.js") == 1
    assert complaints == []
    assert path(page) == "/"


def path_of_file(address: str) -> str:
    """The name of a static file without the hash of its content."""
    return urlsplit(address).path.partition("/static/")[2].partition("/")[2]
