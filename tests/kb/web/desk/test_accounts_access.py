from flask import Flask

from tests.kb.web.desk.people import SignIn


def test_readers_get_no_cookie_and_no_vary(desk_app: Flask) -> None:
    answer = desk_app.test_client().get("/")
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")


def test_the_cookie_of_an_editor_stays_with_the_editors(sign_in: SignIn) -> None:
    client = sign_in("autor")
    cookie = client.get_cookie("redakcja", path="/redakcja")
    assert cookie is not None
    assert cookie.path == "/redakcja"
    assert cookie.http_only
    assert cookie.same_site == "Lax"
