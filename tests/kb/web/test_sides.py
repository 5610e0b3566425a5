import pytest
from flask.testing import FlaskClient

from kb.library import Library
from kb.web.sides import on_side, read_side, side_links
from tests.kb.web.html import Page

STANDARD = "/standardy/maly-grant"


def steps(client: FlaskClient, query: str) -> list[int]:
    found = Page(client.get(f"{STANDARD}{query}").text)
    return [int(i.removeprefix("krok-")) for i in found.ids if i.startswith("krok-")]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ("?kroki=urzad", [2, 4, 5, 6, 7, 8]),
        ("?kroki=organizacja", [1, 3, 6, 8, 9]),
        ("?kroki=nikt", [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    ],
)
def test_steps_of_a_side_and_of_both_keep_their_numbers(
    client: FlaskClient, query: str, numbers: list[int]
) -> None:
    assert steps(client, query) == numbers


def test_the_choice_stays_with_the_version_and_the_day(client: FlaskClient) -> None:
    old = Page(client.get(f"{STANDARD}/2025-01-01").text)
    assert f"{STANDARD}/2025-01-01?kroki=urzad#kroki" in old.links
    viewed = Page(client.get(f"{STANDARD}?na-dzien=2026-08-01").text)
    assert f"{STANDARD}?kroki=urzad&na-dzien=2026-08-01#kroki" in viewed.links


def test_no_choice_is_offered_where_only_one_side_acts(
    client: FlaskClient, library: Library
) -> None:
    parties = library.vocabulary.parties
    one_sided = next(
        version.slug
        for version in library.versions()
        if version.meta.steps
        and not {"office", "organisation"} <= {parties[s.who].side for s in version.meta.steps}
    )
    assert "Pokaż kroki" not in client.get(f"/standardy/{one_sided}").text


def test_both_sides_always_act(library: Library) -> None:
    both = next(p for p in library.vocabulary.parties.values() if p.side == "both")
    assert all(on_side(both, value) for value in ("", "urzad", "organizacja"))


def test_links_of_the_choices_name_the_current_one() -> None:
    links = side_links("/terminy", "strona", read_side("urzad"))
    assert [(link.url, link.current) for link in links] == [
        ("/terminy", False),
        ("/terminy?strona=urzad", True),
        ("/terminy?strona=organizacja", False),
    ]
