import pytest

from kb.accounts.roles import LABELS, ROLES, covers, role_of


def test_each_role_includes_those_below_it() -> None:
    table = [[covers(held, needed) for needed in ROLES] for held in ROLES]
    assert table == [[True, False, False], [True, True, False], [True, True, True]]


@pytest.mark.parametrize("text", ["", "Administrator", "admin", "autor "])
def test_an_unknown_name_is_no_role(text: str) -> None:
    assert role_of(text) is None


def test_every_role_is_told_in_words() -> None:
    assert tuple(LABELS) == ROLES
