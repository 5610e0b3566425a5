from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.accounts.limits import PASSWORDS_PER_ACCOUNT, PASSWORDS_PER_ADDRESS
from kb.accounts.people import find
from kb.accounts.security import accounts
from tests.kb.web.desk.people import (
    PASSWORD,
    SignIn,
    disable_account,
    email_of,
    make_account,
    token_of,
)

EMAIL = email_of("Anna Nowak")


@pytest.fixture
def client(desk_app: Flask) -> FlaskClient:
    with desk_app.app_context():
        make_account(EMAIL, "Anna Nowak", "autor")
    return desk_app.test_client()


def enter(client: FlaskClient, email: str = EMAIL, password: str = PASSWORD, **more: str) -> Any:
    data = {"token": token_of(client), "email": email, "haslo": password, **more}
    return client.post("/redakcja/logowanie", data=data)


def test_a_right_password_leads_to_the_page_asked_for(client: FlaskClient) -> None:
    asked = client.get("/redakcja/konto?x=1")
    assert asked.status_code == 303
    assert asked.location.startswith("/redakcja/logowanie?next=%2Fredakcja%2Fkonto%3Fx%3D1")
    answer = client.post(
        "/redakcja/logowanie",
        data={
            "token": token_of(client),
            "email": f" {EMAIL.upper()}",
            "haslo": PASSWORD,
            "next": "/redakcja/konto?x=1",
        },
    )
    assert (answer.status_code, answer.location) == (303, "/redakcja/konto?x=1")
    assert "Anna Nowak" in client.get("/redakcja/konto").text


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://example.com/",
        "//example.com",
        "/redakcja/../szukaj\\x",
        "/redakcjaX",
        "/szukaj",
        "/redakcja//\nx",
    ],
)
def test_nobody_is_led_elsewhere_after_signing_in(client: FlaskClient, elsewhere: str) -> None:
    assert enter(client, next=elsewhere).location == "/redakcja"


@pytest.mark.parametrize(
    ("email", "password"),
    [(EMAIL, "nie to hasło na pewno"), ("nikt@example.org", PASSWORD), ("", ""), (EMAIL, "")],
)
def test_a_wrong_password_and_an_unknown_account_are_told_alike(
    client: FlaskClient, email: str, password: str
) -> None:
    answer = enter(client, email, password)
    assert answer.status_code == 422
    assert "Adres e-mail albo hasło się nie zgadza." in answer.text
    assert client.get("/redakcja/konto").status_code == 303


def test_the_same_password_typed_on_another_keyboard_is_right(client: FlaskClient) -> None:
    assert (
        enter(client, password="cztery stokrotki na wiosne\N{COMBINING OGONEK}").status_code == 303
    )


def test_an_account_that_is_disabled_is_out_at_once(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    with desk_app.app_context():
        disable_account(EMAIL)
    assert client.get("/redakcja/konto").status_code == 303
    assert enter(client).status_code == 422


def test_tries_are_limited_even_with_the_right_password(
    desk_app: Flask, client: FlaskClient
) -> None:
    token = token_of(client)
    tries = [
        client.post(
            "/redakcja/logowanie", data={"token": token, "email": EMAIL, "haslo": f"zgaduję {n}"}
        ).status_code
        for n in range(PASSWORDS_PER_ACCOUNT.amount)
    ]
    assert set(tries) == {422}
    late = enter(client)
    assert late.status_code == 429
    assert "Odczekaj kwadrans" in late.text
    with desk_app.app_context():
        make_account("inna@example.org", "Inna Osoba", "autor")
    assert enter(client, "inna@example.org").status_code == 303


def test_signing_out_ends_the_session_on_the_server(sign_in: SignIn) -> None:
    client = sign_in("autor")
    cookie = client.get_cookie("redakcja", path="/redakcja")
    assert cookie is not None
    answer = client.post("/redakcja/wyloguj", data={"token": token_of(client, "/redakcja/konto")})
    assert (answer.status_code, answer.location) == (303, "/redakcja/logowanie?powod=wylogowano")
    client.set_cookie("redakcja", cookie.value, path="/redakcja")
    assert client.get("/redakcja/konto").status_code == 303


def test_a_session_begins_with_a_new_cookie(client: FlaskClient) -> None:
    client.get("/redakcja/link/abc")
    before = client.get_cookie("redakcja", path="/redakcja")
    enter(client)
    after = client.get_cookie("redakcja", path="/redakcja")
    assert before is not None
    assert after is not None
    assert before.value != after.value
    assert "abc" not in after.value


def test_no_token_in_a_header_or_an_address_signs_in(desk_app: Flask, sign_in: SignIn) -> None:
    sign_in("administrator")
    with desk_app.test_request_context():
        account = find(accounts().session, EMAIL)
        assert account is not None
        token = account.get_auth_token()
    stranger = desk_app.test_client()
    for answer in (
        stranger.get("/redakcja/konto", headers={"Authentication-Token": str(token)}),
        stranger.get(f"/redakcja/konto?auth_token={token}"),
    ):
        assert answer.status_code == 303


def test_none_of_the_pages_of_flask_security_is_there(desk_app: Flask) -> None:
    endpoints = {rule.endpoint for rule in desk_app.url_map.iter_rules()}
    assert not [name for name in endpoints if name.startswith("security")]


def test_a_new_installation_says_how_the_first_account_is_made(desk_app: Flask) -> None:
    client = desk_app.test_client()
    assert "kb user create" in client.get("/redakcja/logowanie").text
    with desk_app.app_context():
        make_account(EMAIL, "Anna Nowak", "administrator")
    assert "kb user create" not in client.get("/redakcja/logowanie").text


def test_one_address_cannot_try_every_account(desk_app: Flask) -> None:
    client = desk_app.test_client()
    token = token_of(client)
    codes = [
        client.post(
            "/redakcja/logowanie",
            data={"token": token, "email": f"osoba{n}@example.org", "haslo": PASSWORD},
        ).status_code
        for n in range(PASSWORDS_PER_ADDRESS.amount + 1)
    ]
    assert set(codes[:-1]) == {422}
    assert codes[-1] == 429
