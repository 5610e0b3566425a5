"""Rows of the form: by keyboard, without scripts, by a double click."""

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, sign_in
from tests.browser.editor.opened import SAVED, URL, NewPage, document, told
from tests.browser.views import (
    NO_SCRIPTS,
)


def test_rows_are_moved_added_and_removed_by_keyboard(desk: Desk, page: Page) -> None:
    steps = document(desk).data["steps"]
    button = page.locator("[id='steps.0.down']")
    button.focus()
    page.keyboard.press("Enter")
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("id", "steps.1.down")
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("id", "steps.2.down")
    expect(told(page)).to_have_text("Teraz to Krok 3.")
    page.locator("[id='steps.0.remove']").press("Enter")
    expect(focused).to_have_attribute("id", "steps.0.remove")
    page.locator("[id='rules.add']").press("Enter")
    number = len(document(desk).data["rules"])
    expect(focused).to_have_attribute("id", f"rules.{number}.text")
    page.keyboard.type("Nowa zasada.")
    page.keyboard.press("Tab")
    page.keyboard.type("Standard pod")
    expect(told(page)).to_have_text(SAVED)
    now = document(desk).data
    assert now["steps"] == [steps[2], steps[0], *steps[3:]]
    assert now["rules"][-1] == {"text": "Nowa zasada.", "level": "podstawowy"}


def test_everything_works_without_scripts(desk: Desk, new_page: NewPage) -> None:
    steps = document(desk).data["steps"]
    page = new_page(NO_SCRIPTS)
    sign_in(page, desk, "Anna Nowak", URL)
    page.locator("#title").fill("Bez skryptów")
    page.locator("[id='steps.1.up']").click()
    page.wait_for_url("**#steps.0.down")
    expect(page.locator("#title")).to_have_value("Bez skryptów")
    page.locator("[id='rules.add']").click()
    number = len(document(desk).data["rules"])
    page.locator(f"[id='rules.{number}.text']").fill("Zasada bez skryptów.")
    page.locator(f"[id='rules.{number}.level']").select_option("podstawowy")
    page.get_by_role("button", name="Podgląd").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bez skryptów")
    expect(page.get_by_text("Zasada bez skryptów.")).to_be_visible()
    page.get_by_role("link", name="Wróć do pisania").click()
    expect(page.locator("#title")).to_have_value("Bez skryptów")
    page.get_by_role("checkbox", name="Gmina").check()
    page.get_by_role("button", name="Zapisz szkic").click()
    now = document(desk).data
    assert now["steps"][:2] == [steps[1], steps[0]]
    assert "jst-gmina" in now["sectors"]


def test_a_double_click_does_a_thing_once(desk: Desk, page: Page) -> None:
    rules = document(desk).data["rules"]
    page.locator("[id='rules.1.remove']").dblclick()
    expect(page.locator("[data-rows='rules'] [data-row]")).to_have_count(len(rules) - 1)
    expect(told(page)).to_have_text(SAVED)
    page.get_by_role("button", name="Zapisz szkic").dblclick()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()
    assert document(desk).data["rules"] == [rules[0], *rules[2:]]


def test_a_new_deadline_gets_its_identifier_and_steps_can_choose_it(page: Page) -> None:
    page.get_by_role("button", name="Dodaj termin").click()
    row = page.locator("[data-rows='deadlines'] [data-row]").last
    row.locator("[name$='.title']").fill("Odpowiedź na żądanie")
    row.locator("[name$='.title']").press("Tab")
    expect(row.locator("[name$='.id']")).to_have_value("odpowiedz-na-zadanie")
    row.locator("[name$='.event']").fill("wpływ żądania")
    row.locator("[name$='.term']").fill("7 dni")
    expect(row.locator("[id$='.term.odczyt']")).not_to_be_empty()
    page.locator("[id='steps.0'] summary").click()
    choice = page.locator("[id='steps.0.deadline']")
    choice.focus()
    choice.select_option(label="Odpowiedź na żądanie")
    expect(choice).to_have_value("odpowiedz-na-zadanie")
