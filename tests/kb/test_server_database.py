import logging
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from kb.migrating import DatabaseTooNew, upgrade
from kb.server import prepare_database
from kb.settings import Settings


def settings(folder: Path, database: str = "") -> Settings:
    return Settings(standards=folder, var=folder, database=database)


def test_the_schema_is_brought_up_to_date_before_there_are_workers(tmp_path: Path) -> None:
    prepare_database(settings(tmp_path))
    engine = create_engine(settings(tmp_path).database_url)
    assert inspect(engine).has_table("accounts")
    engine.dispose()


def test_readers_are_served_without_a_database(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        prepare_database(settings(tmp_path, f"sqlite:///{tmp_path}/nie/ma/baza.sqlite"))
    assert "the database does not answer" in caplog.text


def test_a_schema_of_a_newer_program_stops_the_start(tmp_path: Path) -> None:
    engine = create_engine(settings(tmp_path).database_url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DatabaseTooNew):
        prepare_database(settings(tmp_path))
