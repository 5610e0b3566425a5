import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from passlib.totp import TOTP

from kb.accounts.limits import CODES_PER_ACCOUNT
from kb.settings import Settings
from tests.kb.web.desk.people import PASSWORD, SignIn, email_of, token_of

PAGE = "/redakcja/konto/drugi-skladnik"
EMAIL = email_of("Anna Nowak")


class Telephone:
    """An application for codes, set up from the key that the page shows; each code is newer."""

    def __init__(self, key: str) -> None:
        self._totp = TOTP(key=key.replace("-", "").replace(" ", ""))
        self._shown = 0

    def code(self) -> str:
        """The next code: of now, then of the half minute to come, which is taken too."""
        made = self._totp.generate()
        self._shown += 1
        return str(
            self._totp.generate(made.expire_time + 1).token if self._shown > 1 else made.token
        )


def turn_on(client: FlaskClient) -> tuple[Telephone, list[str]]:
    page = client.get(PAGE)
    key = re.search(r"klucz: <code>([A-Z0-9 -]+)</code>", page.text)
    assert key, page.text
    telephone = Telephone(key[1])
    picture = client.get(f"{PAGE}/kod.svg")
    assert picture.mimetype == "image/svg+xml"
    assert b"<svg" in picture.data
    data = {"token": token_of(client, PAGE), "kod": telephone.code()}
    answer = client.post(f"{PAGE}/wlacz", data=data)
    assert answer.status_code == 303, answer.text
    codes = re.findall(r"<li><code>([0-9a-f-]+)</code></li>", client.get(PAGE).text)
    assert len(codes) == 10
    return telephone, codes


def password_step(app: Flask) -> FlaskClient:
    client = app.test_client()
    data = {"token": token_of(client), "email": EMAIL, "haslo": PASSWORD, "next": "/redakcja/konto"}
    answer = client.post("/redakcja/logowanie", data=data)
    assert (answer.status_code, answer.location) == (303, "/redakcja/logowanie/kod")
    return client


def code_step(client: FlaskClient, code: str) -> int:
    data = {"token": token_of(client, "/redakcja/logowanie/kod"), "kod": code}
    return client.post("/redakcja/logowanie/kod", data=data).status_code


def test_a_code_is_asked_for_after_the_password(desk_app: Flask, sign_in: SignIn) -> None:
    telephone, _ = turn_on(sign_in("autor"))
    client = password_step(desk_app)
    assert client.get("/redakcja/konto").status_code == 303
    assert code_step(client, "000000") == 422
    assert code_step(client, telephone.code()) == 303
    assert client.get("/redakcja/konto").status_code == 200


def test_a_code_is_good_once(desk_app: Flask, sign_in: SignIn) -> None:
    telephone, _ = turn_on(sign_in("autor"))
    code = telephone.code()
    assert code_step(password_step(desk_app), code) == 303
    assert code_step(password_step(desk_app), code) == 422


def test_a_recovery_code_is_good_once(desk_app: Flask, sign_in: SignIn) -> None:
    _, codes = turn_on(sign_in("autor"))
    client = password_step(desk_app)
    assert code_step(client, f" {codes[3].upper()} ") == 303
    assert "kodów zapasowych: 9" in client.get("/redakcja/konto").text
    assert code_step(password_step(desk_app), codes[3]) == 422
    assert code_step(password_step(desk_app), codes[4]) == 303


def test_recovery_codes_are_shown_once(sign_in: SignIn) -> None:
    client = sign_in("autor")
    _, codes = turn_on(client)
    assert codes[0] not in client.get(PAGE).text


def test_codes_cannot_be_guessed(desk_app: Flask, sign_in: SignIn) -> None:
    telephone, _ = turn_on(sign_in("autor"))
    client = password_step(desk_app)
    guesses = [code_step(client, f"{n:06}") for n in range(CODES_PER_ACCOUNT.amount)]
    assert set(guesses) == {422}
    assert code_step(client, telephone.code()) == 429
    assert code_step(password_step(desk_app), telephone.code()) == 429


def test_the_code_page_needs_the_password_first(desk_app: Flask) -> None:
    client = desk_app.test_client()
    assert client.get("/redakcja/logowanie/kod").location == "/redakcja/logowanie?powod=kod"
    answer = client.post("/redakcja/logowanie/kod", data={"token": token_of(client), "kod": "1"})
    assert answer.location == "/redakcja/logowanie?powod=kod"


def test_a_wrong_code_does_not_turn_it_on(sign_in: SignIn) -> None:
    client = sign_in("autor")
    answer = client.post(f"{PAGE}/wlacz", data={"token": token_of(client, PAGE), "kod": "123456"})
    assert answer.status_code == 422
    assert "wyłączony" in client.get("/redakcja/konto").text


def test_turning_it_off_takes_a_code(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    _, codes = turn_on(client)
    token = token_of(client, PAGE)
    assert client.post(f"{PAGE}/wylacz", data={"token": token, "kod2": "1"}).status_code == 422
    assert client.post(f"{PAGE}/wylacz", data={"token": token, "kod2": codes[0]}).status_code == 303
    sign_in("autor")


def test_new_recovery_codes_replace_the_old_ones(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    _, codes = turn_on(client)
    data = {"token": token_of(client, PAGE), "kod": codes[0]}
    assert client.post(f"{PAGE}/kody", data=data).status_code == 303
    newer = re.findall(r"<li><code>([0-9a-f-]+)</code></li>", client.get(PAGE).text)
    assert code_step(password_step(desk_app), codes[1]) == 422
    assert code_step(password_step(desk_app), newer[1]) == 303


def test_an_administrator_takes_a_lost_telephone_away(desk_app: Flask, sign_in: SignIn) -> None:
    turn_on(sign_in("autor"))
    admin = sign_in("administrator", "Ewa Lis")
    page = re.search(r'href="(/redakcja/konta/\d+)">Anna Nowak', admin.get("/redakcja/konta").text)
    assert page
    admin.post(f"{page[1]}/drugi-skladnik", data={"token": token_of(admin, page[1])})
    sign_in("autor")


class TestRequired:
    """An installation that asks administrators for a second factor."""

    @pytest.fixture
    def desk_settings(self, desk_settings: Settings) -> Settings:
        return replace(desk_settings, admin_second_factor=True)

    def test_an_administrator_sets_it_up_before_anything_else(self, sign_in: SignIn) -> None:
        client = sign_in("administrator")
        for path in ("/redakcja/konta", "/redakcja/konta/zapros"):
            assert client.get(path).location == f"{PAGE}?wymagany=tak"
        assert "musi włączyć" in client.get(PAGE).text
        _, codes = turn_on(client)
        assert client.get("/redakcja/konta").status_code == 200
        data = {"token": token_of(client, PAGE), "kod2": codes[0]}
        assert client.post(f"{PAGE}/wylacz", data=data).status_code == 422

    def test_others_are_free_to(self, sign_in: SignIn) -> None:
        assert sign_in("redaktor").get("/redakcja/konto").status_code == 200
