"""The pages of the editor in every look, and where the focus goes."""

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk, sign_in
from tests.browser.editor.opened import URL, NewPage, told
from tests.browser.judging import Judge
from tests.browser.test_keyboard import SIGHT
from tests.browser.views import View
from tests.kb.history.seeds import AUTHOR


def test_the_form_is_right_in_every_look(desk: Desk, page: Page, judge: Judge) -> None:
    judge(page, "form")
    page.locator("#title").fill("")
    page.locator("#body").fill("## Nieznana\n\ntekst")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Tytuł", exact=True)).to_be_visible()
    judge(page, "problems")
    page.get_by_role("button", name="Podgląd").click()
    expect(page.locator("#podglad h1")).to_have_text("(nie podano)")
    page.goto(f"{desk.address}{URL}/podglad")
    judge(page, "preview-page")


def test_the_pages_around_the_form_are_right(desk: Desk, page: Page, judge: Judge) -> None:
    for name, path in {
        "new": "/redakcja/nowy",
        "taken": "/redakcja/standardy/maly-grant/nowa-wersja",
        "new-version": "/redakcja/standardy/wklad-wlasny/nowa-wersja",
        "withdraw": "/redakcja/standardy/wklad-wlasny/wycofaj",
        "gone": "/redakcja/szkice/wklad-wlasny",
    }.items():
        page.goto(desk.address + path)
        judge(page, name)
    page.goto(f"{desk.address}/redakcja/nowy")
    page.get_by_role("button", name="Zacznij pisać").click()
    page.get_by_role("alert").wait_for()
    judge(page, "new-errors")
    page.get_by_label("Tytuł").fill("Wynajem sali")
    page.get_by_label("Procedura").check()
    page.get_by_label("Grupa i obszar").select_option("P2O2")
    page.get_by_role("button", name="Zacznij pisać").click()
    page.wait_for_url("**/redakcja/szkice/wynajem-sali")
    judge(page, "starter")
    page.get_by_role("button", name="Podgląd").click()
    expect(page.locator("#podglad h1")).to_have_text("Wynajem sali")
    judge(page, "preview")
    draft = desk.content.draft("maly-grant")
    assert draft is not None
    desk.content.send("maly-grant", draft.head, AUTHOR, "")
    page.goto(desk.address + URL)
    expect(page.get_by_text("czeka na recenzję")).to_be_visible()
    judge(page, "in-review")


def test_two_editors_see_both_texts_and_join_them(
    desk: Desk, page: Page, new_page: NewPage, judge: Judge
) -> None:
    other = new_page()
    sign_in(other, desk, "Jan Kowalski", URL)
    other.locator("#title").fill("Tytuł Jana")
    other.locator("#owner").fill("Zespół Jana")
    other.get_by_role("button", name="Zapisz szkic").click()
    expect(other.get_by_text("Zapisano.", exact=True)).to_be_visible()
    page.locator("#title").fill("Tytuł Anny")
    expect(told(page)).to_contain_text("Jan Kowalski")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("zapisano w międzyczasie")
    judge(page, "moved")
    page.get_by_role("radio", name="Jan Kowalski").check()
    page.get_by_role("button", name="Zapisz połączony tekst").click()
    expect(page.locator("#title")).to_have_value("Tytuł Jana")
    expect(page.locator("#owner")).to_have_value("Zespół Jana")


def test_the_focus_is_never_under_the_bar(desk: Desk, new_page: NewPage) -> None:
    page = new_page(View(width=360, height=640))
    sign_in(page, desk, "Anna Nowak", URL)
    page.locator("#title").focus()
    page.evaluate(SIGHT)
    stops = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("stop_here()"))
    assert [stop["html"] for stop in stops if not stop["seen"]] == []
    assert [stop["html"] for stop in stops if not stop["told"]] == []


def test_a_summary_link_opens_the_folded_row(desk: Desk, page: Page) -> None:
    page.locator("[id='steps.3'] summary").click()
    page.locator("[id='steps.3.basis']").fill("art. 9999 UDPP")
    page.get_by_role("button", name="Zapisz szkic").click()
    page.get_by_role("link", name="Kroki, 4: Przepis").click()
    expect(page.locator("[id='steps.3.basis']")).to_be_focused()
    expect(page.locator("[id='steps.3.basis']")).to_be_in_viewport()
