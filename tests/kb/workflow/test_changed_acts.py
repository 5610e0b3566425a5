from datetime import date
from pathlib import Path, PurePosixPath

import pytest

from kb.documents.model import FrontMatter, Version
from kb.documents.vocabulary import Act, Amendment, Journal
from kb.workflow.changed_acts import changed_acts

TODAY = date(2026, 11, 22)
ACT = Act(
    slug="udpp",
    short="UDPP",
    title="Ustawa o działalności pożytku publicznego",
    name="ustawa o działalności pożytku publicznego",
    kind="ustawa",
    checked=date(2026, 11, 1),
    source="source",
    note="Sprawdzono w ISAP.",
)


def version(legal_state: date, title: str = "Mały grant", until: date | None = None) -> Version:
    meta = FrontMatter.model_validate(
        {
            "code": "P2O1-03",
            "title": title,
            "kind": "procedura",
            "group": "P2O1",
            "sectors": ["jst"],
            "topics": ["male-granty"],
            "level": "ustawowy",
            "summary": "Krótko.",
            "valid_from": date(2026, 1, 1),
            "legal_state": legal_state,
            "review_by": date(2027, 1, 1),
            "owner": "Redakcja",
            "change_note": "Pierwsza wersja.",
        }
    )
    path = PurePosixPath("p2o1/maly-grant/2026-01-01.md")
    return Version("maly-grant", path, Path(), meta, (), until, "")


def touched(act: Act, *versions: Version) -> list[str]:
    return [
        f"{row.version.meta.title}: {row.why}"
        for changed in changed_acts([act], {"udpp": versions}, TODAY)
        for row in changed.touched
    ]


def test_a_change_in_force_after_the_standard_was_checked_touches_it() -> None:
    change = Amendment(year=2026, position=1040, in_force=date(2026, 9, 1))
    act = ACT.model_copy(update={"amendments": (change,)})

    assert touched(act, version(date(2026, 8, 31))) == [
        "Mały grant: Dz.U. 2026 poz. 1040: zmiana od 1 września 2026"
    ]
    assert touched(act, version(date(2026, 9, 1))) == []


def test_a_change_still_to_come_touches_standards_too() -> None:
    change = Amendment(year=2026, position=1500, in_force=date(2027, 1, 1))
    act = ACT.model_copy(update={"amendments": (change,)})

    assert touched(act, version(TODAY)) == [
        "Mały grant: Dz.U. 2026 poz. 1500: zmiana od 1 stycznia 2027"
    ]


@pytest.mark.parametrize(
    ("legal_state", "is_touched"),
    [(date(2025, 12, 31), True), (date(2026, 10, 31), True), (date(2026, 11, 1), False)],
)
def test_a_text_announced_the_same_year_counts_if_the_act_was_looked_at_later(
    legal_state: date, is_touched: bool
) -> None:
    act = ACT.model_copy(update={"consolidated": (Journal(year=2026, position=1200),)})

    assert bool(touched(act, version(legal_state))) is is_touched


def test_an_old_announcement_touches_nothing() -> None:
    act = ACT.model_copy(update={"consolidated": (Journal(year=2024, position=1491),)})

    assert touched(act, version(date(2025, 1, 1))) == []


def test_versions_no_longer_in_force_are_left_alone() -> None:
    act = ACT.model_copy(update={"consolidated": (Journal(year=2026, position=1200),)})

    assert touched(act, version(date(2025, 1, 1), until=date(2026, 8, 31))) == []


def test_standards_stand_by_the_polish_alphabet() -> None:
    act = ACT.model_copy(update={"consolidated": (Journal(year=2026, position=1200),)})
    old = date(2025, 1, 1)

    rows = touched(act, version(old, "Łączenie"), version(old, "Zwrot"), version(old, "Lokale"))

    assert [row.partition(":")[0] for row in rows] == ["Lokale", "Łączenie", "Zwrot"]
