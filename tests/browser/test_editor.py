"""The editor as people use it: by keyboard, without scripts, offline, past the end of a session."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from kb.editing.document import EditedDocument, read_document
from tests.browser.a11y import axe_violations, nu_html_errors, prepare_axe
from tests.browser.desk import Desk, running_desk, sign_in
from tests.browser.test_keyboard import SIGHT
from tests.browser.views import (
    DARK,
    DESKTOP,
    FORCED_COLOURS,
    NARROWEST,
    NO_SCRIPTS,
    PHONE_DARK,
    View,
    look_as,
)
from tests.kb.history.seeds import AUTHOR, GRANT

pytestmark = pytest.mark.xdist_group("editor")
VIEWS = (DESKTOP, DARK, PHONE_DARK, NARROWEST, FORCED_COLOURS)
URL = "/redakcja/szkice/maly-grant"
PATIENCE = 15_000
SAVED = re.compile(r"Zapisano o \d\d:\d\d")
UNFOLD = "document.querySelectorAll('main details').forEach(part => { part.open = true; })"

NewPage = Callable[..., Page]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running_desk(tmp_path_factory.mktemp("desk")) as desk:
        yield desk


@pytest.fixture(autouse=True)
def fresh_drafts(desk: Desk) -> None:
    """Each test begins with one draft, of the standard about small grants."""
    for draft in desk.content.drafts():
        desk.content.discard(draft.key, draft.head, AUTHOR)
    desk.content.save("maly-grant", {}, AUTHOR, None, "")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens windows that look as a view says."""
    contexts: list[BrowserContext] = []

    def new_page(view: View = DESKTOP) -> Page:
        context = browser.new_context(**view.context_options())
        context.set_default_timeout(PATIENCE)
        prepare_axe(context)
        contexts.append(context)
        return context.new_page()

    yield new_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page: NewPage, desk: Desk) -> Page:
    """Anna with her draft open."""
    page = new_page()
    sign_in(page, desk, "Anna Nowak", URL)
    return page


def told(page: Page) -> Locator:
    return page.locator("[data-told]")


def document(desk: Desk) -> EditedDocument:
    draft = desk.content.draft("maly-grant")
    assert draft is not None
    return read_document((desk.content.read(draft.head, GRANT) or b"").decode(), GRANT)


def judged(page: Page, folder: Path, name: str) -> None:
    """Fail unless the open page is right in every view."""
    page.evaluate(UNFOLD)
    (folder / f"{name}.html").write_text(page.content(), encoding="utf-8")
    for view in VIEWS:
        look_as(page, view)
        assert axe_violations(page) == [], f"{name}, {view}"
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        assert not wide, f"{name} is wider than {view.width} pixels"
    look_as(page, DESKTOP)


def test_the_form_is_right_in_every_look(desk: Desk, page: Page, tmp_path: Path) -> None:
    judged(page, tmp_path, "form")
    page.locator("#title").fill("")
    page.locator("#body").fill("## Nieznana\n\ntekst")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Tytuł", exact=True)).to_be_visible()
    judged(page, tmp_path, "problems")
    page.get_by_role("button", name="Podgląd").click()
    expect(page.locator("#podglad h1")).to_have_text("(nie podano)")
    judged(page, tmp_path, "preview")
    page.goto(f"{desk.address}{URL}/podglad")
    judged(page, tmp_path, "preview-page")
    assert nu_html_errors(tmp_path) == []


