"""Documents with mistakes of several kinds: each is told at once, and nothing that is none."""

from collections.abc import Callable
from datetime import date
from pathlib import PurePosixPath
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kb.checking import check
from kb.documents.law import CitationParser
from kb.documents.loading import load_vocabulary, read_version
from kb.documents.problems import Problem
from kb.library import load_library
from kb.settings import bundled_standards

DAY = date(2026, 11, 22)
PATH = "p2o2/sala/2026-01-15.md"
GRANT = PurePosixPath("p2o1/maly-grant/2026-09-01.md")

Told = Callable[..., list[Problem]]


@pytest.fixture
def told(content: Any, minimal: str) -> Told:
    """What `kb check` tells of the minimal document after one replacement."""

    def told(old: str, new: str) -> list[Problem]:
        assert old in minimal
        content.write(PATH, minimal.replace(old, new, 1))
        return [p for p in check(load_library(content.root), DAY) if p.path == PATH]

    return told


def test_what_cannot_be_read_hides_no_other_mistake(told: Told) -> None:
    found = told(
        "code: P2O2-90\n",
        "code: P2O1-03\nlevle: rekomendowany\nfields: [kultur]\nvalid_to: 2026-13-01\n"
        "related: [maly-grnt]\nattachments:\n  - file: wzor.docx\n    title: Wzór\n"
        "rules:\n  - text: Tak.\n    level: silny\n  - text: Nie.\n    levl: podstawowy\n",
    )
    assert sorted((problem.field, problem.message) for problem in found) == [
        ("attachments[1].file", "nie ma pliku „wzor.docx”"),
        ("code", "kod P2O1-03 ma już „maly-grant”"),
        ("fields[1]", "nieznana wartość „kultur”"),
        ("group", "obszar P2O1 prowadzi inna grupa"),
        ("levle", "nieznany klucz „levle”"),
        ("related[1]", "nie ma standardu „maly-grnt”"),
        ("rules[1].level", "nieznana wartość „silny”"),
        ("rules[2].levl", "nieznany klucz „levl”"),
        ("valid_to", "„2026-13-01” nie jest datą z kalendarza"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "fields"),
    [
        ("code: P2O2-90", "code: dziewięć", {"code"}),
        ("group: P2O2\n", "", {"group"}),
        (
            "valid_from: 2026-01-15",
            "valid_from: wczoraj\nvalid_to: 2025-12-31\nwithdrawn: Nikt nie pyta.",
            {"valid_from"},
        ),
        ("legal_state: 2026-11-22", "legal_state: dziś", {"legal_state"}),
        ("review_by: 2027-05-31", "review_by: kiedyś", {"review_by"}),
        ("sectors: [jst, ngo]", "sectors: []", {"sectors"}),
        ("topics: [formy-niefinansowe]", "topics: {a: b}", {"topics"}),
        ("change_note:", "rules: [Tak.]\nduties: Tak.\nchange_note:", {"rules[1]", "duties"}),
        (
            "change_note:",
            "deadlines:\n  - id: A B\n    title: Termin\n    rule: Tak.\n    who: urzad\n"
            "steps:\n  - who: urzad\n    action: Tak.\n    deadline: a-b\nchange_note:",
            {"deadlines[1].id"},
        ),
        (
            "change_note:",
            "attachments:\n  - file: Żółty Plik\n    title: Wzór\nchange_note:",
            {"attachments[1].file"},
        ),
        ("Sala dla", "[Kroki](#kroki), sala dla", {"treść „Cel”"}),
    ],
)
def test_nothing_is_told_of_what_stands_for_the_unreadable(
    told: Told, old: str, new: str, fields: set[str]
) -> None:
    assert {problem.field for problem in told(old, new)} == fields


@pytest.mark.parametrize("steps", ["steps: Tak.", "stepss:\n  - who: urzad\n    action: Tak."])
def test_a_link_to_a_part_that_cannot_be_read_is_not_called_dead(
    content: Any, minimal: str, steps: str
) -> None:
    text = minimal.replace("Sala dla", "[Kroki](#kroki), sala dla")
    content.write(PATH, text.replace("change_note:", f"{steps}\nchange_note:"))
    (problem,) = (p for p in check(load_library(content.root), DAY) if p.path == PATH)
    assert problem.field == steps.partition(":")[0]


def test_a_version_left_out_still_shows_that_the_one_before_lasts_too_long(content: Any) -> None:
    content.replace(str(GRANT), "kind: procedura", "kind: procdura")
    content.replace("p2o1/maly-grant/2025-01-01.md", "valid_to: 2026-08-31", "valid_to: 2026-12-31")
    library = load_library(content.root)
    found = {problem.field: problem for problem in check(library, DAY)}
    assert "kind" in found
    overlapping = found["valid_to"]
    assert overlapping.remedy.startswith("wpisz valid_to: 2026-08-31")
    assert overlapping.line > 1
    (served,) = library.standards["maly-grant"].versions
    assert served.until == date(2026, 12, 31)


VOCABULARY, _ = load_vocabulary(bundled_standards())
CITATIONS = CitationParser(VOCABULARY.acts)
_HEAD, _BODY = (bundled_standards() / GRANT).read_text(encoding="utf-8")[4:].split("\n---\n", 1)
FRONT_MATTER: dict[str, Any] = yaml.load(_HEAD, yaml.CBaseLoader)
_ANYTHING = st.recursive(
    st.none() | st.integers(-5, 5) | st.text("ab-1ż", max_size=4) | st.just("2026-01-15"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["who", "level", "id", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(
    st.dictionaries(st.sampled_from([*FRONT_MATTER, "x"]), _ANYTHING, min_size=1, max_size=5),
    st.sets(st.sampled_from([*FRONT_MATTER]), max_size=3),
)
def test_whatever_stands_in_the_front_matter_it_is_read_as_far_as_it_goes(
    changed: dict[str, Any], removed: set[str]
) -> None:
    data = {key: value for key, value in FRONT_MATTER.items() if key not in removed} | changed
    text = f"---\n{yaml.safe_dump(data, allow_unicode=True)}---\n{_BODY}"
    folder = bundled_standards() / GRANT.parent
    read = read_version(text, GRANT, folder, VOCABULARY, CITATIONS)
    assert read.document is not None
    assert (read.version is None) == bool(read.problems)
    assert not read.broken or read.problems
