from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kb.documents.site import FILE, Site, load_site
from kb.library import load_library
from kb.settings import bundled_standards
from kb.site_checking import operator_problems

COMPLETE = """\
name: "Standardy Gminy Przykładowej"
published: 2026-01-15
updated: 2026-09-01
operator: {name: "Gmina Przykładowa", address: "ul. Próbna 1, 00-000 Przykładowo",
  email: urzad@example.pl, phone: "00 000 00 00", bip: "https://bip.example.pl"}
contact: {person: "Koordynator dostępności", email: dostepnosc@example.pl, phone: "00 000 00 01"}
data_protection: {officer: "Inspektor ochrony danych", email: iod@example.pl,
  legal_basis: "art. 6 ust. 1 lit. e RODO", months: 6}
accessibility: {status: czesciowo-zgodna, assessed: 2026-02-01, assessed_by: samoocena,
  prepared: 2026-02-02, reviewed: 2026-02-03, failures: ["Część załączników nie jest oznaczona."],
  building: "Wejście bez progu.", communication: "Tłumacz języka migowego po umówieniu."}
"""
DAY = date(2026, 11, 22)


def written(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_the_bundled_file_names_the_service_and_nobody(tmp_path: Path) -> None:
    site = load_site(bundled_standards()).site
    assert site == Site()
    assert site.claimed_status is None
    assert not site.declaration_complete


def test_a_missing_file_is_no_mistake(tmp_path: Path) -> None:
    assert load_site(tmp_path).site == Site()
    assert load_site(tmp_path).problems == ()


def test_a_complete_file_leaves_nothing_to_fill_in(tmp_path: Path) -> None:
    file = load_site(written(tmp_path, COMPLETE))
    assert file.problems == ()
    assert file.site.missing == ()
    assert file.site.declaration_complete
    assert file.site.claimed_status == "czesciowo-zgodna"
    assert operator_problems(file, DAY) == ()


def test_a_status_without_the_day_of_the_assessment_is_not_claimed(tmp_path: Path) -> None:
    file = load_site(written(tmp_path, COMPLETE.replace("assessed: 2026-02-01, ", "")))
    assert file.site.accessibility.status == "czesciowo-zgodna"
    assert file.site.claimed_status is None
    assert not file.site.declaration_complete


def test_who_is_not_fully_conforming_must_say_what_fails(tmp_path: Path) -> None:
    text = COMPLETE.replace('["Część załączników nie jest oznaczona."]', "[]")
    assert load_site(written(tmp_path, text)).site.missing == ("accessibility.failures",)


def test_what_a_public_body_must_fill_in_is_a_warning_for_each_part() -> None:
    problems = operator_problems(load_site(bundled_standards()), DAY)
    assert [p.field for p in problems] == [
        "plik",
        "accessibility",
        "contact",
        "data_protection",
        "operator",
    ]
    assert {p.severity for p in problems} == {"warning"}
    assert "bip (adres BIP)" in problems[-1].message
    assert problems[-1].line > 1


@pytest.mark.parametrize(
    ("day", "late"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True), (DAY, False)]
)
def test_a_declaration_not_reviewed_by_the_end_of_march_is_told(
    tmp_path: Path, day: date, late: bool
) -> None:
    problems = operator_problems(load_site(written(tmp_path, COMPLETE)), day)
    assert [p.field for p in problems] == (["accessibility.reviewed"] if late else [])


@pytest.mark.parametrize(
    ("old", "new", "field", "remedy"),
    [
        ("https://bip.example.pl", "bip.example.pl", "operator.bip", "https://example.pl"),
        ("urzad@example.pl", "urzad", "operator.email", "kontakt@example.pl"),
        ("czesciowo-zgodna", "prawie", "accessibility.status", "niezgodna"),
        ("person:", "persona:", "contact.persona", "person"),
    ],
)
def test_mistakes_are_told_with_their_place_and_nothing_is_claimed(
    tmp_path: Path, old: str, new: str, field: str, remedy: str
) -> None:
    file = load_site(written(tmp_path, COMPLETE.replace(old, new)))
    (problem,) = file.problems
    assert (problem.path, problem.field) == (FILE, field)
    assert remedy in problem.remedy
    assert file.site == Site()
    assert operator_problems(file, DAY) == ()


def test_the_operator_belongs_to_the_revision(content: Any) -> None:
    before = load_library(content.root)
    content.write(FILE, COMPLETE)
    after = load_library(content.root, before)
    assert after.revision != before.revision
    assert after.site.operator.name == "Gmina Przykładowa"
    assert after.standards == before.standards
