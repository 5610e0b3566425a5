from dataclasses import replace

import pytest
from flask import Flask

from kb.settings import Settings

START = "/redakcja/logowanie/dostawca"


def test_without_a_provider_there_is_no_such_way_in(desk_app: Flask) -> None:
    client = desk_app.test_client()
    assert "dostawca" not in client.get("/redakcja/logowanie").text
    assert [client.get(path).status_code for path in (START, f"{START}/powrot")] == [404, 404]


class TestOutOfReach:
    """An installation whose provider does not answer."""

    @pytest.fixture
    def desk_settings(self, desk_settings: Settings) -> Settings:
        return replace(
            desk_settings,
            oidc_issuer="http://127.0.0.1:9",
            oidc_client_id="baza",
            oidc_client_secret="sekret",
        )

    def test_it_is_told_and_passwords_still_work(self, desk_app: Flask) -> None:
        client = desk_app.test_client()
        answer = client.get(START)
        assert answer.location == "/redakcja/logowanie?powod=dostawca"
        page = client.get(answer.location).text
        assert "nie powiodło się" in page
        assert 'name="haslo"' in page
