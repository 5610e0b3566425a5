"""The database of an installation: accounts, what readers tell, what is counted; never the content.

SQLite in the folder for what the program makes itself, or any other database by its URL
(SQLAlchemy). Tables are declared beside what they hold, each on `Base`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, TypeDecorator, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from kb.migrating import upgrade

BUSY_TIMEOUT = 5_000
"""Milliseconds that a writer waits for another one (SQLite)."""


class Base(DeclarativeBase):
    """Declares the tables of the installation."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware, in UTC, whatever the database makes of time zones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To naive UTC."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From naive UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Database:
    """Sessions over one database; safe to use from many threads."""

    def __init__(self, url: str) -> None:
        self._engine: Engine = create_engine(url, hide_parameters=True)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _prepare_sqlite)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        self._is_current = False

    def upgrade(self) -> None:
        """Bring the schema up to date; done by itself before the first session.

        Raises:
            DatabaseTooNew: a newer version of the program has changed it.
            SQLAlchemyError: the database cannot be opened or changed.
        """
        if not self._is_current:
            upgrade(self._engine)
            self._is_current = True

    def open(self) -> Session:
        """A session that its holder commits and closes."""
        self.upgrade()
        return self._sessions()

    def close(self) -> None:
        """Close the connections kept for later, as before a fork; new ones open when needed."""
        self._engine.dispose()

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session that is committed at the end, or rolled back when something fails."""
        self.upgrade()
        with self._sessions.begin() as session:
            yield session


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Readers and a writer at the same time, durable after each commit."""
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute(f"PRAGMA busy_timeout={BUSY_TIMEOUT}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
