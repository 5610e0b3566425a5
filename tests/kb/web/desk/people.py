"""People of the tests: their accounts, their password, and the tokens of their forms."""

import re
from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from kb.accounts import people
from kb.accounts.passwords import set_password
from kb.accounts.roles import Role
from kb.accounts.security import accounts
from kb.accounts.tables import Account

PASSWORD = "cztery stokrotki na wiosnę"
SignIn = Callable[..., FlaskClient]


def hash_cheaply(app: Flask) -> None:
    """Let passwords be hashed at the least cost: the tests guess none."""
    with app.app_context():
        accounts().security.pwd_context.update(argon2__time_cost=1, argon2__memory_cost=64)


def make_account(email: str, name: str, role: Role) -> Account:
    """The account with that address, made if there is none; needs an application context."""
    stored = accounts().session
    account = people.find(stored, email)
    if account is None:
        account = people.create(stored, email, name, role)
        set_password(account, PASSWORD)
    account.role_name = role
    stored.commit()
    return account


def disable_account(email: str) -> None:
    """Disable the account with that address; needs an application context."""
    stored = accounts().session
    account = people.find(stored, email)
    assert account is not None
    people.disable(stored, account)
    stored.commit()


def email_of(name: str) -> str:
    """The address that `sign_in` gives to a name."""
    letters = name.casefold().translate(str.maketrans("ąćęłńóśźż", "acelnoszz"))
    return f"{'.'.join(letters.split())}@example.org"


def token_of(client: FlaskClient, page: str = "/redakcja/logowanie") -> str:
    """The token of the first form on a page; good for every form of the same account."""
    answer = client.get(page)
    found = re.search(r'name="token" value="([^"]+)"', answer.text)
    assert found, f"{page}: {answer.status_code}, no token"
    return found[1]
