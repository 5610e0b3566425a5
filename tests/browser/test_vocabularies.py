"""The pages of the vocabularies, looked at in every way and by every judge, and without scripts."""

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Desk, sign_in
from tests.browser.judging import Judge
from tests.browser.views import NO_SCRIPTS

ROOT = "/redakcja/slowniki"
PAGES = {
    "all": ROOT,
    "rows in order": f"{ROOT}/topics",
    "tried": f"{ROOT}/synonyms?q=dotacja&sprawdz=dotacja",
    "row": f"{ROOT}/glossary/fundacja",
    "row with rows": f"{ROOT}/acts/usg",
    "row with factors": f"{ROOT}/intents/wzor",
    "new": f"{ROOT}/acts/nowy",
    "in use": f"{ROOT}/topics/usun/male-granty",
    "removable": f"{ROOT}/fields/usun/rodzina",
    "renamed": f"{ROOT}/topics/nazwa/male-granty?nazwa=granty",
    "wrong name": f"{ROOT}/topics/nazwa/male-granty?nazwa=GRANTY",
    "gone": f"{ROOT}/topics/nie-ma",
}


def test_every_page_is_right_in_every_view(desk: Desk, page: Page, judge: Judge) -> None:
    sign_in(page, desk, "Ewa Lis")
    for name, path in PAGES.items():
        page.goto(desk.address + path)
        judge(page, name)
    page.goto(f"{desk.address}{ROOT}/glossary/stowarzyszenie")
    page.get_by_label("Definicja").fill("")
    page.get_by_role("button", name="Zapisz w szkicu").click()
    page.get_by_role("alert").wait_for()
    judge(page, "mistakes")


def test_a_term_is_changed_without_scripts(desk: Desk, browser: Browser) -> None:
    context = browser.new_context(**NO_SCRIPTS.context_options())
    page = context.new_page()
    sign_in(page, desk, "Jan Kowalski", f"{ROOT}/glossary/fundacja")
    page.get_by_role("group", name="Zobacz też").get_by_role("button", name="Dodaj").click()
    page.get_by_label("Zobacz też 3").select_option(label="trzeci sektor")
    page.get_by_label("Skrót").fill("fund.")
    page.get_by_label("Skrót").press("Enter")
    expect(page.get_by_role("status").first).to_have_text("Zapisano w szkicu.")
    expect(page.locator("#wiersz-fundacja")).to_contain_text("zmienione w szkicu")
    page.get_by_role("link", name="Zobacz zmiany i wyślij do recenzji").click()
    expect(page.locator("ins", has_text="trzeci-sektor").first).to_be_visible()
    context.close()
