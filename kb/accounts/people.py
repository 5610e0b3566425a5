"""Accounts themselves: made, found, changed. Whoever calls commits."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kb.accounts import sessions
from kb.accounts.roles import Role
from kb.accounts.tables import LONGEST_NAME, Account
from kb.errors import KnowledgeBaseError


class AccountRefused(KnowledgeBaseError):
    """What was asked cannot be done with an account; the message says why and what to do."""


def create(session: Session, email: str, name: str, role: Role) -> Account:
    """A new account, without a password yet.

    Raises:
        AccountRefused: the name or the address is wrong, or there is an account with the address.
    """
    address, clean = clean_email(email), clean_name(name)
    if find(session, address) is not None:
        raise AccountRefused("Konto z tym adresem już istnieje. Podaj inny adres e-mail.")
    account = Account(
        email=address,
        name=clean,
        role_name=role,
        active=True,
        fs_uniquifier=uuid.uuid4().hex,
        created=datetime.now(UTC),
    )
    session.add(account)
    session.flush()
    return account


def find(session: Session, email: str) -> Account | None:
    """The account with that address, whatever the case of its letters."""
    return session.scalar(select(Account).where(Account.email == email.strip().casefold()))


def everybody(session: Session) -> Sequence[Account]:
    """All accounts, those that may sign in first, then by name."""
    return session.scalars(select(Account).order_by(Account.active.desc(), Account.name)).all()


def is_anybody(session: Session) -> bool:
    """Whether there is any account."""
    return session.scalar(select(Account.id).limit(1)) is not None


def set_role(session: Session, account: Account, role: Role) -> None:
    """Change what an account may do.

    Raises:
        AccountRefused: it is the last administrator.
    """
    if role != "administrator":
        _spare_last_administrator(session, account)
    account.role_name = role


def disable(session: Session, account: Account) -> None:
    """Keep somebody from signing in, and end their sessions; what they wrote stays.

    Raises:
        AccountRefused: it is the last administrator.
    """
    _spare_last_administrator(session, account)
    account.active = False
    sessions.end_all(session, account.id)


def enable(account: Account) -> None:
    """Let somebody sign in again."""
    account.active = True


def clean_email(text: str) -> str:
    """An address in the form it is stored in.

    Raises:
        AccountRefused: it is no e-mail address.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise AccountRefused("To nie jest adres e-mail. Wpisz np. anna@example.org.") from error
    return found.normalized.casefold()


def clean_name(text: str) -> str:
    """A name in the form it is stored in: one line, no double spaces.

    Raises:
        AccountRefused: it is empty, too long, or cannot stand in the history of the content.
    """
    name = " ".join(text.split())
    if not name or len(name) > LONGEST_NAME:
        raise AccountRefused(f"Wpisz imię i nazwisko: od 1 do {LONGEST_NAME} znaków.")
    if not name.isprintable() or any(sign in name for sign in "<>@"):
        raise AccountRefused("Imię i nazwisko nie może zawierać znaków < > @.")
    return name


def _spare_last_administrator(session: Session, account: Account) -> None:
    others = session.scalar(
        select(func.count())
        .select_from(Account)
        .where(
            Account.role_name == "administrator", Account.active.is_(True), Account.id != account.id
        )
    )
    if account.role == "administrator" and account.active and not others:
        raise AccountRefused(
            "To ostatni administrator. Najpierw nadaj tę rolę innemu czynnemu kontu."
        )
