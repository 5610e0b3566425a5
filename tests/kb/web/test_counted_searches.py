from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kb.database import Database
from kb.publication import Publisher
from kb.search_log import AskedQuery, add_counts, asked_queries
from kb.settings import Settings
from kb.web.counted_searches import searches
from tests.kb.conftest import Content
from tests.shared import NewApp

TODAY = date(2026, 11, 22)


@pytest.fixture
def counted(content: Content, tmp_path: Path, new_app: NewApp) -> tuple[FlaskClient, Settings]:
    settings = Settings(standards=content.root, var=tmp_path / "var")
    app = new_app(settings, Publisher(settings))
    app.config["TODAY"] = TODAY
    return app.test_client(), settings


def rows(client: FlaskClient, settings: Settings) -> list[AskedQuery]:
    searches(client.application).flush()
    return asked_queries(settings.database_url, TODAY)


def test_searches_are_counted_as_first_asked(counted: tuple[FlaskClient, Settings]) -> None:
    client, settings = counted
    for query in ("Mały grant", "maly  grant", "MAŁY GRANT", "qqqq", "qqqq", "qqqq"):
        client.get("/szukaj", query_string={"q": query})
    for later in ("sektor=ngo", "doslownie=1", "kolejnosc=data", "na-dzien=2026-01-01"):
        client.get(f"/szukaj?q=ma%C5%82y+grant&{later}")
    found = {row.query: (row.count, row.none) for row in rows(client, settings)}
    assert found == {"maly grant": (3, 0), "qqqq": (3, 3)}


def test_nothing_personal_is_counted(counted: tuple[FlaskClient, Settings]) -> None:
    client, settings = counted
    for _ in range(5):
        client.get("/szukaj", query_string={"q": "jan.kowalski@example.pl"})
        client.get("/szukaj", query_string={"q": "44051401359"})
    assert rows(client, settings) == []


def test_what_was_asked_often_is_offered_at_the_next_start(
    counted: tuple[FlaskClient, Settings],
) -> None:
    _, settings = counted
    database = Database(settings.database_url)
    with database.session() as session:
        add_counts(session, {("konkurs a maly grant", date.today(), "found"): 3})
    database.close()
    offered = Publisher(settings).current.completions.offer("konkurs a")
    assert "konkurs a mały grant" in [completion.text for completion in offered]
