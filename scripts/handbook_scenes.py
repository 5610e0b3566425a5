"""The scenes of the handbook: what Anna (author) and Jan (reviewer) do, and when it is pictured.

They are played in order: each begins with what the earlier ones left.
"""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from scripts.handbook_studio import Studio

ANNA, JAN = "Anna Nowak", "Jan Kowalski"
WORD_FILE = Path(__file__).parents[1] / "tests" / "kb" / "imports" / "files" / "procedura.docx"
GRANT = "/redakcja/szkice/maly-grant"
SHARE = "/redakcja/szkice/wklad-wlasny"
SAVED = re.compile(r"^Zapisano o \d\d:\d\d\.$")


def play(studio: Studio) -> None:
    """Play every scene and take its pictures."""
    writing_a_new_document(studio)
    importing_a_file(studio)
    filling_in_the_form(studio)
    seeing_problems(studio)
    writing_two_at_a_time(studio)
    giving_back(studio)
    coming_back_to_the_desk(studio)
    reviewing(studio)
    looking_back(studio)
    changing_a_vocabulary(studio)


def writing_a_new_document(studio: Studio) -> None:
    """The form that begins a document."""
    page = studio.window(ANNA, "/redakcja/nowy")
    page.get_by_label("Tytuł").fill("Wynajem sali dla organizacji")
    page.get_by_label("Procedura").check()
    page.get_by_label("Grupa i obszar").select_option("P2O2")
    begin = page.get_by_role("button", name="Zacznij pisać")
    studio.take("nowy-dokument", page.locator("main h1"), begin, most=1000)
    begin.click()
    page.wait_for_url("**/redakcja/szkice/wynajem-sali-dla-organizacji")


def importing_a_file(studio: Studio) -> None:
    """What came out of a Word file."""
    page = studio.window(ANNA, "/redakcja/import")
    page.get_by_label("Dokument DOCX, ODT lub PDF").set_input_files(WORD_FILE)
    page.get_by_role("button", name="Wczytaj plik").click()
    page.get_by_role("heading", name="Odczytano plik").wait_for()
    remarks = page.locator("section", has=page.locator("#uwagi"))
    studio.take("wczytany-plik", page.locator("main .kicker"), remarks)


def filling_in_the_form(studio: Studio) -> None:
    """The editor, a step with its provision read while it is typed, and the preview beside."""
    page = _begin(studio, ANNA, "maly-grant")
    studio.look("formularz", page.locator("body"))
    step = page.locator("[id='steps.1']")
    step.locator("summary").click()
    provision = page.locator("[id='steps.1.basis']")
    provision.fill("art 19a ust 4 UDPP")
    advice = step.get_by_role("button", name="Wstaw")
    expect(advice).to_be_visible()
    studio.take("kroki", page.locator("#kroki"), advice, most=1100)
    advice.click()
    page.get_by_role("button", name="Podgląd").click()
    expect(page.locator("#podglad h1")).to_be_visible()
    page.locator("#title").fill("Mały grant krok po kroku (art. 19a)")
    expect(page.locator("#podglad h1")).to_have_text("Mały grant krok po kroku (art. 19a)")
    expect(page.locator("[data-told]")).to_have_text(SAVED)
    page.locator("#podglad").evaluate("panel => panel.scrollTo(0, 0)")
    studio.look("podglad", page.locator(".editor-form"))
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()


def seeing_problems(studio: Studio) -> None:
    """The list of what has to be mended, and the problem beside its field."""
    page = _begin(studio, ANNA, "wklad-wlasny")
    page.locator("#title").fill("")
    text = page.locator("#body").input_value()
    page.locator("#body").fill(f"{text}\n## Uwagi końcowe\n\nDziękujemy.\n")
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()
    studio.take("do-poprawy", page.locator(".editor-head"), page.locator("#title"))
    page.locator("#title").fill("Wkład własny: finansowy, osobowy, rzeczowy")
    page.locator("#body").fill(text)
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()


def writing_two_at_a_time(studio: Studio) -> None:
    """Jan saved meanwhile: Anna sees both texts."""
    page = studio.window(ANNA, SHARE)
    other = studio.window(JAN, SHARE)
    _write(other, "title", "Wkład własny: pieniądze, praca i rzeczy")
    page.locator("#title").fill("Wkład własny organizacji")
    expect(page.locator("[data-told]")).to_contain_text(JAN)
    page.get_by_role("button", name="Zapisz szkic").click()
    title = page.get_by_role("heading", level=1)
    expect(title).to_contain_text("zapisano w międzyczasie")
    last = page.get_by_role("link", name="Zostaw tamten tekst")
    studio.take("dwa-teksty", page.locator("main .kicker"), last)
    page.get_by_role("button", name="Zapisz połączony tekst").click()
    expect(page.locator("#title")).to_have_value("Wkład własny organizacji")


