"""What is sent without a session or a good token is never carried out and never lost."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Blueprint, Flask, request
from flask.testing import FlaskClient
from flask.typing import ResponseReturnValue
from itsdangerous import TimestampSigner, URLSafeTimedSerializer

from kb.accounts import rescue, sessions
from kb.accounts.people import find
from kb.accounts.security import accounts
from kb.web.desk.access import has_role, needs, takes_up_to
from kb.web.desk.identity import now
from tests.kb.web.desk.people import PASSWORD, SignIn, email_of, make_account, token_of

EMAIL = email_of("Anna Nowak")
TEXT = "Pierwszy wiersz\nDrugi wiersz z <tagiem> i „cudzysłowem”\n"
written: list[dict[str, str]] = []


@pytest.fixture
def desk_app(desk_app: Flask) -> Flask:
    """The site with a page that keeps what it is sent."""
    written.clear()
    pages = Blueprint("pages_of_this_test", __name__, url_prefix="/redakcja")

    @pages.post("/proba/<name>")
    @needs("autor")
    def write(name: str) -> ResponseReturnValue:
        written.append({"name": name, **request.form.to_dict()})
        return "", 204

    @pages.post("/proba-duza")
    @takes_up_to(6_000_000)
    @needs("autor")
    def take() -> ResponseReturnValue:
        return str(len(request.form["tresc"]))

    @pages.get("/tylko-redaktor")
    @needs("redaktor")
    def only_editors() -> ResponseReturnValue:
        return f"{has_role('autor')} {has_role('redaktor')} {has_role('administrator')}"

    desk_app.register_blueprint(pages)
    return desk_app


def end_sessions(app: Flask) -> None:
    with app.app_context():
        stored = accounts().session
        account = find(stored, EMAIL)
        assert account is not None
        sessions.end_all(stored, account.id)
        stored.commit()


def send(client: FlaskClient, token: str, **headers: str) -> Any:
    return client.post(
        "/redakcja/proba/tekst?cz=1", data={"token": token, "tresc": TEXT}, headers=headers
    )


def test_a_good_token_lets_a_form_in(sign_in: SignIn) -> None:
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    assert send(client, token).status_code == 204
    assert client.post("/redakcja/proba/b", headers={"X-Token": token}).status_code == 204
    assert len(written) == 2


def test_a_text_sent_after_the_session_ended_is_kept_through_signing_in(
    desk_app: Flask, sign_in: SignIn
) -> None:
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    end_sessions(desk_app)
    sent = send(client, token)
    assert sent.status_code == 303
    assert written == []
    page = client.get(sent.location)
    assert "tekst jest zachowany" in page.text
    back = client.post(
        "/redakcja/logowanie",
        data={
            "token": token_of(client),
            "email": EMAIL,
            "haslo": PASSWORD,
            "next": page.request.args["next"],
        },
    )
    assert back.location.startswith("/redakcja/ratunek/")
    offered = client.get(back.location)
    assert "Drugi wiersz z &lt;tagiem&gt; i „cudzysłowem”" in offered.text
    assert 'action="/redakcja/proba/tekst?cz=1"' in offered.text
    form = {
        "token": token_of(client, back.location),
        "tresc": TEXT,
        "ratunek": back.location.rpartition("/")[2],
    }
    assert client.post("/redakcja/proba/tekst?cz=1", data=form).status_code == 204
    assert written[0]["tresc"] == TEXT
    assert client.get(back.location).status_code == 404


def test_a_rescued_text_is_shown_to_its_author_alone(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    end_sessions(desk_app)
    kept = send(client, token).location.partition("next=")[2].partition("&")[0]
    address = kept.replace("%2F", "/")
    assert sign_in("administrator", "Jan Kowalski").get(address).status_code == 404
    assert sign_in("autor").get(address).status_code == 200


class _Yesterday(TimestampSigner):
    """Signs as a day and an hour ago."""

    def get_timestamp(self) -> int:
        return super().get_timestamp() - 90_000


def test_a_form_open_for_more_than_a_day_is_offered_again(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    with desk_app.app_context():
        account = find(accounts().session, EMAIL)
        assert account is not None
        signer = URLSafeTimedSerializer(accounts().secret, salt="kb.desk", signer=_Yesterday)
        token = signer.dumps(account.id)
    answer = send(client, str(token))
    assert answer.location.startswith("/redakcja/ratunek/")
    assert "Drugi wiersz" in client.get(answer.location).text
    assert written == []


def test_a_form_of_another_account_is_kept_for_that_account(
    desk_app: Flask, sign_in: SignIn
) -> None:
    anna = sign_in("autor")
    token = token_of(anna, "/redakcja/konto")
    jan = sign_in("redaktor", "Jan Kowalski")
    answer = send(jan, token)
    assert answer.status_code == 409
    assert written == []
    with desk_app.app_context():
        account = find(accounts().session, EMAIL)
        assert account is not None
        kept = rescue.all_rescued(accounts().session, account.id)
        assert [form.fields for form in kept] == [[["tresc", TEXT]]]


@pytest.mark.parametrize("token", ["", "zmyślony", "MA.aaaaaa.bbbb"])
def test_without_a_token_nothing_is_done(sign_in: SignIn, token: str) -> None:
    client = sign_in("autor")
    answer = send(client, token)
    assert answer.status_code == 400
    assert "Formularz nie został przyjęty" in answer.text
    assert written == []


def test_without_a_token_a_text_from_our_own_page_is_still_kept(sign_in: SignIn) -> None:
    client = sign_in("autor")
    answer = send(client, "", **{"Sec-Fetch-Site": "same-origin"})
    assert answer.location.startswith("/redakcja/ratunek/")
    assert "Drugi wiersz" in client.get(answer.location).text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.com"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_sends_is_refused_whatever_its_token(
    sign_in: SignIn, headers: dict[str, str]
) -> None:
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    assert send(client, token, **headers).status_code == 400
    assert written == []


def test_scripts_are_told_in_json(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    wrong = client.post("/redakcja/proba/a", headers={"X-Token": "zmyślony"})
    assert (wrong.status_code, list(wrong.json or {})) == (400, ["message"])
    refused = client.get("/redakcja/tylko-redaktor", headers={"Accept": "application/json"})
    assert (refused.status_code, list(refused.json or {})) == (403, ["message"])
    end_sessions(desk_app)
    ended = client.post("/redakcja/proba/a", data={"tresc": "x"}, headers={"X-Token": token})
    assert (ended.status_code, list(ended.json or {})) == (401, ["message"])


def test_passwords_are_never_kept(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    end_sessions(desk_app)
    data = {"token": token, "stare": PASSWORD, "haslo": PASSWORD, "haslo2": PASSWORD}
    answer = client.post("/redakcja/konto/haslo", data=data)
    assert answer.status_code == 303
    with desk_app.app_context():
        account = find(accounts().session, EMAIL)
        assert account is not None
        assert rescue.all_rescued(accounts().session, account.id) == []


def test_a_role_below_the_one_needed_is_told_so(sign_in: SignIn) -> None:
    refused = sign_in("autor").get("/redakcja/tylko-redaktor")
    assert refused.status_code == 403
    assert "Potrzebna jest rola redaktor" in refused.text
    assert sign_in("redaktor", "Jan Kowalski").get("/redakcja/tylko-redaktor").text == (
        "True True False"
    )
    assert sign_in("administrator", "Ewa Lis").get("/redakcja/tylko-redaktor").text == (
        "True True True"
    )


def test_a_view_may_take_more_than_others(sign_in: SignIn) -> None:
    client = sign_in("autor")
    data = {"token": token_of(client, "/redakcja/konto"), "tresc": "a" * 5_500_000}
    assert client.post("/redakcja/proba-duza", data=data).text == "5500000"
    assert client.post("/redakcja/proba/a", data=data).status_code == 413


def test_pages_of_editors_are_stored_nowhere(sign_in: SignIn) -> None:
    answer = sign_in("autor").get("/redakcja/konto")
    assert answer.cache_control.no_store


def test_a_session_ends_by_itself(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    with desk_app.app_context():
        stored = accounts().session
        account = find(stored, EMAIL)
        assert account is not None
        (row,) = sessions.alive(stored, account.id, now())
        row.seen -= sessions.IDLE + timedelta(seconds=1)
        stored.commit()
    assert client.get("/redakcja/konto").status_code == 303


def test_names_of_accounts_do_not_change_their_identity(desk_app: Flask) -> None:
    with desk_app.app_context():
        first = make_account(EMAIL, "Anna Nowak", "autor")
        assert make_account(EMAIL, "Anna Nowak", "redaktor").id == first.id


def test_an_action_without_text_is_offered_again(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    end_sessions(desk_app)
    data = {"token": token, "stan": "abc"}
    kept = client.post("/redakcja/proba/a", data=data).location.partition("ratunek%2F")[2]
    client = sign_in("autor")
    page = client.get(f"/redakcja/ratunek/{kept.partition('&')[0]}").text
    assert "Wykonaj teraz" in page
    assert 'name="stan" value="abc"' in page


def test_the_public_address_is_ours_behind_a_proxy_that_hides_it(
    desk_app: Flask, sign_in: SignIn
) -> None:
    desk_app.config["BASE_URL"] = "https://baza.example.pl"
    client = sign_in("autor")
    token = token_of(client, "/redakcja/konto")
    assert send(client, token, Origin="https://baza.example.pl").status_code == 204
    assert send(client, token, Origin="null").status_code == 400


def test_a_sign_in_page_open_for_more_than_a_day_still_leads_on(desk_app: Flask) -> None:
    client = desk_app.test_client()
    signer = URLSafeTimedSerializer(desk_app.secret_key or "", salt="kb.desk", signer=_Yesterday)
    data = {"token": str(signer.dumps(0)), "next": "/redakcja/konto"}
    answer = client.post("/redakcja/logowanie", data=data)
    assert answer.location == "/redakcja/logowanie?next=%2Fredakcja%2Fkonto&powod=formularz"
    assert "otwarta zbyt długo" in client.get(answer.location).text
