"""Brings the schema of the database up to date: atomic, and by one process at a time.

Alembic does it, inside one transaction that nobody else can begin meanwhile; a process killed in
the middle leaves the schema as it was. A database from before there were migrations is adopted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, func, inspect, select, text

from kb.errors import KnowledgeBaseError

_FOLDER = Path(__file__).parent / "migrations"
_WAIT = 60_000
"""Milliseconds for which a process waits while another one changes the schema (SQLite)."""
_LOCK = 0x6B625F6D
"""Key of the lock that others wait for (PostgreSQL)."""
_RUNNING = Lock()
"""Alembic keeps what it works on in its modules: one database of a process at a time."""


class DatabaseTooNew(KnowledgeBaseError):
    """A newer version of the program has changed the schema."""


def head() -> str:
    """The revision that this version of the program works with."""
    return max(file.name[:4] for file in (_FOLDER / "versions").glob("[0-9]*.py"))


def upgrade(engine: Engine) -> None:
    """Run the steps that are missing.

    Raises:
        DatabaseTooNew: the schema is newer than the program.
        SQLAlchemyError: the database cannot be opened or changed.
    """
    with engine.connect() as connection:
        if _revision(connection) == head():
            return
    with _alone(engine) as connection:
        found = _revision(connection)
        if found is not None and found > head():
            raise DatabaseTooNew(
                f"Bazę danych zmieniła nowsza wersja programu (krok {found}, ten program zna "
                f"{head()}) → uruchom nowszą wersję albo przywróć kopię bazy"
            )
        if found != head():
            _run(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """A transaction that includes changes of the schema, while nobody else has one."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
            yield connection
        return
    # The driver begins no transaction for changes of the schema: it is told to keep out of it.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={_WAIT}")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.exec_driver_sql("ROLLBACK")
            raise
        else:
            connection.exec_driver_sql("COMMIT")
        finally:
            connection.invalidate()  # its settings are not those of other connections


def _run(connection: Connection) -> None:
    from alembic import command  # a third of a second, which most starts need not pay
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    with _RUNNING:
        command.upgrade(config, "head")
