"""Browsers that are signed in: begun, looked up, listed and ended."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.accounts.tables import SignedIn

IDLE = timedelta(hours=12)
"""A session nobody used for so long has ended."""
LONGEST = timedelta(days=14)
"""A session ends after so long however much it is used."""
_NOTED = timedelta(minutes=5)
"""How exactly the last use is noted; each note is a write."""

_BROWSERS = (
    ("Edge", r"\bEdg(?:A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Firefox", r"\b(?:Firefox|FxiOS)/"),
    ("Chrome", r"(?:Chrome|CriOS)/"),
    ("Safari", r"\bSafari/"),
)
_SYSTEMS = (
    ("Android", r"Android"),
    ("iOS", r"iPhone|iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X"),
    ("Linux", r"Linux"),
)


def begin(session: Session, account_id: int, now: datetime, user_agent: str) -> str:
    """Begin a session; its id goes into the cookie. Sessions long over are forgotten."""
    forget_ended(session, now)
    row = SignedIn(
        id=secrets.token_urlsafe(32),
        account_id=account_id,
        created=now,
        seen=now,
        browser=browser_name(user_agent),
    )
    session.add(row)
    return row.id


def is_alive(session: Session, session_id: str, account_id: int, now: datetime) -> bool:
    """Whether the session is that of the account and has not ended; its use is noted."""
    row = session.get(SignedIn, session_id)
    if row is None or row.account_id != account_id or _has_ended(row, now):
        return False
    if now - row.seen >= _NOTED:
        row.seen = now
    return True


def alive(session: Session, account_id: int, now: datetime) -> Sequence[SignedIn]:
    """The sessions of an account, the last used first."""
    rows = session.scalars(
        select(SignedIn).where(SignedIn.account_id == account_id).order_by(SignedIn.seen.desc())
    )
    return [row for row in rows if not _has_ended(row, now)]


def name(row: SignedIn) -> str:
    """What a session is called on pages: enough to end it, not to take it over."""
    return hashlib.sha256(row.id.encode()).hexdigest()[:16]


def end_named(session: Session, account_id: int, called: str) -> None:
    """End the session of an account that is called so."""
    for row in session.scalars(select(SignedIn).where(SignedIn.account_id == account_id)).all():
        if name(row) == called:
            session.delete(row)


def end(session: Session, account_id: int, session_id: str) -> None:
    """End one session of an account."""
    session.execute(
        delete(SignedIn).where(SignedIn.account_id == account_id, SignedIn.id == session_id)
    )


def end_all(session: Session, account_id: int, but: str | None = None) -> None:
    """End every session of an account, or all but one."""
    ending = delete(SignedIn).where(SignedIn.account_id == account_id)
    session.execute(ending if but is None else ending.where(SignedIn.id != but))


def forget_ended(session: Session, now: datetime) -> None:
    """Delete the sessions that have ended."""
    session.execute(
        delete(SignedIn).where((SignedIn.seen < now - IDLE) | (SignedIn.created < now - LONGEST))
    )


def browser_name(user_agent: str) -> str:
    """What somebody recognises their browser by, such as "Firefox, Windows"; nothing finer."""
    browser = next((name for name, sign in _BROWSERS if re.search(sign, user_agent)), "")
    system = next((name for name, sign in _SYSTEMS if re.search(sign, user_agent)), "")
    return ", ".join(filter(None, (browser, system))) or "nieznana przeglądarka"


def _has_ended(row: SignedIn, now: datetime) -> bool:
    return now - row.seen > IDLE or now - row.created > LONGEST
