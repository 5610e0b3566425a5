from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.pages import STANDARD
from tests.browser.test_keyboard import tab_to
from tests.browser.views import NO_SCRIPTS

CHECKLIST = f"{STANDARD}/lista"


def test_ticks_are_counted_kept_and_cleared(open_page: OpenPage) -> None:
    page = open_page(CHECKLIST)
    boxes = page.get_by_role("checkbox")
    progress = page.get_by_role("status")
    total = boxes.count()
    expect(progress).to_have_text(f"Gotowe: 0 z {total}.")
    boxes.nth(0).check()
    boxes.nth(2).check()
    expect(progress).to_have_text(f"Gotowe: 2 z {total}.")

    page.reload()
    expect(boxes.nth(0)).to_be_checked()
    expect(boxes.nth(1)).not_to_be_checked()
    expect(boxes.nth(2)).to_be_checked()
    expect(progress).to_have_text(f"Gotowe: 2 z {total}.")

    page.get_by_role("button", name="Wyczyść").click()
    expect(progress).to_have_text(f"Gotowe: 0 z {total}.")
    page.reload()
    expect(boxes.nth(0)).not_to_be_checked()


def test_boxes_are_ticked_by_keyboard(open_page: OpenPage) -> None:
    page = open_page(CHECKLIST)
    box = page.get_by_role("checkbox").first
    tab_to(page, box)
    page.keyboard.press("Space")
    expect(box).to_be_checked()


def test_the_list_works_when_the_browser_keeps_nothing(open_page: OpenPage) -> None:
    page = open_page("about:blank")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " {get() { throw new DOMException('no', 'SecurityError'); }})"
    )
    page.goto(CHECKLIST)
    page.get_by_role("checkbox").first.check()
    expect(page.get_by_role("status")).to_contain_text("Gotowe: 1 z")


def test_without_scripts_the_list_is_plain(open_page: OpenPage) -> None:
    page = open_page(CHECKLIST, NO_SCRIPTS)
    page.get_by_role("checkbox").first.check()
    expect(page.get_by_role("button", name="Wyczyść")).to_have_count(0)
    expect(page.get_by_role("button", name="Drukuj")).to_have_count(0)
