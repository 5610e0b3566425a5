"""The pages of the import, looked at in every way and by every judge, and without scripts."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import Desk, sign_in
from tests.browser.judging import Judge
from tests.browser.views import NO_SCRIPTS

FILES = Path(__file__).parents[1] / "kb" / "imports" / "files"
UPLOAD = "/redakcja/import"


def send(page: Page, file: str) -> None:
    page.get_by_label("Dokument DOCX, ODT lub PDF").set_input_files(FILES / file)
    page.get_by_role("button", name="Wczytaj plik").click()


def test_every_page_is_right_in_every_view(desk: Desk, page: Page, judge: Judge) -> None:
    sign_in(page, desk, "Anna Nowak", UPLOAD)
    judge(page, "upload")
    send(page, "haslo.docx")
    page.get_by_role("alert").wait_for()
    judge(page, "refused")
    send(page, "procedura.docx")
    page.get_by_role("heading", name="Odczytano plik").wait_for()
    judge(page, "result")
    page.get_by_label("Tytuł").fill("")
    page.get_by_role("button", name="Utwórz szkic").click()
    page.get_by_role("alert").wait_for()
    judge(page, "mistakes")


def test_a_file_becomes_a_draft_without_scripts(desk: Desk, browser: Browser) -> None:
    context = browser.new_context(**NO_SCRIPTS.context_options())
    page = context.new_page()
    sign_in(page, desk, "Anna Nowak", UPLOAD)
    send(page, "procedura.odt")
    page.get_by_label("Tytuł").fill("Jak przyjmujemy oferty")
    page.get_by_label("Komisja ocenia ofertę").check()
    page.get_by_role("button", name="Utwórz szkic").click()
    page.wait_for_url("**/redakcja/szkice/jak-przyjmujemy-oferty")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Jak przyjmujemy oferty")
    context.close()
