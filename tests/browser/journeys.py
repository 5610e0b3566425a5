"""What readers come to do, as steps over roles and names that a person perceives."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Locator, Page

from tests.browser.pages import STANDARD


def search_box(page: Page) -> Locator:
    """The first box on the page that a search is typed into; once in use it has suggestions."""
    plain = page.get_by_role("searchbox")
    suggesting = page.get_by_role("combobox", name=re.compile("szuka", re.I))
    return plain.or_(suggesting).filter(visible=True).first


def search_button(page: Page) -> Locator:
    """The button that starts the search typed into that box."""
    return search_box(page).locator("xpath=ancestor::form").get_by_role("button").first


def link_to_standard(page: Page) -> Locator:
    """The first result's link when it leads to the standard in force (its section is open)."""
    return page.get_by_role("main").locator(f'a[href="{STANDARD}"], a[href^="{STANDARD}#"]').first


def first_filter(page: Page) -> Locator:
    """The first checkbox of the filters, whether or not it is folded away."""
    return page.locator("main input[type=checkbox][name]").first


def submit_of_filters(page: Page) -> Locator:
    """The button that applies the ticked filters."""
    named = re.compile("filtruj|zastosuj|pokaż wyniki", re.I)
    return page.get_by_role("main").get_by_role("button", name=named)


def folds(target: Locator) -> Locator:
    """What to press, outermost first, to unfold the closed parts of the page around the target."""
    return target.locator("xpath=ancestor::details[not(@open)]/summary").filter(visible=True)


def contents(page: Page) -> Locator:
    """The list of contents of a standard."""
    return page.get_by_role("navigation", name=re.compile("spis treści|na tej stronie", re.I))


def path(page: Page) -> str:
    """The path part of the page's address."""
    return urlsplit(page.url).path


def announced_total(page: Page) -> int:
    """How many results the page says there are, e.g. 12 of "12 wyników"."""
    main = page.get_by_role("main").inner_text()
    found = re.search(r"(\d+)\s+(?:wynik|dokument|standard)", main)
    if found is None:
        raise LookupError("The page of results does not say how many there are")
    return int(found.group(1))
