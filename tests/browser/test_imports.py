"""The pages of the import, looked at in every way and by every judge, and without scripts."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.a11y import axe_violations, nu_html_errors, prepare_axe
from tests.browser.desk import Desk, running_desk, sign_in
from tests.browser.views import DARK, DESKTOP, NARROWEST, NO_SCRIPTS, PHONE_DARK, look_as

FILES = Path(__file__).parents[1] / "kb" / "imports" / "files"
VIEWS = (DESKTOP, DARK, PHONE_DARK, NARROWEST)
UPLOAD = "/redakcja/import"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


def judged(page: Page, folder: Path, name: str) -> None:
    """Fail unless the open page is right in every view."""
    (folder / f"{name}.html").write_text(page.content(), encoding="utf-8")
    for view in VIEWS:
        look_as(page, view)
        assert axe_violations(page) == [], f"{name}, {view}"
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{name} is wider than {view.width} pixels"
    look_as(page, DESKTOP)


def send(page: Page, file: str) -> None:
    page.get_by_label("Dokument DOCX, ODT lub PDF").set_input_files(FILES / file)
    page.get_by_role("button", name="Wczytaj plik").click()


def test_every_page_is_right_in_every_view(desk: Desk, browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(**DESKTOP.context_options())
    prepare_axe(context)
    page = context.new_page()
    sign_in(page, desk, "Anna Nowak", UPLOAD)
    judged(page, tmp_path, "upload")
    send(page, "haslo.docx")
    page.get_by_role("alert").wait_for()
    judged(page, tmp_path, "refused")
    send(page, "procedura.docx")
    page.get_by_role("heading", name="Odczytano plik").wait_for()
    judged(page, tmp_path, "result")
    page.get_by_label("Tytuł").fill("")
    page.get_by_role("button", name="Utwórz szkic").click()
    page.get_by_role("alert").wait_for()
    judged(page, tmp_path, "mistakes")
    context.close()
    assert nu_html_errors(tmp_path) == []


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
