from datetime import date
from typing import Any

import pytest

from kb.checking import check
from kb.documents.redirects import target
from kb.library import load_library

DAY = date(2026, 11, 22)


def messages(content: Any, rows: str) -> list[str]:
    content.write("redirects.yaml", f"items:\n{rows}")
    problems = check(load_library(content.root), DAY)
    return [str(p) for p in problems if p.path == "redirects.yaml"]


def test_an_old_slug_leads_to_the_new_one(content: Any) -> None:
    assert messages(content, "  - {old: male-granty, new: maly-grant}\n") == []
    library = load_library(content.root)
    assert library.moved_to("male-granty") == "maly-grant"
    assert library.moved_to("maly-grant") is None
    assert library.moved_to("nieznany") is None


def test_a_slug_renamed_twice_leads_to_the_last(content: Any) -> None:
    rows = "  - {old: a, new: b}\n  - {old: b, new: maly-grant}\n"
    assert messages(content, rows) == []
    assert load_library(content.root).moved_to("a") == "maly-grant"


def test_an_old_name_of_a_value_leads_to_the_new_one(content: Any) -> None:
    rows = "  - {list: topics, old: granty, new: male-granty}\n"
    rows += "  - {list: groups, old: G1, new: P2O1}\n  - {old: granty, new: maly-grant}\n"
    assert messages(content, rows) == []
    library = load_library(content.root)
    assert library.moved_to("granty", "topics") == "male-granty"
    assert library.moved_to("G1", "groups") == "P2O1"
    assert library.moved_to("granty") == "maly-grant"
    assert library.moved_to("granty", "kinds") is None


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ("  - {old: a, new: maly-grnt}\n", "redirects.yaml:2:1 a: nie ma standardu „maly-grnt”"),
        ("  - {old: maly-grant, new: a}\n", "standard o tej nazwie istnieje"),
        ("  - {old: a, new: b}\n  - {old: b, new: a}\n", "w kółko"),
        ("  - {old: a, new: maly-grant}\n  - {old: a, new: b}\n", "stoi drugi raz"),
        ("  - {old: A b, new: maly-grant}\n", "niedozwoloną postać"),
        ("  - {from: a, new: maly-grant}\n", "nieznany klucz „from”"),
        ("  - {list: topics, old: a, new: male-grnty}\n", "a: nie ma wartości „male-grnty”"),
        ("  - {list: topics, old: male-granty, new: a}\n", "wartość o tej nazwie istnieje"),
        ("  - {list: kolory, old: a, new: b}\n", "nieznana wartość „kolory”"),
        ("  nic\n", "brak listy „items”"),
    ],
)
def test_redirects_that_lead_nowhere_are_told(content: Any, rows: str, wrong: str) -> None:
    assert any(wrong in message for message in messages(content, rows))


def test_a_circle_leads_nowhere() -> None:
    assert target("a", {"a": "b", "b": "a"}) is None
