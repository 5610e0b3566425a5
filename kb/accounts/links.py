"""One-time links: an invitation, or a way to a new password. The newest of an account is valid."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import delete
from sqlalchemy.orm import Session

from kb.accounts.tables import Account, OneTimeLink

Purpose = Literal["zaproszenie", "haslo"]

LIFETIMES: Mapping[Purpose, timedelta] = {
    "zaproszenie": timedelta(days=7),
    "haslo": timedelta(days=1),
}
ADDRESS = "/redakcja/link/"


def issue(session: Session, account: Account, now: datetime) -> str:
    """A new link for an account, in place of its earlier one; the end of its address.

    It invites whoever has no password yet. Only a digest is stored: the link cannot be shown again.
    """
    token = secrets.token_hex(32)
    purpose = purpose_for(account)
    forget(session, account)
    session.execute(delete(OneTimeLink).where(OneTimeLink.expires <= now))
    session.add(
        OneTimeLink(
            digest=_digest(token),
            account_id=account.id,
            purpose=purpose,
            expires=now + LIFETIMES[purpose],
        )
    )
    session.flush()
    return ADDRESS + token


def purpose_for(account: Account) -> Purpose:
    """What a link would be for."""
    return "haslo" if account.password else "zaproszenie"


def holder(session: Session, token: str, now: datetime) -> Account | None:
    """Whom a link that is valid belongs to."""
    link = session.get(OneTimeLink, _digest(token))
    if link is None or link.expires <= now:
        return None
    account = session.get(Account, link.account_id)
    return account if account is not None and account.active else None


def use(session: Session, token: str, now: datetime) -> Account | None:
    """Use a link up: whom it belonged to, or `None` when somebody did so before."""
    account = holder(session, token, now)
    used = session.scalars(
        delete(OneTimeLink)
        .where(OneTimeLink.digest == _digest(token))
        .returning(OneTimeLink.account_id)
    ).all()
    return account if used else None


def forget(session: Session, account: Account) -> None:
    """Make the links of an account invalid."""
    session.execute(delete(OneTimeLink).where(OneTimeLink.account_id == account.id))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
