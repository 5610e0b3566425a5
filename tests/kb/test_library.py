from datetime import date
from typing import Any

from kb.library import load_library
from kb.settings import bundled_standards

NEW = "p2o1/maly-grant/2026-09-01.md"
OLD = "p2o1/maly-grant/2025-01-01.md"


def test_the_version_in_force_changes_with_the_day(content: Any) -> None:
    standard = load_library(content.root).standards["maly-grant"]
    before, after = standard.versions
    assert standard.in_force_on(date(2026, 8, 31)) is before
    assert standard.in_force_on(date(2026, 9, 1)) is after
    assert before.status_on(date(2026, 9, 1)) == "archiwalny"
    assert after.status_on(date(2026, 8, 31)) == "projekt"


def test_a_version_ends_the_day_before_the_next(content: Any) -> None:
    content.replace(OLD, "valid_to: 2026-08-31\n", "")
    before, after = load_library(content.root).standards["maly-grant"].versions
    assert before.until == date(2026, 8, 31)
    assert after.until is None


def test_a_damaged_file_is_left_out_and_the_previous_version_serves(content: Any) -> None:
    content.replace(OLD, "valid_to: 2026-08-31\n", "")
    content.replace(NEW, "kind: procedura", "kind: nie-ma-takiego")
    library = load_library(content.root)
    shown = library.shown("maly-grant", date(2026, 11, 22))
    assert shown is not None
    assert shown.in_force_on(date(2026, 11, 22))
    assert shown.meta.valid_from == date(2025, 1, 1)
    assert "otwarty-konkurs-ofert" in library.standards
    assert [p.path for p in library.problems] == [NEW]


def test_a_standard_whose_versions_have_all_passed_is_still_shown(content: Any) -> None:
    content.path(NEW).unlink()
    library = load_library(content.root)
    assert library.standards["maly-grant"].in_force_on(date(2026, 11, 22)) is None
    shown = library.shown("maly-grant", date(2026, 11, 22))
    assert shown is not None
    assert shown.status_on(date(2026, 11, 22)) == "archiwalny"


def test_overlapping_versions_are_told_and_both_served(content: Any) -> None:
    content.replace(OLD, "valid_to: 2026-08-31", "valid_to: 2026-10-31")
    library = load_library(content.root)
    assert any(p.field == "valid_to" and "2026-08-31" in p.remedy for p in library.problems)
    assert library.standards["maly-grant"].versions[0].until == date(2026, 8, 31)


def test_the_revision_follows_the_files(content: Any) -> None:
    first = load_library(content.root)
    assert load_library(content.root).revision == first.revision
    content.replace(NEW, "Mały grant", "Mały  grant")
    assert load_library(content.root).revision != first.revision


def test_reloading_takes_over_what_has_not_changed(content: Any) -> None:
    first = load_library(content.root)
    assert load_library(content.root, first) is first
    content.replace(NEW, "## Cel\n", "## Cel\n\nNowe zdanie.\n")
    second = load_library(content.root, first)
    konkurs = "otwarty-konkurs-ofert"
    assert second.standards[konkurs].versions[0].sections is (
        first.standards[konkurs].versions[0].sections
    )
    assert second.standards["maly-grant"] != first.standards["maly-grant"]


def test_a_version_whose_successor_is_withdrawn_goes_on(content: Any) -> None:
    content.replace(OLD, "valid_to: 2026-08-31\n", "")
    first = load_library(content.root)
    content.path(NEW).unlink()
    (version,) = load_library(content.root, first).standards["maly-grant"].versions
    assert version.until is None


def test_a_changed_template_source_is_noticed(content: Any) -> None:
    first = load_library(content.root)
    content.write("p2o1/maly-grant/wzory/oferta.md", "Nowy wzór.")
    assert load_library(content.root, first).revision != first.revision


def test_a_slug_in_two_groups_is_served_once(content: Any, minimal: str) -> None:
    content.write("p2o2/maly-grant/2026-01-15.md", minimal)
    library = load_library(content.root)
    assert any("ma już katalog p2o1/maly-grant" in p.message for p in library.problems)
    assert library.standards["maly-grant"].versions[-1].meta.group == "P2O1"


def test_the_bundled_standards_all_load() -> None:
    library = load_library(bundled_standards())
    assert library.problems == ()
    assert len(library.standards) >= 16
    assert {v.meta.group for v in library.versions()} == set(library.vocabulary.groups)
