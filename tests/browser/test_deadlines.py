from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import STANDARD
from tests.browser.test_keyboard import tab_to
from tests.browser.views import NO_SCRIPTS, PHONE_NO_SCRIPTS


def test_an_official_counts_dates_by_keyboard_without_scripts(open_page: OpenPage) -> None:
    page = open_page(STANDARD, NO_SCRIPTS)
    tab_to(page, page.get_by_role("link", name="Policz terminy od daty zdarzenia"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{STANDARD}/terminy")
    tab_to(page, page.get_by_label("Wpływ oferty"))
    # The parts of a date field come in the order of the browser's language.
    page.keyboard.type("09012026")
    tab_to(page, page.get_by_role("button", name="Policz terminy"))
    page.keyboard.press("Enter")
    page.wait_for_url("**data=2026-**")
    expect(page.get_by_role("heading", name="4 terminy")).to_be_visible()
    expect(page.get_by_label("Wpływ oferty")).not_to_have_value("")


def test_the_dates_of_an_offer_of_1_september_2026(open_page: OpenPage) -> None:
    page = open_page(f"{STANDARD}/terminy", PHONE_NO_SCRIPTS)
    page.get_by_label("Wpływ oferty").fill("2026-09-01")
    page.get_by_role("button", name="Policz terminy").click()
    days = page.locator("table.dates time")
    expect(days).to_have_text(
        ["10 września 2026", "17 września 2026", "17 września 2026", "1 października 2026"]
    )
    assert page.url.endswith("/terminy?zdarzenie=wplyw-oferty&data=2026-09-01#terminy")


def test_the_steps_of_one_side_are_shown_without_scripts(open_page: OpenPage) -> None:
    page = open_page(STANDARD, NO_SCRIPTS)
    steps = page.locator("table.steps tbody tr")
    everything = steps.count()
    page.get_by_role("navigation", name="Pokaż kroki").get_by_role("link", name="urzędu").click()
    assert 0 < steps.count() < everything
    expect(page.locator("#krok-1")).to_have_count(0)
    chosen = page.get_by_role("navigation", name="Pokaż kroki").locator("[aria-current]")
    expect(chosen).to_have_text("urzędu")