def test_the_pages_around_the_form_are_right(desk: Desk, page: Page, tmp_path: Path) -> None:
    for name, path in {
        "new": "/redakcja/nowy",
        "taken": "/redakcja/standardy/maly-grant/nowa-wersja",
        "new-version": "/redakcja/standardy/wklad-wlasny/nowa-wersja",
        "withdraw": "/redakcja/standardy/wklad-wlasny/wycofaj",
        "gone": "/redakcja/szkice/wklad-wlasny",
    }.items():
        page.goto(desk.address + path)
        judged(page, tmp_path, name)
    page.goto(f"{desk.address}/redakcja/nowy")
    page.get_by_role("button", name="Zacznij pisać").click()
    page.get_by_role("alert").wait_for()
    judged(page, tmp_path, "new-errors")
    page.get_by_label("Tytuł").fill("Wynajem sali")
    page.get_by_label("Procedura").check()
    page.get_by_label("Grupa i obszar").select_option("P2O2")
    page.get_by_role("button", name="Zacznij pisać").click()
    page.wait_for_url("**/redakcja/szkice/wynajem-sali")
    judged(page, tmp_path, "starter")
    draft = desk.content.draft("maly-grant")
    assert draft is not None
    desk.content.send("maly-grant", draft.head, AUTHOR, "")
    page.goto(desk.address + URL)
    expect(page.get_by_text("czeka na recenzję")).to_be_visible()
    judged(page, tmp_path, "in-review")
    assert nu_html_errors(tmp_path) == []


def test_two_editors_see_both_texts_and_join_them(
    desk: Desk, page: Page, new_page: NewPage, tmp_path: Path
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
    judged(page, tmp_path, "moved")
    assert nu_html_errors(tmp_path) == []
    page.get_by_role("radio", name="Jan Kowalski").check()
    page.get_by_role("button", name="Zapisz połączony tekst").click()
    expect(page.locator("#title")).to_have_value("Tytuł Jana")
    expect(page.locator("#owner")).to_have_value("Zespół Jana")


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


def test_everything_works_without_scripts(desk: Desk, new_page: NewPage) -> None:
    steps = document(desk).data["steps"]
    page = new_page(NO_SCRIPTS)
    sign_in(page, desk, "Anna Nowak", URL)
    page.locator("#title").fill("Bez skryptów")
    page.locator("[id='steps.1.up']").click()
    expect(page.locator("#title")).to_have_value("Bez skryptów")
    assert page.url.endswith("#steps.0.down")
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


def test_the_preview_follows_what_is_written(desk: Desk, page: Page) -> None:
    page.get_by_role("button", name="Podgląd").click()
    expect(page.locator("#podglad h1")).to_have_text("Mały grant (art. 19a)")
    page.locator("#title").fill("Tytuł na żywo")
    expect(page.locator("#podglad h1")).to_have_text("Tytuł na żywo")
    page.get_by_role("button", name="Ukryj podgląd").click()
    expect(page.locator("#podglad")).to_be_hidden()


def test_citations_are_read_while_they_are_typed(page: Page) -> None:
    page.locator("[id='rules.0'] summary").click()
    field = page.locator("[id='rules.0.basis']")
    read = page.locator("[id='rules.0.basis.odczyt']")
    field.fill("art. 19a ust. 1 UDPP")
    expect(read).to_contain_text("art. 19a")
    field.fill("art. 9999 UDPP")
    expect(read).to_contain_text("W słowniku aktów nie ma art. 9999")


def test_long_lists_of_choices_are_searched(page: Page) -> None:
    topics = page.locator("#topics")
    topics.get_by_label("Szukaj na liście").fill("regranting")
    expect(topics.get_by_role("checkbox")).to_have_count(1)
    topics.get_by_role("checkbox").check()
    expect(topics.get_by_text("Wybrano:")).to_contain_text("egranting")
    topics.get_by_label("Szukaj na liście").fill("")
    assert topics.get_by_role("checkbox").count() > 12


def test_the_toolbar_writes_markdown(page: Page) -> None:
    body = page.locator("#body")
    body.fill("słowo")
    body.select_text()
    page.get_by_role("button", name="Pogrubienie").click()
    expect(body).to_have_value("**słowo**")


def test_a_summary_link_opens_the_folded_row(desk: Desk, page: Page) -> None:
    page.locator("[id='steps.3'] summary").click()
    page.locator("[id='steps.3.basis']").fill("art. 9999 UDPP")
    page.get_by_role("button", name="Zapisz szkic").click()
    page.get_by_role("link", name="Kroki, 4: Przepis").click()
    expect(page.locator("[id='steps.3.basis']")).to_be_focused()
    expect(page.locator("[id='steps.3.basis']")).to_be_in_viewport()


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
