"""Links by mail, where the installation has a mail server."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.accounts.limits import LINKS_PER_ACCOUNT
from kb.settings import Settings
from tests.kb.accounts.smtp_server import MailServer, running
from tests.kb.web.desk.people import email_of, make_account, token_of

EMAIL = email_of("Anna Nowak")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with running() as server:
        yield server


@pytest.fixture
def desk_settings(desk_settings: Settings, server: MailServer) -> Settings:
    address = f"smtp://127.0.0.1:{server.port}"
    return replace(
        desk_settings, mail=address, mail_from="baza@example.pl", base_url="https://baza.example.pl"
    )


def ask(client: FlaskClient, email: str) -> Any:
    data = {"token": token_of(client, "/redakcja/haslo"), "email": email}
    return client.post("/redakcja/haslo", data=data)


def link_in(server: MailServer) -> str:
    assert server.arrived.wait(20)
    found = re.search(
        r"https://baza\.example\.pl(/redakcja/link/\S+)", server.letters[-1].get_content()
    )
    assert found
    return found[1]


def test_a_forgotten_password_is_replaced_by_mail(desk_app: Flask, server: MailServer) -> None:
    with desk_app.app_context():
        make_account(EMAIL, "Anna Nowak", "autor")
    client = desk_app.test_client()
    known, unknown = ask(client, f" {EMAIL.upper()}"), ask(client, "nikt@example.org")
    assert known.text.count("za chwilę przyjdzie") == unknown.text.count("za chwilę przyjdzie") == 1
    secure = {"base_url": "https://localhost"}
    client.get(link_in(server), **secure)
    assert client.get("/redakcja/haslo/nowe", **secure).status_code == 200
    assert [letter["To"] for letter in server.letters] == [EMAIL]


def test_letters_are_limited(desk_app: Flask) -> None:
    client = desk_app.test_client()
    answers = [ask(client, "nikt@example.org") for _ in range(LINKS_PER_ACCOUNT.amount + 1)]
    codes = [answer.status_code for answer in answers]
    assert codes == [200, 200, 200, 429]


def test_the_cookie_goes_over_tls_alone(desk_app: Flask) -> None:
    answer = desk_app.test_client().get("/redakcja/link/abc", base_url="https://localhost")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_an_invitation_goes_by_mail_and_is_not_shown(desk_app: Flask, server: MailServer) -> None:
    with desk_app.app_context():
        make_account("ewa@example.org", "Ewa Lis", "administrator")
    client = desk_app.test_client()
    secure = {"base_url": "https://localhost"}
    page = client.get("/redakcja/logowanie", **secure).text
    token = page.partition('name="token" value="')[2].partition('"')[0]
    data = {"token": token, "email": "ewa@example.org", "haslo": "cztery stokrotki na wiosnę"}
    client.post("/redakcja/logowanie", data=data, **secure)
    form = client.get("/redakcja/konta/zapros", **secure).text
    token = form.partition('name="token" value="')[2].partition('"')[0]
    data = {"token": token, "nazwa": "Nowa Osoba", "email": "nowa@example.org", "rola": "autor"}
    answer = client.post("/redakcja/konta/zapros", data=data, **secure)
    shown = client.get(answer.location, **secure).text
    assert "Link wysłany na adres nowa@example.org." in shown
    assert "/redakcja/link/" not in shown
    assert link_in(server)
