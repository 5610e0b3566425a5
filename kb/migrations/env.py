"""Alembic's entry: runs the steps on the connection it is given, or on that of `alembic.ini`."""

from alembic import context
from sqlalchemy import Connection, create_engine

from kb.tables import metadata


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    with create_engine(context.config.get_main_option("sqlalchemy.url", "")).begin() as own:
        _run(own)
