import re

from kb.documents.model import Version
from kb.exports.document import HONESTY, ExportDocument, standard_document
from kb.library import Library
from tests.kb.exports.conftest import SITE

ADDRESS = f"{SITE}/standardy/maly-grant/2026-09-01"


def test_the_parts_stand_in_the_order_of_the_page(document: ExportDocument) -> None:
    headings = re.findall(r"^## (.+)$", document.body, re.MULTILINE)
    assert headings[:4] == ["W skrócie", "Cel", "Kogo dotyczy", "Najważniejsze zasady"]
    order = ["Zasady", "Kroki", "Terminy", "Zobowiązania stron", "Pytania i odpowiedzi"]
    order += ["Wzory i załączniki", "Podstawa prawna", "Do weryfikacji", "Powiązane standardy"]
    places = [headings.index(title) for title in [*order, "Metryka"]]
    assert places == sorted(places)


def test_it_says_what_binds_and_where_it_comes_from(document: ExportDocument) -> None:
    assert HONESTY in document.notice
    assert "22 listopada 2026" in document.notice
    assert ADDRESS in document.footer
    assert "wersja od 1 września 2026" in document.footer


def test_steps_and_deadlines_are_tables_with_who_when_and_basis(document: ExportDocument) -> None:
    assert "| Krok | Kto | Co robi | Kiedy | Podstawa |" in document.body
    step = next(row for row in document.body.splitlines() if row.startswith("| 5 |"))
    assert "w ciągu 7 dni roboczych od wpływu oferty" in step
    assert f"<{SITE}/prawo/udpp/19a>" in step
    assert "| Co | Termin | Kogo wiąże | Podstawa |" in document.body


def test_every_link_leads_outside_by_a_full_address(library: Library) -> None:
    for version in library.versions():
        body = standard_document(version, library, SITE).body
        targets = re.findall(r"\]\(<?([^)>]+)", body)
        wrong = [target for target in targets if not re.match(r"https?://|mailto:", target)]
        assert wrong == [], version.id


def test_another_site_address_gives_another_document(
    small_grant: Version, library: Library, document: ExportDocument
) -> None:
    assert standard_document(small_grant, library, SITE) == document
    assert standard_document(small_grant, library, "https://inna.example") != document


def test_a_set_keeps_its_order_and_lists_its_chapters(binder: ExportDocument) -> None:
    assert [title for _, title in binder.chapters] == [
        "Mały grant (art. 19a)",
        "Otwarty konkurs ofert",
    ]
    titles = re.findall(r"^# (.+?) \{#teczka-", binder.body, re.MULTILINE)
    assert titles == ["Mały grant (art. 19a)", "Otwarty konkurs ofert"]
