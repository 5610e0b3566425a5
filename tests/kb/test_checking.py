from datetime import date
from typing import Any

import pytest

from kb.checking import check, check_versions
from kb.documents.problems import Problem, nearest
from kb.library import load_library
from kb.settings import bundled_standards

DAY = date(2026, 11, 22)
PATH = "p2o2/sala/2026-01-15.md"


def problems_of(content: Any, path: str = PATH) -> list[Problem]:
    return [p for p in check(load_library(content.root), DAY) if p.path == path]


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message"),
    [
        (
            "change_note:",
            "related: [maly-grnt]\nchange_note:",
            14,
            "related[1]",
            "nie ma standardu „maly-grnt”",
        ),
        ("change_note:", "supersedes: [sala]\nchange_note:", 14, "supersedes[1]", "sam na siebie"),
        ("code: P2O2-90", "code: P2O1-03\nfields: [kultura]", 2, "code", "ma już"),
        ("Sala dla", "[Sala](/standardy/nie-ma) dla", 19, "treść „Cel”", "nie ma standardu"),
        (
            "Sala dla",
            "[Sala](/standardy/maly-grant#nie-ma) dla",
            19,
            "treść „Cel”",
            "nie ma miejsca „#nie-ma”",
        ),
        ("Sala dla", "[Sala](#kroki) dla", 19, "treść „Cel”", "nie ma miejsca „#kroki”"),
        ("Sala dla", "[Sala](/tematy/nie-ma) dla", 19, "treść „Cel”", "nie ma strony"),
        ("Sala dla", "[Sala](/prawo/udpp/999) dla", 19, "treść „Cel”", "nie ma strony"),
        (
            "Sala dla",
            "[Sala](/standardy/maly-grant/2020-01-01) dla",
            19,
            "treść „Cel”",
            "nie ma wersji",
        ),
        ("Sala dla", "![Plan](plan.png) dla", 19, "treść „Cel”", "nie ma pliku „plan.png”"),
        ("Sala dla", "### Cel\n\nSala dla", 17, "treść", "ten sam adres „#cel”"),
        (
            "change_note:",
            "attachments:\n  - file: wzor.docx\n    title: Wzór\nchange_note:",
            15,
            "attachments[1].file",
            "nie ma pliku „wzor.docx”",
        ),
    ],
)
def test_what_one_document_says_of_others_is_checked(
    content: Any, minimal: str, old: str, new: str, line: int, field: str, message: str
) -> None:
    if "P2O1-03" in new:
        minimal = minimal.replace("group: P2O2", "group: P2O1")
        path = "p2o1/sala/2026-01-15.md"
    else:
        path = PATH
    content.write(path, minimal.replace(old, new, 1))
    (problem,) = problems_of(content, path)
    assert (problem.line, problem.field) == (line, field)
    assert message in problem.message
    assert problem.remedy


def test_a_near_miss_is_named(content: Any, minimal: str) -> None:
    text = minimal.replace("change_note:", "related: [maly-grnt]\nchange_note:")
    content.write(PATH, text)
    assert problems_of(content)[0].remedy == "wpisz „maly-grant”"


def test_a_problem_reads_as_place_what_and_remedy(content: Any, minimal: str) -> None:
    text = minimal.replace("change_note:", "related: [maly-grnt]\nchange_note:")
    content.write(PATH, text)
    assert str(problems_of(content)[0]) == (
        f"{PATH}:14:11 related[1]: nie ma standardu „maly-grnt” → wpisz „maly-grant”"
    )


def test_an_overdue_review_is_a_warning(content: Any, minimal: str) -> None:
    text = minimal.replace("legal_state: 2026-11-22", "legal_state: 2026-01-22")
    content.write(PATH, text.replace("2027-05-31", "2026-05-31"))
    (problem,) = problems_of(content)
    assert problem.severity == "warning"
    assert "31 maja 2026" in problem.message
    assert "ostrzeżenie" in str(problem)


def test_a_link_to_a_damaged_document_is_not_blamed_on_its_neighbour(
    content: Any, minimal: str
) -> None:
    content.write(PATH, minimal.replace("Sala dla", "[Sala](/standardy/maly-grant#kroki) dla"))
    for version in ("2025-01-01", "2026-09-01"):
        content.replace(f"p2o1/maly-grant/{version}.md", "kind: procedura", "kind: x")
    assert problems_of(content) == []


@pytest.mark.parametrize(
    ("link", "message"),
    [
        ("/standardy/maly-grant/2026-02-31", "nie ma wersji z 2026-02-31"),
        (f"{'a' * 300}.docx", "nie ma pliku"),
        ("%00.docx", "nie ma pliku"),
    ],
)
def test_addresses_that_cannot_be_are_dead_links(
    content: Any, minimal: str, link: str, message: str
) -> None:
    content.write(PATH, minimal.replace("Sala dla", f"[Sala]({link}) dla"))
    (problem,) = problems_of(content)
    assert message in problem.message


def test_a_version_may_be_checked_within_a_library_alone(content: Any, minimal: str) -> None:
    content.write(PATH, minimal.replace("Sala dla", "[Sala](/standardy/nie-ma) dla"))
    library = load_library(content.root)
    ours = library.standards[PATH.split("/")[1]].versions
    others = library.standards["maly-grant"].versions
    assert [p.path for p in check_versions(library, ours, DAY)] == [PATH]
    assert PATH not in {p.path for p in check_versions(library, others, DAY)}


def test_near_means_few_edits() -> None:
    assert nearest("porzadnik", ["poradnik", "wzor"]) == "poradnik"
    assert nearest("Najczestsze bledy", ["Najczęstsze błędy", "Cel"]) == "Najczęstsze błędy"
    assert nearest("rada-pozytku-opiniowanie", ["rada-pozytku-powolanie"]) is None


def test_the_bundled_standards_have_no_errors() -> None:
    problems = check(load_library(bundled_standards()), DAY)
    assert [str(p) for p in problems if p.severity == "error"] == []
