from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from tests.kb.web.desk.people import PASSWORD, SignIn, email_of, token_of

NEW = "siedem czapli nad jeziorem"
OWN = "/redakcja/konto"


def change(client: FlaskClient, **fields: str) -> Any:
    data = {"token": token_of(client, OWN), "stare": PASSWORD, "haslo": NEW, "haslo2": NEW}
    return client.post(f"{OWN}/haslo", data={**data, **fields})


def test_a_new_password_signs_out_the_other_browsers(sign_in: SignIn) -> None:
    here, elsewhere = sign_in("autor"), sign_in("autor")
    assert change(here).status_code == 303
    assert "Hasło zmienione" in here.get(OWN).text
    assert elsewhere.get(OWN).status_code == 303
    data = {"token": token_of(elsewhere), "email": email_of("Anna Nowak"), "haslo": PASSWORD}
    assert elsewhere.post("/redakcja/logowanie", data=data).status_code == 422
    data["haslo"] = NEW
    assert elsewhere.post("/redakcja/logowanie", data=data).status_code == 303


def test_what_is_wrong_with_a_new_password_stands_beside_its_field(sign_in: SignIn) -> None:
    client = sign_in("autor")
    for fields, field, message in (
        ({"stare": "nie to"}, "stare", "To nie jest obecne hasło"),
        ({"haslo": "krótkie", "haslo2": "krótkie"}, "haslo", "za krótkie"),
        ({"haslo2": "coś zupełnie innego"}, "haslo2", "Hasła się różnią"),
    ):
        answer = change(client, **fields)
        assert answer.status_code == 422
        assert f'<a href="#{field}">' in answer.text
        assert message in answer.text
        assert NEW not in answer.text


def test_a_session_can_be_ended_from_another_browser(sign_in: SignIn) -> None:
    here, elsewhere = sign_in("autor"), sign_in("autor")
    page = here.get(OWN).text
    assert page.count('name="sesja"') == 1
    name = page.partition('name="sesja" value="')[2].partition('"')[0]
    data = {"token": token_of(here, OWN), "sesja": name}
    assert here.post(f"{OWN}/sesje/zakoncz", data=data).status_code == 303
    assert elsewhere.get(OWN).status_code == 303
    assert here.get(OWN).status_code == 200


def test_nobody_ends_the_session_of_somebody_else(sign_in: SignIn) -> None:
    anna, other = sign_in("autor"), sign_in("autor")
    jan = sign_in("autor", "Jan Kowalski")
    name = anna.get(OWN).text.partition('name="sesja" value="')[2].partition('"')[0]
    jan.post(f"{OWN}/sesje/zakoncz", data={"token": token_of(jan, OWN), "sesja": name})
    assert other.get(OWN).status_code == 200


def test_one_button_ends_all_sessions(sign_in: SignIn) -> None:
    here, elsewhere = sign_in("autor"), sign_in("autor")
    answer = here.post(f"{OWN}/sesje/zakoncz", data={"token": token_of(here, OWN)})
    assert answer.location == "/redakcja/logowanie?powod=wylogowano"
    assert [c.get(OWN).status_code for c in (here, elsewhere)] == [303, 303]


def test_the_name_can_be_changed(desk_app: Flask, sign_in: SignIn) -> None:
    client = sign_in("autor")
    token = token_of(client, OWN)
    empty = client.post(f"{OWN}/nazwa", data={"token": token, "nazwa": " "})
    assert empty.status_code == 422
    client.post(f"{OWN}/nazwa", data={"token": token, "nazwa": "Anna  Nowak-Lis"})
    assert "Anna Nowak-Lis" in client.get(OWN).text
