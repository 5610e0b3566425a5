"""How often something may be tried: counted in the database, so that all workers agree.

The rules are those of `limits` (fixed windows); the keys are digests, no address is stored.
"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session

from kb.accounts.tables import TryCount
from kb.database import Database

PASSWORDS_PER_ACCOUNT = parse("10 per 15 minutes")
PASSWORDS_PER_ADDRESS = parse("60 per 15 minutes")
"""An office may share one address, so it may try more often than an account may be tried."""
CODES_PER_ACCOUNT = parse("5 per 15 minutes")
"""A million codes, three of them good at a time: guessing one takes years."""
LINKS_PER_ACCOUNT = parse("3 per hour")
LINKS_PER_ADDRESS = parse("20 per hour")


class DatabaseStorage(Storage):
    """Counts of `limits` in the table `account_tries`."""

    STORAGE_SCHEME = None

    def __init__(self, database: Database) -> None:
        super().__init__()
        self._database = database

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may go wrong."""
        return SQLAlchemyError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Count, in a window that begins now if there is none; the count in it."""
        now, name = datetime.now(UTC), _name(key)
        with self._database.session() as session:
            raised = _raise(session, name, amount, now)
            if raised is not None:
                return raised
            session.execute(delete(TryCount).where(TryCount.expires <= now))
            end = now + timedelta(seconds=expiry)
            try:
                with session.begin_nested():
                    session.add(TryCount(key=name, count=amount, expires=end))
                return amount
            except IntegrityError:  # another process was faster
                return _raise(session, name, amount, now) or amount

    def get(self, key: str) -> int:
        """The count in the window of now."""
        row = self._row(key)
        return row.count if row is not None else 0

    def get_expiry(self, key: str) -> float:
        """When the window ends, in seconds since 1970."""
        row = self._row(key)
        return (row.expires if row is not None else datetime.now(UTC)).timestamp()

    def check(self) -> bool:
        """Whether the database answers."""
        with self._database.session() as session:
            session.execute(text("SELECT 1"))
        return True

    def reset(self) -> None:
        """Forget every count."""
        with self._database.session() as session:
            session.execute(delete(TryCount))

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._database.session() as session:
            session.execute(delete(TryCount).where(TryCount.key == _name(key)))

    def _row(self, key: str) -> TryCount | None:
        with self._database.session() as session:
            return session.scalar(
                select(TryCount).where(
                    TryCount.key == _name(key), TryCount.expires > datetime.now(UTC)
                )
            )


class Tries:
    """Counts tries of accounts and addresses, told apart by `digest` alone."""

    def __init__(self, database: Database, digest: Callable[[str], str]) -> None:
        self._counter = FixedWindowRateLimiter(DatabaseStorage(database))
        self._digest = digest

    def allow(self, limit: RateLimitItem, kind: str, who: str) -> bool:
        """Count one try; whether it is still within the limit."""
        return self._counter.hit(limit, kind, self._digest(who))

    def forget(self, limit: RateLimitItem, kind: str, who: str) -> None:
        """Begin to count anew, as after a right password."""
        self._counter.clear(limit, kind, self._digest(who))


def _raise(session: Session, name: str, amount: int, now: datetime) -> int | None:
    """Raise the count of a window that has not ended; `None` if there is none."""
    return session.scalar(
        update(TryCount)
        .where(TryCount.key == name, TryCount.expires > now)
        .values(count=TryCount.count + amount)
        .returning(TryCount.count)
        .execution_options(synchronize_session=False)
    )


def _name(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
