"""The pages of accounts, looked at in every way and by every judge."""

from playwright.sync_api import Browser, Page

from tests.browser.desk import Desk, sign_in
from tests.browser.judging import Judge
from tests.browser.views import DESKTOP


def test_pages_for_who_is_not_signed_in(desk: Desk, page: Page, judge: Judge) -> None:
    for name, path in {
        "sign-in": "/redakcja/logowanie",
        "rescued": "/redakcja/logowanie?powod=sesja",
        "forgotten": "/redakcja/haslo",
        "invalid": "/redakcja/haslo/nowe",
    }.items():
        page.goto(desk.address + path)
        judge(page, name)
    page.goto(f"{desk.address}/redakcja/logowanie")
    page.get_by_label("Adres e-mail").fill("nikt@example.org")
    page.get_by_role("button", name="Zaloguj się").click()
    page.get_by_role("alert").wait_for()
    judge(page, "wrong")


def test_pages_of_ones_own_account(desk: Desk, page: Page, judge: Judge) -> None:
    sign_in(page, desk, "Anna Nowak", "/redakcja/konto")
    judge(page, "own")
    page.get_by_role("button", name="Zapisz hasło").click()
    page.get_by_role("alert").wait_for()
    judge(page, "own-errors")
    page.goto(f"{desk.address}/redakcja/konto/drugi-skladnik")
    judge(page, "second-factor")
    picture = page.get_by_role("img", name="Kod QR")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    page.goto(f"{desk.address}/redakcja/konta")
    judge(page, "refused")


def test_an_administrator_invites_somebody_who_comes_in(
    desk: Desk, page: Page, browser: Browser, judge: Judge
) -> None:
    sign_in(page, desk, "Ewa Lis", "/redakcja/konta")
    judge(page, "all")
    page.get_by_role("link", name="Zaproś nową osobę").click()
    page.get_by_role("button", name="Załóż konto").click()
    page.get_by_role("alert").wait_for()
    judge(page, "invite-errors")
    page.get_by_label("Imię i nazwisko").fill("Nowa Osoba")
    page.get_by_label("Adres e-mail").fill("nowa@example.org")
    page.get_by_label("redaktor – recenzuje").check()
    page.get_by_role("button", name="Załóż konto").click()
    judge(page, "one-with-link")
    link = page.locator(".account-link").inner_text()
    visitor = browser.new_context(**DESKTOP.context_options())
    theirs = visitor.new_page()
    theirs.goto(link)
    judge(theirs, "new-password")
    theirs.get_by_label("Nowe hasło", exact=True).fill("siedem czapli nad jeziorem")
    theirs.get_by_label("Powtórz nowe hasło").fill("siedem czapli nad jeziorem")
    theirs.get_by_role("button", name="Ustaw hasło").click()
    theirs.wait_for_url(f"{desk.address}/redakcja")
    assert theirs.get_by_role("link", name="Nowa Osoba").is_visible()
    visitor.close()


def test_a_text_written_while_the_session_ended_is_offered_again(
    desk: Desk, page: Page, browser: Browser, judge: Judge
) -> None:
    sign_in(page, desk, "Jan Kowalski", "/redakcja/konto")
    elsewhere = browser.new_context(**DESKTOP.context_options())
    other = elsewhere.new_page()
    sign_in(other, desk, "Jan Kowalski", "/redakcja/konto")
    other.get_by_role("button", name="Wyloguj wszędzie").click()
    other.get_by_text("Wylogowano.").wait_for()
    elsewhere.close()
    page.evaluate(
        """() => {
            const form = document.createElement('form');
            form.method = 'post';
            form.action = '/redakcja/szkice/nie-ma/porzuc';
            const token = document.querySelector('input[name=token]').cloneNode();
            const text = document.createElement('textarea');
            text.name = 'tresc';
            text.value = 'Pierwszy wiersz\\nDrugi wiersz';
            form.append(token, text);
            document.body.append(form);
            form.submit();
        }"""
    )
    page.get_by_text("tekst jest zachowany").wait_for()
    page.get_by_label("Adres e-mail").fill("jan.kowalski@example.org")
    page.get_by_label("Hasło").fill("cztery stokrotki na wiosnę")
    page.get_by_role("button", name="Zaloguj się").click()
    page.get_by_role("button", name="Zapisz teraz").wait_for()
    assert page.get_by_label("Zachowany tekst").input_value() == "Pierwszy wiersz\nDrugi wiersz"
    judge(page, "rescued-text")