def giving_back(studio: Studio) -> None:
    """Jan gives a text of Anna's back with remarks."""
    _begin(studio, ANNA, "punkt-kontaktowy")
    page = studio.window(ANNA, "/redakcja/szkice/punkt-kontaktowy")
    _write(page, "owner", "Redakcja – zespół do spraw współpracy")
    _send(page, "Nowa nazwa zespołu.")
    reviewer = studio.window(JAN, "/redakcja/szkice/punkt-kontaktowy/recenzja")
    reviewer.get_by_label("Co trzeba poprawić").fill(
        "Dopisz, kto zastępuje zespół w czasie urlopu."
    )
    reviewer.get_by_role("button", name="Zwróć do poprawy").click()
    reviewer.wait_for_url("**/redakcja?zrobiono=**")


def coming_back_to_the_desk(studio: Studio) -> None:
    """Anna's desk with what came back and what she is writing."""
    page = studio.window(ANNA)
    last = page.locator("section", has=page.locator("#moje")).locator("li").nth(1)
    studio.take("pulpit", page.locator("header.site-header"), last)


def reviewing(studio: Studio) -> None:
    """The difference with a comment, and the decision."""
    author = studio.window(ANNA, GRANT)
    _write(author, "owner", "Redakcja – zespół do spraw małych grantów")
    _send(author, "Prostszy tytuł i dokładniejszy przepis w kroku 2.")
    page = studio.window(JAN, f"{GRANT}/recenzja")
    page.locator(".desk-comments summary").first.click()
    page.locator(".desk-comment-form textarea").first.fill("Czy „krok po kroku” mówi coś nowego?")
    page.locator(".desk-comment-form button").first.click()
    page.locator(".desk-comment").first.wait_for()
    studio.take(
        "recenzja", page.locator("main .kicker"), page.locator(".desk-comments").first, most=860
    )
    decision = page.locator(".desk-decision")
    page.get_by_label("Opis zmiany").fill("Prostszy tytuł i dokładniejszy przepis w kroku 2.")
    studio.take("decyzja", decision, decision)
    page.get_by_role("button", name="Opublikuj").click()
    page.wait_for_url("**/redakcja?zrobiono=**")


def looking_back(studio: Studio) -> None:
    """The history of the standard that was just published."""
    page = studio.window(JAN, "/redakcja/standardy/maly-grant/historia")
    studio.take("historia", page.locator("main .kicker"), page.locator(".desk-history"))


def changing_a_vocabulary(studio: Studio) -> None:
    """A synonym is added, and tried before it is published."""
    page = studio.window(JAN, "/redakcja/slowniki/synonyms/nowy")
    page.locator("#canonical").fill("mały grant")
    page.locator("#variants").fill("minidotacja")
    page.get_by_label("Kierunek").select_option("one_way")
    page.get_by_role("button", name="Zapisz w szkicu").click()
    page.get_by_text("Zapisano w szkicu.").wait_for()
    page.get_by_role("searchbox", name="Zapytanie").fill("minidotacja")
    page.get_by_role("button", name="Sprawdź").click()
    trial = page.locator(".vocabulary-trial")
    trial.get_by_role("heading", name="Po publikacji").wait_for()
    studio.take("slownik", page.locator("main h1"), trial)


def _begin(studio: Studio, name: str, slug: str) -> Page:
    """Begin a draft of a standard by its button in the list."""
    page = studio.window(name, f"/redakcja/standardy?q={slug}")
    page.locator(f"form[action='/redakcja/standardy/{slug}/edytuj'] button").click()
    page.wait_for_url(f"**/redakcja/szkice/{slug}**")
    return page


def _write(page: Page, field: str, text: str) -> None:
    """Change a field and save the draft."""
    page.locator(f"#{field}").fill(text)
    page.get_by_role("button", name="Zapisz szkic").click()
    expect(page.get_by_text("Zapisano.", exact=True)).to_be_visible()


def _send(page: Page, note: str) -> None:
    """Send the open draft for review."""
    page.get_by_role("button", name="Do recenzji").click()
    page.get_by_label("Dla recenzenta").fill(note)
    page.get_by_role("button", name="Wyślij do recenzji").click()
    page.wait_for_url("**/redakcja?zrobiono=**")
