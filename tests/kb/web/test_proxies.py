from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from kb.publication import Publisher
from kb.settings import Settings
from kb.web.feedback_desk import VOTES_PER_HOUR
from tests.shared import NewApp

VOTE = "/standardy/maly-grant/ocena"


def last_answer(app: Flask) -> TestResponse:
    """The answer to the first vote of a second reader, after all that one reader may send."""
    client = app.test_client()
    for reader in [*["192.0.2.1"] * VOTES_PER_HOUR, "192.0.2.2"]:
        answer = client.post(VOTE, data={"glos": "tak"}, headers={"X-Forwarded-For": reader})
    return answer


@pytest.mark.parametrize(("proxies", "status"), [(0, 429), (1, 303)])
def test_readers_behind_a_proxy_are_told_apart_only_when_it_is_trusted(
    settings: Settings,
    publisher: Publisher,
    tmp_path: Path,
    new_app: NewApp,
    proxies: int,
    status: int,
) -> None:
    own = replace(settings, database=f"sqlite:///{tmp_path / 'baza.sqlite'}", proxies=proxies)
    assert last_answer(new_app(own, publisher)).status_code == status
