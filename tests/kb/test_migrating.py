import os
import signal
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from kb import migrating
from kb.database import Database
from kb.migrating import DatabaseTooNew, head, upgrade
from kb.tables import metadata
from tests.processes import PROCESSES

VERSIONS = Path(migrating.__file__).parent / "migrations"


def url(folder: Path) -> str:
    return f"sqlite:///{folder / 'baza.sqlite'}"


def test_the_migrated_schema_is_that_of_the_tables(tmp_path: Path) -> None:
    engine = create_engine(url(tmp_path))
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_steps_are_one_row_and_the_last_is_the_head() -> None:
    steps = ScriptDirectory(str(VERSIONS))
    assert steps.get_heads() == [head()]
    assert all(
        Path(step.path).name.startswith(f"{step.revision}_") for step in steps.walk_revisions()
    )


def test_a_database_from_before_migrations_is_adopted_with_its_rows(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "baza.sqlite") as old:
        old.executescript(
            """
            CREATE TABLE search_counts (query VARCHAR(100) NOT NULL, day DATE NOT NULL,
                outcome VARCHAR(5) NOT NULL, count INTEGER NOT NULL,
                PRIMARY KEY (query, day, outcome));
            CREATE TABLE feedback_reports (id INTEGER NOT NULL PRIMARY KEY, day DATE NOT NULL,
                slug VARCHAR(80) NOT NULL, version DATE NOT NULL, kind VARCHAR(20) NOT NULL,
                text TEXT NOT NULL, email VARCHAR(254));
            CREATE INDEX ix_feedback_reports_slug ON feedback_reports (slug);
            INSERT INTO feedback_reports
                VALUES (1, '2026-11-20', 'maly-grant', '2026-01-01', 'blad', 'Zła kwota.', NULL);
            """
        )
    old.close()
    engine = create_engine(url(tmp_path))
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT text, done FROM feedback_reports")).all() == [
            ("Zła kwota.", None)
        ]
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def _upgrade(address: str) -> None:
    database = Database(address)
    database.upgrade()
    database.close()


def test_several_processes_may_upgrade_at_once(tmp_path: Path) -> None:
    processes = [PROCESSES.Process(target=_upgrade, args=(url(tmp_path),)) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0, 0]
    engine = create_engine(url(tmp_path))
    assert inspect(engine).has_table("accounts")
    engine.dispose()


def test_several_databases_of_one_process_may_be_upgraded_at_once(tmp_path: Path) -> None:
    folders = [tmp_path / str(number) for number in range(6)]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(len(folders)) as threads:
        list(threads.map(_upgrade, map(url, folders)))
    for folder in folders:
        with sqlite3.connect(folder / "baza.sqlite") as database:
            assert database.execute("SELECT version_num FROM alembic_version").fetchall() == [
                (head(),)
            ]
        database.close()


def _die_before_the_end(address: str) -> None:
    engine = create_engine(address)
    with migrating._alone(engine) as connection:
        migrating._run(connection)
        os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_killed_while_upgrading_leaves_the_schema_as_it_was(tmp_path: Path) -> None:
    process = PROCESSES.Process(target=_die_before_the_end, args=(url(tmp_path),))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    engine = create_engine(url(tmp_path))
    assert inspect(engine).get_table_names() == []
    upgrade(engine)
    assert inspect(engine).has_table("accounts")
    engine.dispose()


def test_a_schema_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    engine = create_engine(url(tmp_path))
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseTooNew, match="nowsza wersja"):
        upgrade(engine)
    engine.dispose()


def test_every_module_with_tables_is_known_to_the_migrations() -> None:
    package = Path(migrating.__file__).parent
    with_tables = {
        "kb." + ".".join(file.relative_to(package).with_suffix("").parts)
        for file in package.rglob("*.py")
        if "\n    __tablename__ = " in file.read_text(encoding="utf-8")
    }
    # A process of its own: here other tests have imported more.
    code = (
        "import kb.tables; from kb.database import Base; "
        "print(*{m.class_.__module__ for m in Base.registry.mappers})"
    )
    known = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert with_tables == set(known.stdout.split())
