"""Nothing written is lost: killed pages, broken lines, ended sessions, the back button."""

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, sign_in
from tests.browser.editor.opened import SAVED, URL, NewPage, document, told
from tests.browser.views import (
    NO_SCRIPTS,
)


def test_what_was_saved_while_writing_is_there_after_the_page_is_killed(
    desk: Desk, page: Page
) -> None:
    page.locator("#summary").fill("Zapisany w trakcie pisania. Drugie. Trzecie.")
    expect(told(page)).to_have_text(SAVED)
    context = page.context
    page.close(run_before_unload=False)
    again = context.new_page()
    again.goto(desk.address + URL)
    expect(again.locator("#summary")).to_have_value("Zapisany w trakcie pisania. Drugie. Trzecie.")
    expect(again.get_by_text("niezapisany tekst")).to_have_count(0)


def test_what_was_not_saved_yet_is_offered_on_the_next_visit(desk: Desk, page: Page) -> None:
    context = page.context
    context.set_offline(True)
    page.locator("#summary").fill("Bez sieci. Drugie zdanie. Trzecie.")
    expect(told(page)).to_contain_text("Brak połączenia")
    page.close(run_before_unload=False)
    context.set_offline(False)
    again = context.new_page()
    again.goto(desk.address + URL)
    again.get_by_role("button", name="Przywróć ten tekst").click()
    expect(again.locator("#summary")).to_have_value("Bez sieci. Drugie zdanie. Trzecie.")
    assert document(desk).data["summary"] == "Bez sieci. Drugie zdanie. Trzecie."
    expect(again.get_by_role("button", name="Przywróć ten tekst")).to_have_count(0)


def test_a_line_that_comes_back_saves_by_itself(desk: Desk, page: Page) -> None:
    page.context.set_offline(True)
    page.locator("#summary").fill("Przerwane. Drugie zdanie. Trzecie.")
    expect(told(page)).to_contain_text("Tekst jest w tej przeglądarce")
    page.context.set_offline(False)
    expect(told(page)).to_have_text(SAVED)
    assert document(desk).data["summary"] == "Przerwane. Drugie zdanie. Trzecie."


def test_a_session_that_ends_while_writing_keeps_the_text(desk: Desk, page: Page) -> None:
    page.context.clear_cookies()
    page.locator("#title").fill("Po wygaśnięciu sesji")
    expect(told(page)).to_contain_text("Sesja wygasła")
    beside = page.context.new_page()
    sign_in(beside, desk, "Anna Nowak", "/redakcja/nowy")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(told(page)).to_have_text(SAVED)
    assert document(desk).data["title"] == "Po wygaśnięciu sesji"


def test_a_form_sent_after_the_session_ended_comes_back(desk: Desk, new_page: NewPage) -> None:
    page = new_page(NO_SCRIPTS)
    sign_in(page, desk, "Anna Nowak", URL)
    page.locator("#title").fill("Wysłany za późno")
    page.context.clear_cookies()
    page.get_by_role("button", name="Zapisz szkic").click()
    page.wait_for_url("**/redakcja/logowanie**")
    page.get_by_label("Adres e-mail").fill("anna.nowak@example.org")
    page.get_by_label("Hasło").fill("cztery stokrotki na wiosnę")
    page.get_by_role("button", name="Zaloguj się").click()
    page.wait_for_url("**/redakcja/ratunek/**")
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#title")).to_have_value("Wysłany za późno")
    assert document(desk).data["title"] == "Wysłany za późno"


def test_the_back_button_loses_nothing(desk: Desk, page: Page) -> None:
    page.locator("#title").fill("Pierwszy tytuł")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()
    page.locator("#title").fill("Drugi tytuł")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()
    page.go_back()
    page.locator("#owner").fill("Zespół po cofnięciu")
    page.get_by_role("button", name="Zapisz szkic").click()
    page.get_by_role("button", name="Zapisz połączony tekst").or_(
        page.get_by_text("Zapisano.", exact=True)
    ).wait_for()
    if page.get_by_role("button", name="Zapisz połączony tekst").count():
        page.get_by_role("button", name="Zapisz połączony tekst").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()
    assert document(desk).data["owner"] == "Zespół po cofnięciu"
    assert document(desk).data["title"] in ("Pierwszy tytuł", "Drugi tytuł")
