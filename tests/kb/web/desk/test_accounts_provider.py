"""Signing in with OpenID Connect, at a provider that runs on this machine."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask
from flask.testing import FlaskClient

from kb.settings import Settings
from tests.kb.web.desk.oidc_provider import CLIENT, SECRET, Provider, running
from tests.kb.web.desk.people import SignIn, disable_account, email_of, make_account

EMAIL = email_of("Anna Nowak")
ANNA = {"sub": "osoba-17", "email": EMAIL.upper(), "email_verified": True, "name": "Anna"}
START = "/redakcja/logowanie/dostawca"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running() as provider:
        provider.person = dict(ANNA)
        yield provider


@pytest.fixture
def desk_settings(desk_settings: Settings, provider: Provider) -> Settings:
    return replace(
        desk_settings,
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        oidc_name="Urząd Miasta",
    )


@pytest.fixture
def desk_app(desk_app: Flask) -> Flask:
    with desk_app.app_context():
        make_account(EMAIL, "Anna Nowak", "autor")
    return desk_app


def go(client: FlaskClient, start: str = START) -> Any:
    """To the provider and back, as a browser goes."""
    there = client.get(start)
    assert there.status_code == 302
    back = requests.get(there.location, allow_redirects=False, timeout=10)
    address = urlsplit(back.headers["Location"])
    assert address.netloc == "localhost"
    return client.get(f"{address.path}?{address.query}")


def test_an_invited_person_comes_in_and_goes_where_they_wanted(desk_app: Flask) -> None:
    client = desk_app.test_client()
    assert "Zaloguj się: Urząd Miasta" in client.get("/redakcja/logowanie").text
    answer = go(client, f"{START}?next=/redakcja/konto")
    assert (answer.status_code, answer.location) == (303, "/redakcja/konto")
    assert "Anna Nowak" in client.get("/redakcja/konto").text


def test_from_then_on_the_name_the_provider_gives_counts(
    desk_app: Flask, provider: Provider
) -> None:
    go(desk_app.test_client())
    provider.person["email"] = "anna.po.slubie@example.org"
    assert go(desk_app.test_client()).location == "/redakcja"
    provider.person = {**ANNA, "sub": "osoba-99"}
    assert go(desk_app.test_client()).location == "/redakcja/logowanie?powod=obcy"


@pytest.mark.parametrize(
    "person",
    [
        {**ANNA, "email": "nikt@example.org"},
        {**ANNA, "email_verified": False},
        {**ANNA, "email_verified": "true"},
        {"sub": "osoba-17"},
    ],
)
def test_who_was_not_invited_stays_out(
    desk_app: Flask, provider: Provider, person: dict[str, Any]
) -> None:
    provider.person = person
    client = desk_app.test_client()
    answer = go(client)
    assert answer.location == "/redakcja/logowanie?powod=obcy"
    assert "nie ma tu konta" in client.get(answer.location).text
    assert client.get("/redakcja/konto").status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"iss": "https://ktos-inny.example"},
        {"aud": "inny-klient"},
        {"exp": 1_000_000_000},
        {"nonce": "cudzy"},
    ],
)
def test_a_token_that_is_not_meant_for_us_is_refused(
    desk_app: Flask, provider: Provider, wrong: dict[str, Any]
) -> None:
    provider.wrong = wrong
    client = desk_app.test_client()
    answer = go(client)
    assert answer.location == "/redakcja/logowanie?powod=dostawca"
    assert client.get("/redakcja/konto").status_code == 303


def test_an_answer_nobody_asked_for_is_refused(desk_app: Flask) -> None:
    client = desk_app.test_client()
    answer = client.get(f"{START}/powrot?code=abc&state=zmyslony")
    assert answer.location == "/redakcja/logowanie?powod=dostawca"
    refused = client.get(f"{START}/powrot?error=access_denied")
    assert refused.location == "/redakcja/logowanie?powod=dostawca"


def test_a_disabled_account_stays_out(desk_app: Flask, sign_in: SignIn) -> None:
    with desk_app.app_context():
        disable_account(EMAIL)
    assert go(desk_app.test_client()).location == "/redakcja/logowanie?powod=obcy"
