"""What helps while writing: preview, citations, choices, the toolbar."""

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk


def test_the_preview_follows_what_is_written(desk: Desk, page: Page) -> None:
    page.get_by_role("button", name="Podgląd").click()
    expect(page.locator("#podglad h1")).to_have_text("Mały grant (art. 19a)")
    page.locator("#title").fill("Tytuł na żywo")
    expect(page.locator("#podglad h1")).to_have_text("Tytuł na żywo")
    page.get_by_role("button", name="Ukryj podgląd").click()
    expect(page.locator("#podglad")).to_be_hidden()


def test_citations_are_read_while_they_are_typed(page: Page) -> None:
    page.locator("[id='rules.0'] summary").click()
    field = page.locator("[id='rules.0.basis']")
    read = page.locator("[id='rules.0.basis.odczyt']")
    field.fill("art. 19a ust. 1 UDPP")
    expect(read).to_contain_text("art. 19a")
    field.fill("art. 9999 UDPP")
    expect(read).to_contain_text("W słowniku aktów nie ma art. 9999")


def test_long_lists_of_choices_are_searched(page: Page) -> None:
    topics = page.locator("#topics")
    topics.get_by_label("Szukaj na liście").fill("regranting")
    expect(topics.get_by_role("checkbox")).to_have_count(1)
    topics.get_by_role("checkbox").check()
    expect(topics.get_by_text("Wybrano:")).to_contain_text("egranting")
    topics.get_by_label("Szukaj na liście").fill("")
    assert topics.get_by_role("checkbox").count() > 12


def test_the_toolbar_writes_markdown(page: Page) -> None:
    body = page.locator("#body")
    body.fill("słowo")
    body.select_text()
    page.get_by_role("button", name="Pogrubienie").click()
    expect(body).to_have_value("**słowo**")
