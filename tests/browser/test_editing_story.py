"""The whole story: from a Word file on an author's desk to a reader who finds the standard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pypandoc
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.a11y import axe_violations
from tests.browser.desk import Desk, running_desk, sign_in
from tests.browser.views import DESKTOP
from tests.kb.history.seeds import small_seed

AUTHOR, REVIEWER, ADMINISTRATOR = "Anna Nowak", "Jan Kowalski", "Ewa Lis"
TITLE = "Użyczenie rzutnika organizacji"
REMARKS = "Dopisz, ile dni wcześniej organizacja prosi o rzutnik."
MENDED = "Organizacja prosi o rzutnik siedem dni przed spotkaniem."
WORD_FILE = f"""\
# {TITLE}

## Cel

Urząd użycza organizacji rzutnika na spotkanie z mieszkańcami.

## Jak to działa

1. Organizacja pisze do urzędu w ciągu 14 dni od ogłoszenia terminu spotkania.
2. Urząd odpowiada i wydaje sprzęt za pokwitowaniem.
"""
PATIENCE = 30_000


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The program itself, in a process of its own."""
    folder = tmp_path_factory.mktemp("desk")
    with running_desk(folder, small_seed(folder / "seed")) as desk:
        yield desk


@pytest.fixture
def people(browser: Browser, desk: Desk) -> Iterator[dict[str, Page]]:
    """A window for everybody, signed in; and one of a reader."""
    windows = {}
    contexts = []
    for name in (AUTHOR, REVIEWER, ADMINISTRATOR, "reader"):
        context = browser.new_context(**DESKTOP.context_options())
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        windows[name] = context.new_page()
        if name != "reader":
            sign_in(windows[name], desk, name)
    yield windows
    for context in contexts:
        context.close()


def test_from_a_word_file_to_a_reader(desk: Desk, people: dict[str, Page], tmp_path: Path) -> None:
    author, reviewer = people[AUTHOR], people[REVIEWER]
    file = tmp_path / "rzutnik.docx"
    pypandoc.convert_text(WORD_FILE, "docx", format="markdown", outputfile=str(file))

    author.get_by_role("link", name="Wczytaj plik Word").click()
    author.get_by_label("Dokument DOCX").set_input_files(file)
    author.get_by_role("button", name="Wczytaj plik").click()
    expect(author.get_by_label("Tytuł", exact=True)).to_have_value(TITLE)
    author.get_by_label("Rodzaj dokumentu").select_option("poradnik")
    author.get_by_label("Temat główny").select_option("formy-niefinansowe")
    right(author)
    author.get_by_role("button", name="Utwórz szkic").click()

    fill_the_form(author)
    send(author, "Pierwsza wersja z naszego pliku")

    open_review(reviewer, desk)
    part = reviewer.get_by_role("group").filter(has_text="Dodaj uwagę (Jak to działa)")
    part.get_by_text("Dodaj uwagę (Jak to działa)").click()
    part.get_by_label("Uwaga (Jak to działa)").fill("Kto wydaje sprzęt?")
    part.get_by_role("button", name="Dodaj uwagę").click()
    expect(reviewer.get_by_text("Kto wydaje sprzęt?")).to_be_visible()
    right(reviewer)
    reviewer.get_by_label("Co trzeba poprawić").fill(REMARKS)
    reviewer.get_by_role("button", name="Zwróć do poprawy").click()
    expect(reviewer.get_by_role("status")).to_have_text("Zwrócono autorowi z uwagami.")

    author.goto(f"{desk.address}/redakcja")
    expect(author.get_by_text(REMARKS)).to_be_visible()
    right(author)
    author.get_by_role("link", name=re.compile(f"Popraw.*{TITLE}")).click()
    body = author.get_by_label("Treść dokumentu w zapisie Markdown")
    body.fill(f"{body.input_value()}\n{MENDED}\n")
    send(author, "Dopisane")

    open_review(reviewer, desk)
    expect(reviewer.get_by_text(MENDED)).to_be_visible()
    reviewer.get_by_label("Opis zmiany").fill("Nowy poradnik o sprzęcie")
    reviewer.get_by_role("button", name="Opublikuj").click()
    expect(reviewer.get_by_role("status")).to_contain_text("Opublikowano.")

    reader = people["reader"]
    reader.goto(f"{desk.address}/szukaj?q=rzutnik+dla+fundacji")
    reader.get_by_role("link", name=TITLE).first.click()
    expect(reader.get_by_text(MENDED)).to_be_visible()

    administrator = people[ADMINISTRATOR]
    administrator.get_by_role("link", name="Dziennik").click()
    rows = administrator.get_by_role("row")
    for who, what in (
        (AUTHOR, "Wczytanie pliku jako szkicu"),
        (AUTHOR, "Wysłanie do recenzji"),
        (REVIEWER, "Uwaga do szkicu"),
        (REVIEWER, "Zwrot do poprawy"),
        (REVIEWER, "Publikacja"),
    ):
        expect(rows.filter(has_text=who).filter(has_text=what).first).to_be_visible()
    right(administrator)


def fill_the_form(page: Page) -> None:
    """Fill in what the file did not hold."""
    page.get_by_label("Kto odpowiada za treść").fill("Redakcja – zespół form niefinansowych")
    page.get_by_role("textbox", name="W skrócie").fill(
        "Urząd może użyczyć organizacji rzutnika. Organizacja pisze do urzędu. Urząd odpowiada."
    )
    page.get_by_role("textbox", name="Co się zmieniło").fill("Pierwsza wersja.")


def send(page: Page, note: str) -> None:
    """Go from the editor to the changes, and send them."""
    page.get_by_role("button", name="Do recenzji").click()
    page.get_by_label("Dla recenzenta").fill(note)
    right(page)
    page.get_by_role("button", name="Wyślij do recenzji").click()
    expect(page.get_by_role("status")).to_have_text("Wysłano do recenzji.")


def open_review(page: Page, desk: Desk) -> None:
    """Open from the desk what waits for review."""
    page.goto(f"{desk.address}/redakcja")
    page.get_by_role("link", name=re.compile(f"Zrecenzuj.*{TITLE}")).click()
    expect(page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()


def right(page: Page) -> None:
    """Fail unless axe finds the open page right."""
    assert axe_violations(page) == [], page.url
