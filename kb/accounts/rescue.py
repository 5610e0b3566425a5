"""Texts sent after a session had ended: kept for their author, bounded, and forgotten in time."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from kb.accounts.tables import Account, RescuedForm

KEPT = timedelta(days=7)
MOST = 20
"""Rescued forms of one account; the oldest go first."""


def keep(
    session: Session,
    account_id: int,
    path: str,
    fields: Iterable[tuple[str, str]],
    now: datetime,
    *,
    had_files: bool,
) -> str | None:
    """Keep the fields of a form for an account; the id to find them by.

    `None` when there is no such account, or it may no longer sign in.
    """
    account = session.get(Account, account_id)
    if account is None or not account.active:
        return None
    row = RescuedForm(
        id=secrets.token_hex(16),
        account_id=account_id,
        path=path[:2_000],
        fields=[[name, value] for name, value in fields],
        had_files=had_files,
        created=now,
    )
    session.add(row)
    session.flush()
    session.execute(delete(RescuedForm).where(RescuedForm.created < now - KEPT))
    surplus = (
        select(RescuedForm.id)
        .where(RescuedForm.account_id == account_id)
        .order_by(RescuedForm.created.desc(), RescuedForm.id)
        .offset(MOST)
    )
    for old in session.scalars(surplus).all():
        session.execute(delete(RescuedForm).where(RescuedForm.id == old))
    return row.id


def rescued(session: Session, account_id: int, form_id: str) -> RescuedForm | None:
    """A form kept for that account."""
    row = session.get(RescuedForm, form_id)
    return row if row is not None and row.account_id == account_id else None


def all_rescued(session: Session, account_id: int) -> Sequence[RescuedForm]:
    """The forms kept for an account, the newest first."""
    return session.scalars(
        select(RescuedForm)
        .where(RescuedForm.account_id == account_id)
        .order_by(RescuedForm.created.desc())
    ).all()


def forget(session: Session, account_id: int, form_id: str) -> None:
    """Delete a form kept for an account, as after it was sent again."""
    session.execute(
        delete(RescuedForm).where(RescuedForm.account_id == account_id, RescuedForm.id == form_id)
    )
