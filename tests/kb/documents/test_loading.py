"""Every mistake an editor makes is told with its place, reason and remedy."""

from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest

from kb.documents.law import CitationParser
from kb.documents.loading import load_version, load_vocabulary
from kb.documents.problems import Problem
from kb.library import load_library

PATH = "p2o2/sala/2026-01-15.md"


@pytest.fixture
def problems(content: Any, minimal: str) -> Callable[..., list[Problem]]:
    """The problems of the minimal document after one replacement."""
    vocabulary, found = load_vocabulary(content.root)
    assert not found

    def load(old: str = "", new: str = "", path: str = PATH) -> list[Problem]:
        assert old in minimal
        content.write(path, minimal.replace(old, new, 1))
        parser = CitationParser(vocabulary.acts)
        read = load_version(content.root, PurePosixPath(path), vocabulary, parser)
        assert (read.version is None) == bool(read.problems)
        return list(read.problems)

    return load


def test_the_minimal_document_is_valid(problems: Callable[..., list[Problem]]) -> None:
    assert problems() == []


@pytest.mark.parametrize(
    ("old", "new", "line", "field", "message", "remedy"),
    [
        ("kind: poradnik", "kind: poradniki", 4, "kind", "nieznana wartość", "„poradnik”"),
        ("level:", "levle:", 8, "levle", "nieznany klucz", "„level”"),
        ('owner: "Redakcja"\n', "", 2, "owner", "brak wymaganego pola", "dopisz owner"),
        (
            "[formy-niefinansowe]",
            "[formy-nieinansowe]",
            7,
            "topics[1]",
            "nieznana wartość",
            "„formy-niefinansowe”",
        ),
        (
            "topics: [formy-niefinansowe]",
            "topics: formy-niefinansowe",
            7,
            "topics",
            "oczekiwano listy",
            "od myślnika",
        ),
        ("topics: [formy-niefinansowe]", "topics: []", 7, "topics", "za mało", "co najmniej 1"),
        ("2026-11-22", "2026-02-31", 11, "legal_state", "nie jest datą z kalendarza", "RRRR-MM-DD"),
        (
            'title: "Sala na zebranie"',
            "title: 2026",
            3,
            "title",
            "oczekiwano tekstu",
            "w cudzysłów",
        ),
        (
            'title: "Sala na zebranie"',
            "title: Sala: na zebranie",
            3,
            "title",
            "dwukropek w tekście",
            "cudzys",
        ),
        (
            'owner: "Redakcja"',
            'owner: "Redakcja"\nowner: "Inna"',
            14,
            "owner",
            "drugi raz",
            "zostaw jeden",
        ),
        ("code: P2O2-90", "code: P9-1", 2, "code", "niedozwoloną postać", "np. P2O1-03"),
        ("code: P2O2-90", "code: P1O4-90", 5, "group", "prowadzi inna grupa", "„P1O4”"),
        (
            "review_by: 2027-05-31",
            "review_by: 2026-05-31",
            12,
            "review_by",
            "przed dniem",
            "późniejszą",
        ),
        (
            "change_note:",
            "valid_to: 2025-01-01\nchange_note:",
            14,
            "valid_to",
            "jest przed początkiem",
            "popraw",
        ),
        (
            "change_note:",
            "legal_basis:\n  - citation: art. piąty UDPP\nchange_note:",
            15,
            "legal_basis[1].citation",
            "nie da się odczytać przepisu",
            "np. „art. 19a",
        ),
        (
            "change_note:",
            "legal_basis:\n  - citation: art. 999 UDPP\nchange_note:",
            15,
            "legal_basis[1].citation",
            "nie ma art. 999 UDPP",
            "acts.yaml",
        ),
        (
            "change_note:",
            "rules:\n  - text: Tak.\n    level: ustawowy\nchange_note:",
            16,
            "rules[1].level",
            "obowiązek ustawowy bez przepisu",
            "basis",
        ),
        (
            "change_note:",
            "steps:\n  - who: urzad\n    action: Tak.\n    deadline: odpowiedz\nchange_note:",
            17,
            "steps[1].deadline",
            "nie ma terminu",
            "deadlines",
        ),
        ("## Cel", "## Cele", 17, "treść", "nieznana sekcja „Cele”", "„Cel”"),
        ("## Cel", "Wstęp.\n\n## Cel", 17, "treść", "przed pierwszym nagłówkiem", "## Cel"),
        ("## Cel", "# Sala\n\n## Cel", 17, "treść", "pierwszego stopnia", "„##”"),
        (
            "Sala dla organizacji.",
            "Zob. art. 999 UDPP.",
            19,
            "treść „Cel”",
            "nie ma art. 999",
            "acts.yaml",
        ),
    ],
)
def test_a_mistake_is_told_with_place_reason_and_remedy(
    problems: Callable[..., list[Problem]],
    old: str,
    new: str,
    line: int,
    field: str,
    message: str,
    remedy: str,
) -> None:
    (problem,) = problems(old, new)
    assert (problem.path, problem.line, problem.field) == (PATH, line, field)
    assert message in problem.message
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("deadline", "field", "message"),
    [
        ("term: 7 dni", "term", "nie wiadomo, od czego"),
        ("event: wpływ oferty", "event", "nie ma okresu"),
        ("event: wpływ\n    term: siedem dni", "term", "nie da się policzyć"),
        ("after: inny\n    term: 7 dni", "after", "nie ma terminu „inny”"),
        ("after: t\n    term: 7 dni", "after", "w kółko"),
        ('event: wpływ\n    yearly: "11-30"', "yearly", "naraz"),
        ('yearly: "02-30"', "yearly", "nie ma dnia"),
    ],
)
def test_a_deadline_that_cannot_be_computed_is_told(
    problems: Callable[..., list[Problem]], deadline: str, field: str, message: str
) -> None:
    text = (
        "deadlines:\n  - id: t\n    title: Termin\n    rule: w tydzień\n    who: urzad\n"
        f"    level: podstawowy\n    {deadline}\nchange_note:"
    )
    told = problems("change_note:", text)
    assert any(p.field == f"deadlines[1].{field}" and message in p.message for p in told)


