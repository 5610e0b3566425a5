import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kb.accounts.people import find
from kb.accounts.security import accounts
from tests.kb.web.desk.people import PASSWORD, SignIn, email_of, token_of

ALL = "/redakcja/konta"
INVITED = {"nazwa": "Nowa Osoba", "email": "nowa@example.org", "rola": "redaktor"}


@pytest.fixture
def admin(sign_in: SignIn) -> FlaskClient:
    return sign_in("administrator", "Ewa Lis")


def account_id(app: Flask, email: str) -> int:
    with app.app_context():
        account = find(accounts().session, email)
        assert account is not None
        return account.id


def invite(admin: FlaskClient, **fields: str) -> Any:
    data = {"token": token_of(admin, f"{ALL}/zapros"), **INVITED, **fields}
    return admin.post(f"{ALL}/zapros", data=data)


def link_on(page: str) -> str:
    found = re.search(r"http://localhost(/redakcja/link/[0-9a-f]{64})", page)
    assert found, page
    return found[1]


def accept(app: Flask, link: str, password: str = PASSWORD) -> tuple[FlaskClient, int]:
    client = app.test_client()
    assert client.get(link).location == "/redakcja/haslo/nowe"
    data = {
        "token": token_of(client, "/redakcja/haslo/nowe"),
        "haslo": password,
        "haslo2": password,
    }
    return client, client.post("/redakcja/haslo/nowe", data=data).status_code


def test_an_invitation_is_accepted_once(desk_app: Flask, admin: FlaskClient) -> None:
    page = admin.get(invite(admin).location)
    link = link_on(page.text)
    assert "Nie pokażemy go drugi raz" in page.text
    assert "/redakcja/link/" not in admin.get(page.request.path).text
    client, status = accept(desk_app, link)
    assert status == 303
    assert "Nowa Osoba" in client.get("/redakcja/konto").text
    again = desk_app.test_client()
    again.get(link)
    gone = again.get("/redakcja/haslo/nowe")
    assert gone.status_code == 410
    assert "Ten link już nie działa" in gone.text


def test_looking_at_a_link_does_not_use_it_up(desk_app: Flask, admin: FlaskClient) -> None:
    link = link_on(admin.get(invite(admin).location).text)
    for _ in range(3):
        scanner = desk_app.test_client()
        scanner.get(link)
        assert scanner.get("/redakcja/haslo/nowe").status_code == 200
    assert accept(desk_app, link)[1] == 303


def test_a_weak_password_does_not_use_the_link_up(desk_app: Flask, admin: FlaskClient) -> None:
    link = link_on(admin.get(invite(admin).location).text)
    assert accept(desk_app, link, "password1234")[1] == 422
    assert accept(desk_app, link, "nowaosoba2026")[1] == 422
    assert accept(desk_app, link)[1] == 303


def test_a_double_click_makes_one_account_and_the_newer_link_is_valid(
    desk_app: Flask, admin: FlaskClient
) -> None:
    first = link_on(admin.get(invite(admin).location).text)
    second = link_on(admin.get(invite(admin).location).text)
    stranger = desk_app.test_client()
    stranger.get(first)
    assert stranger.get("/redakcja/haslo/nowe").status_code == 410
    assert accept(desk_app, second)[1] == 303


def test_what_is_wrong_with_an_invitation_stands_beside_its_field(admin: FlaskClient) -> None:
    answer = invite(admin, email="bez-malpy", nazwa=" ", rola="")
    assert answer.status_code == 422
    for field in ("email", "nazwa", "rola"):
        assert f'<a href="#{field}">' in answer.text
        assert f'id="{field}-blad"' in answer.text
    assert "bez-malpy" in answer.text
    assert invite(admin, email=email_of("Ewa Lis")).status_code == 422


def test_a_link_for_a_new_password_replaces_the_old_one_and_ends_sessions(
    desk_app: Flask, admin: FlaskClient, sign_in: SignIn
) -> None:
    anna = sign_in("autor")
    page = f"{ALL}/{account_id(desk_app, email_of('Anna Nowak'))}"
    admin.post(f"{page}/link", data={"token": token_of(admin, page)})
    link = link_on(admin.get(page).text)
    assert anna.get("/redakcja/konto").status_code == 200
    assert accept(desk_app, link, "siedem czapli nad jeziorem")[1] == 303
    assert anna.get("/redakcja/konto").status_code == 303


def test_an_administrator_ends_the_sessions_of_others(
    desk_app: Flask, admin: FlaskClient, sign_in: SignIn
) -> None:
    anna = sign_in("autor")
    page = f"{ALL}/{account_id(desk_app, email_of('Anna Nowak'))}"
    admin.post(f"{page}/sesje", data={"token": token_of(admin, page)})
    assert anna.get("/redakcja/konto").status_code == 303


def test_a_disabled_account_loses_its_sessions_and_comes_back(
    desk_app: Flask, admin: FlaskClient, sign_in: SignIn
) -> None:
    anna = sign_in("autor")
    page = f"{ALL}/{account_id(desk_app, email_of('Anna Nowak'))}"
    token = token_of(admin, page)
    admin.post(f"{page}/wylacz", data={"token": token})
    assert anna.get("/redakcja/konto").status_code == 303
    assert "wyłączone" in admin.get(page).text
    assert admin.post(f"{page}/link", data={"token": token}).status_code == 422
    admin.post(f"{page}/wlacz", data={"token": token})
    sign_in("autor")


def test_a_role_counts_from_the_next_request(
    desk_app: Flask, admin: FlaskClient, sign_in: SignIn
) -> None:
    anna = sign_in("autor")
    page = f"{ALL}/{account_id(desk_app, email_of('Anna Nowak'))}"
    assert anna.get(ALL).status_code == 403
    admin.post(f"{page}/rola", data={"token": token_of(admin, page), "rola": "administrator"})
    assert anna.get(ALL).status_code == 200


@pytest.mark.parametrize(("path", "data"), [("wylacz", {}), ("rola", {"rola": "autor"})])
def test_the_last_administrator_stays(
    desk_app: Flask, admin: FlaskClient, path: str, data: dict[str, str]
) -> None:
    page = f"{ALL}/{account_id(desk_app, email_of('Ewa Lis'))}"
    answer = admin.post(f"{page}/{path}", data={"token": token_of(admin, page), **data})
    assert answer.status_code == 422
    assert "To ostatni administrator" in answer.text
    assert admin.get(ALL).status_code == 200


@pytest.mark.parametrize("role", ["autor", "redaktor"])
def test_accounts_are_for_administrators_alone(
    desk_app: Flask, admin: FlaskClient, sign_in: SignIn, role: str
) -> None:
    client = sign_in(role, "Jan Kowalski")
    token = token_of(client, "/redakcja/konto")
    page = f"{ALL}/{account_id(desk_app, email_of('Ewa Lis'))}"
    assert [client.get(p).status_code for p in (ALL, f"{ALL}/zapros", page)] == [403] * 3
    for path in ("rola", "wylacz", "wlacz", "sesje", "drugi-skladnik", "link"):
        assert client.post(f"{page}/{path}", data={"token": token}).status_code == 403
    assert client.post(f"{ALL}/zapros", data={"token": token, **INVITED}).status_code == 403


def test_an_unknown_account_is_not_there(admin: FlaskClient) -> None:
    assert admin.get(f"{ALL}/999").status_code == 404


def test_without_a_mail_server_a_forgotten_password_leads_to_the_administrator(
    desk_app: Flask,
) -> None:
    page = desk_app.test_client().get("/redakcja/haslo")
    assert "Poproś administratora serwisu" in page.text
