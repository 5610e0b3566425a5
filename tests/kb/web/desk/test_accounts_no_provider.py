from flask import Flask


def test_without_a_provider_there_is_no_such_way_in(desk_app: Flask) -> None:
    client = desk_app.test_client()
    assert "dostawca" not in client.get("/redakcja/logowanie").text
    for path in ("/redakcja/logowanie/dostawca", "/redakcja/logowanie/dostawca/powrot"):
        assert client.get(path).status_code == 404
