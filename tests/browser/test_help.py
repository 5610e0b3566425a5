"""The handbook in the editors' part, looked at in every way and by every judge."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.desk import live_desk, sign_in
from tests.browser.judging import Judge
from tests.browser.views import DESKTOP

SHOWN = "image => image.complete && image.naturalWidth > 0"


def test_the_help_is_right_in_every_look_and_near_to_the_work(
    browser: Browser, tmp_path: Path, seeded_desk: Path, judge: Judge
) -> None:
    context = browser.new_context(**DESKTOP.context_options())
    page = context.new_page()
    with live_desk(tmp_path, seeded_desk) as desk:
        sign_in(page, desk, "Anna Nowak", "/redakcja/import")
        page.get_by_role("link", name="Więcej w pomocy").click()
        chapter = page.get_by_role("heading", name="Dokument z pliku Word, ODT lub PDF")
        expect(chapter).to_be_in_viewport()
        picture = page.get_by_role("img", name="Strona „Odczytano plik”")
        picture.scroll_into_view_if_needed()
        page.wait_for_load_state("networkidle")
        assert picture.evaluate(SHOWN)
        judge(page, "help")
    context.close()
