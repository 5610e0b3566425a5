from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from kb.publication import Publisher
from kb.settings import Settings
from tests.shared import NewApp

REDIRECTS = """\
items:
  - {list: topics, old: granty, new: male-granty}
  - {list: groups, old: G1, new: P2O1}
  - {list: acts, old: ustawa-o-pozytku, new: udpp}
  - {list: glossary, old: fund, new: fundacja}
  - {list: fields, old: ogolne, new: wszystkie}
  - {old: granty, new: maly-grant}
"""


@pytest.fixture
def moved(content: Any, tmp_path: Path, new_app: NewApp) -> FlaskClient:
    content.write("redirects.yaml", REDIRECTS)
    settings = Settings(standards=content.root, var=tmp_path / "var", prepare_files=False)
    app = new_app(settings, Publisher(settings))
    app.config["TODAY"] = date(2026, 11, 22)
    return app.test_client()


def test_old_names_of_values_and_standards_lead_to_the_new_ones(moved: FlaskClient) -> None:
    for old, new in (
        ("/tematy/granty", "/tematy/male-granty"),
        ("/tematy/granty?na-dzien=2026-01-01", "/tematy/male-granty?na-dzien=2026-01-01"),
        ("/grupy/G1", "/grupy/P2O1"),
        ("/prawo/ustawa-o-pozytku/19a", "/prawo/udpp/19a"),
        ("/slownik/fund", "/slownik/fundacja"),
        ("/standardy/granty", "/standardy/maly-grant"),
        ("/szukaj?q=a&temat=granty&temat=x", "/szukaj?q=a&temat=male-granty&temat=x"),
        ("/szukaj?dziedzina=ogolne", "/szukaj?dziedzina=wszystkie"),
    ):
        answer = moved.get(old)
        assert (answer.status_code, answer.location) == (301, new)


@pytest.mark.parametrize("path", ["/tematy/male-granty", "/szukaj?temat=male-granty&q=konkurs"])
def test_names_in_use_stay_where_they_are(moved: FlaskClient, path: str) -> None:
    assert moved.get(path).status_code == 200


def test_what_never_was_is_not_found(moved: FlaskClient) -> None:
    assert moved.get("/tematy/nie-ma").status_code == 404
