import pytest

from kb.accounts.passwords import is_password, password_problem, set_password
from kb.accounts.tables import Account


def account() -> Account:
    return Account(email="anna.nowak@urzad.example.pl", name="Anna Nowak", role_name="autor")


@pytest.mark.parametrize(
    "good",
    [
        "cztery stokrotki na wiosnę",
        "poprawny koń bateria zszywka",
        "Xk7-pQ2!vR9z",
        "zażółć gęślą jaźń 🦊",
        "wiatr halny, rok 1996",
    ],
)
def test_a_long_password_is_good_whatever_it_is_made_of(good: str) -> None:
    assert password_problem(good, account()) == ""


@pytest.mark.parametrize(
    "bad",
    [
        *("", "krótkie", "a" * 11, "a" * 12, "abababababab", "x" * 201),
        *("password1234", "Password123456!", "qwertyqwerty", "qwertyuiop12", "123456789012"),
        *("haslohaslohaslo", "Hasło12345678", "polska2026!!!", "zaq12wsxzaq12wsx"),
        *("administrator1", "asdfghjkl123456", "0987654321zyxwv", "kochaniekochanie"),
        *("annanowak2026", "Anna Nowak 12", "anna.nowak@urzad.example.pl", "nowak nowak nowak"),
    ],
)
def test_a_short_or_obvious_password_is_not(bad: str) -> None:
    assert password_problem(bad, account()) != ""


@pytest.mark.usefixtures("_accounts")
def test_a_password_is_stored_as_argon2_and_checked() -> None:
    anna = account()
    set_password(anna, "cztery stokrotki na wiosnę")
    assert (anna.password or "").startswith("$argon2id$")
    assert is_password(anna, "cztery stokrotki na wiosnę")
    assert not is_password(anna, "cztery stokrotki na wiosne")
    assert not is_password(account(), "cztery stokrotki na wiosnę")
    assert not is_password(None, "cztery stokrotki na wiosnę")
    assert not is_password(anna, "x" * 1_000_000)