def test_all_mistakes_are_told_at_once(problems: Callable[..., list[Problem]]) -> None:
    told = problems(
        "kind: poradnik\ngroup: P2O2\nsectors: [jst, ngo]",
        "kind: x\ngroup: y\nsectors: [jst, ngos]",
    )
    assert [p.field for p in told] == ["kind", "group", "sectors[2]"]


def test_a_file_in_the_wrong_place_is_told(problems: Callable[..., list[Problem]]) -> None:
    told = problems(path="p2o1/sala/2026-01-16.md")
    assert {p.message for p in told} == {
        "nazwa pliku to nie data valid_from",
        "grupa P2O2 leży gdzie indziej",
    }


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "brak metryki"),
        (b"# Tytul\n", "brak metryki"),
        (b"---\ncode: x\n", "brak metryki"),
        (b"---\n\n---\n", "oczekiwano par"),
        (b"---\n- a\n---\n", "oczekiwano par"),
        ("---\ntitle: zażółć\n---\n".encode("cp1250"), "znaki spoza UTF-8"),
        (b"---\n" + b"a" * 1_000_001, "za długi"),
    ],
)
def test_a_file_that_is_no_document_is_told(content: Any, raw: bytes, message: str) -> None:
    path = content.write(PATH, "")
    path.write_bytes(raw)
    vocabulary, _ = load_vocabulary(content.root)
    read = load_version(
        content.root, PurePosixPath(PATH), vocabulary, CitationParser(vocabulary.acts)
    )
    assert read.version is None
    assert message in read.problems[0].message


def test_a_version_carries_its_sections_and_dates(content: Any, minimal: str) -> None:
    content.write(PATH, minimal)
    vocabulary, _ = load_vocabulary(content.root)
    version = load_version(
        content.root, PurePosixPath(PATH), vocabulary, CitationParser(vocabulary.acts)
    ).version
    assert version is not None
    assert version.id == "sala@2026-01-15"
    assert version.meta.valid_from == date(2026, 1, 15)
    assert [(s.slug, s.line) for s in version.sections] == [("cel", 17)]


def test_signs_that_other_programs_take_for_line_ends_cut_no_section(
    content: Any, minimal: str
) -> None:
    text = minimal.replace("Sala dla", "Sala\u2028dla\x0bwielu\x0c\n\n## Co dalej\n\nPo")
    content.write("p2o2/sala-na-zebranie/2026-01-15.md", text)
    library = load_library(content.root)
    first, second = library.standards["sala-na-zebranie"].versions[0].sections
    assert first.markdown.endswith("wielu")
    assert second.markdown.strip() == "Po organizacji."
    assert second.line == text.count("\n", 0, text.index("## Co dalej")) + 1


def test_a_broken_row_of_a_vocabulary_is_left_out_and_told(content: Any) -> None:
    content.replace("vocabulary/kinds.yaml", "plural:", "plurals:")
    vocabulary, told = load_vocabulary(content.root)
    assert any("nieznany klucz „plurals”" in p.message and "„plural”" in p.remedy for p in told)
    assert len(vocabulary.kinds) == 5


def test_a_missing_vocabulary_is_told(content: Any) -> None:
    content.path("vocabulary/kinds.yaml").unlink()
    _, told = load_vocabulary(content.root)
    assert [(p.path, p.message) for p in told] == [("vocabulary/kinds.yaml", "nie ma tego pliku")]
