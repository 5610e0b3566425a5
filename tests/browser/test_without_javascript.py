import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import OpenPage
from tests.browser.journeys import (
    announced_total,
    contents,
    first_filter,
    folds,
    link_to_standard,
    path,
    search_box,
    search_button,
    submit_of_filters,
)
from tests.browser.pages import STANDARD, archived_path
from tests.browser.views import NO_SCRIPTS, PHONE_NO_SCRIPTS, View

VIEWS = {"desktop": NO_SCRIPTS, "phone": PHONE_NO_SCRIPTS}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("typed", ["maly grant", "art 19a", "Mały grant?"])
def test_an_official_reaches_the_procedure_in_force_in_two_clicks(
    open_page: OpenPage, typed: str, view: View
) -> None:
    page = open_page("/", view)
    search_box(page).fill(typed)
    search_button(page).click()
    assert path(page) == "/szukaj"
    link_to_standard(page).click()
    assert path(page) == STANDARD
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile("grant", re.I))


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_filters_are_ticked_submitted_and_taken_off(open_page: OpenPage, view: View) -> None:
    page = open_page("/szukaj", view)
    everything = announced_total(page)
    box = first_filter(page)
    unfold(box)
    name, value = box.get_attribute("name"), box.get_attribute("value")
    assert name is not None
    box.check()
    submit_of_filters(page).click()
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get(name) == [value])
    assert 0 < announced_total(page) <= everything

    expect(page.locator(f'input[name="{name}"][value="{value}"]')).to_be_checked()
    page.get_by_role("main").get_by_role("link", name=re.compile("usuń", re.I)).first.click()
    page.wait_for_url(lambda url: name not in parse_qs(urlsplit(url).query))
    assert announced_total(page) == everything


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_the_contents_list_leads_to_sections(open_page: OpenPage, view: View) -> None:
    page = open_page(STANDARD, view)
    links = contents(page).locator("a")
    for fragment in [link.get_attribute("href") for link in links.all()]:
        assert fragment is not None
        assert fragment.startswith("#")
        expect(page.locator(fragment)).to_have_count(1)
    last = links.last
    unfold(last)
    fragment = last.get_attribute("href")
    last.click()
    page.wait_for_url(f"**{fragment}")
    expect(page.locator(str(fragment))).to_be_in_viewport()


def test_an_old_version_leads_to_the_one_in_force(open_page: OpenPage, site: str) -> None:
    page = open_page(archived_path(site), NO_SCRIPTS)
    page.get_by_role("main").locator(f'a[href="{STANDARD}"]').first.click()
    assert path(page) == STANDARD


def test_an_error_page_offers_the_search(open_page: OpenPage) -> None:
    page = open_page("/nie-ma-takiej-strony", NO_SCRIPTS)
    search_box(page).fill("mały grant")
    search_box(page).press("Enter")
    assert path(page) == "/szukaj"


def unfold(target: Locator) -> None:
    """Open what folds the target away; on a phone that is usual."""
    while not target.is_visible():
        folds(target).first.click()
