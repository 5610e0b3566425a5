from datetime import date
from typing import Any

import pytest

from kb.library import Library, load_library
from kb.news import changes, modified_on, told_on


@pytest.fixture
def library(content: Any) -> Library:
    content.replace(
        "p2o1/otwarty-konkurs-ofert/2026-01-15.md",
        "legal_state",
        "valid_to: 2026-12-31\nlegal_state",
    )
    return load_library(content.root)


def test_changes_come_newest_first_with_what_happened(library: Library) -> None:
    assert [(c.day, c.event, c.version.slug) for c in changes(library)] == [
        (date(2027, 1, 1), "koniec", "otwarty-konkurs-ofert"),
        (date(2026, 9, 1), "zmiana", "maly-grant"),
        (date(2026, 1, 15), "nowy", "otwarty-konkurs-ofert"),
        (date(2025, 1, 1), "nowy", "maly-grant"),
    ]


def test_a_change_to_come_has_been_known_since_its_text_was_checked(library: Library) -> None:
    end, change, *_ = changes(library)
    assert told_on(change, date(2026, 11, 22)) == date(2026, 9, 1)
    assert told_on(end, date(2026, 11, 22)) == end.version.meta.legal_state
    assert told_on(end, date(2026, 2, 1)) == date(2026, 2, 1)


def test_a_version_was_modified_when_it_began_or_was_checked(library: Library) -> None:
    version = library.standards["maly-grant"].versions[-1]
    assert modified_on(version, date(2027, 1, 1)) == date(2026, 11, 22)
    assert modified_on(version, date(2026, 10, 1)) == date(2026, 9, 1)
    assert modified_on(version, date(2026, 8, 1)) is None
