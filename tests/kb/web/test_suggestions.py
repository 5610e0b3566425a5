from flask.testing import FlaskClient

from tests.kb.web.html import Page


def test_completions_tell_where_they_come_from_and_lead(client: FlaskClient) -> None:
    answer = client.get("/szukaj/podpowiedzi.json?q=ma%C5%82y+gr")
    assert answer.json is not None
    found = {completion["text"]: completion for completion in answer.json["completions"]}
    assert found["Mały grant (art. 19a)"] == {
        "text": "Mały grant (art. 19a)",
        "kind": "standard",
        "url": "/standardy/maly-grant",
        "query": False,
    }
    assert found["mały grant"]["query"] is True
    assert answer.cache_control.max_age == 300


def test_nothing_typed_gets_no_completions(client: FlaskClient) -> None:
    for typed in ("", "q=", "q=qqqq", f"q={'a' * 2000}"):
        assert client.get(f"/szukaj/podpowiedzi.json?{typed}").json == {"completions": []}


def test_every_place_that_a_completion_leads_to_is_there(client: FlaskClient) -> None:
    for typed in ("ma", "ko", "re", "ra", "um"):
        answer = client.get(f"/szukaj/podpowiedzi.json?q={typed}").json
        assert answer is not None
        assert answer["completions"]
        for completion in answer["completions"]:
            assert client.get(completion["url"]).status_code == 200, completion


def test_every_search_box_is_told_where_its_suggestions_are(client: FlaskClient) -> None:
    for address in ("/", "/szukaj", "/standardy/maly-grant", "/nie-ma-takiej-strony"):
        page = Page(client.get(address).text)
        boxes = [control for control in page.controls if control.get("name") == "q"]
        assert boxes
        for box in boxes:
            assert box["autocomplete"] == "off"
            assert client.get(str(box["data-suggest"])).mimetype == "text/javascript"
