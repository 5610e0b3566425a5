import pytest

from kb.accounts import people
from kb.accounts.people import AccountRefused
from kb.accounts.security import accounts

pytestmark = pytest.mark.usefixtures("_accounts")


def test_an_account_is_found_whatever_the_case_of_its_address() -> None:
    stored = accounts().session
    anna = people.create(stored, " Anna.Nowak@Urzad.Example.PL ", "Anna  Nowak", "autor")
    assert (anna.email, anna.name) == ("anna.nowak@urzad.example.pl", "Anna Nowak")
    assert people.find(stored, "ANNA.nowak@urzad.example.pl") is anna
    with pytest.raises(AccountRefused, match="już istnieje"):
        people.create(stored, "anna.nowak@urzad.example.pl", "Inna Osoba", "autor")


@pytest.mark.parametrize("email", ["", "anna", "anna@", "a b@example.org", "anna@example..org"])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(AccountRefused, match="nie jest adres"):
        people.clean_email(email)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101, "Anna <a@b.pl>", "Anna\x07Nowak"])
def test_what_cannot_stand_in_the_history_is_no_name(name: str) -> None:
    with pytest.raises(AccountRefused, match=r"[Ii]mię"):
        people.clean_name(name)


def test_the_last_administrator_who_may_sign_in_stays() -> None:
    stored = accounts().session
    ewa = people.create(stored, "ewa@example.org", "Ewa Lis", "administrator")
    jan = people.create(stored, "jan@example.org", "Jan Kowalski", "administrator")
    people.disable(stored, jan)
    with pytest.raises(AccountRefused, match="ostatni administrator"):
        people.disable(stored, ewa)
    with pytest.raises(AccountRefused, match="ostatni administrator"):
        people.set_role(stored, ewa, "redaktor")
    people.enable(jan)
    people.set_role(stored, ewa, "redaktor")
    assert ewa.role == "redaktor"
