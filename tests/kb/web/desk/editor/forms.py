"""The forms of the editor as a browser sees and sends them."""

from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient

from tests.kb.web.desk.people import token_of

Pairs = list[tuple[str, str]]


class _Reader(HTMLParser):
    """Collects what the form with `name="expected"` sends, and every id of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: Pairs = []
        self.ids: list[str] = []
        self._in_template = 0
        self._select = ""
        self._text: tuple[str, list[str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._in_template += tag == "template"
        if self._in_template:
            return
        if "id" in attributes:
            self.ids.append(attributes["id"])
        name = attributes.get("name", "")
        if tag == "input" and name:
            checked = attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes
            if checked:
                self.pairs.append((name, attributes.get("value", "")))
        elif tag == "textarea" and name:
            self._text = (name, [])
        elif tag == "select":
            self._select = name
            self.pairs.append((name, ""))
        elif tag == "option" and "selected" in attributes and self._select:
            self.pairs[-1] = (self._select, attributes.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in_template -= tag == "template"
        if tag == "textarea" and self._text is not None:
            name, parts = self._text
            text = "".join(parts).removeprefix("\n")
            self.pairs.append((name, text.replace("\n", "\r\n")))
            self._text = None
        elif tag == "select":
            self._select = ""

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)


@dataclass
class Form:
    """The form of a draft: what it would send, and the ids on its page."""

    url: str
    pairs: Pairs
    ids: list[str]
    html: str

    def value(self, name: str) -> str:
        """The first value of a field."""
        return next(value for found, value in self.pairs if found == name)

    def values(self, name: str) -> list[str]:
        """All values of a field."""
        return [value for found, value in self.pairs if found == name]

    def put(self, name: str, value: str) -> "Form":
        """Type into a field, which must be there."""
        assert self.values(name), name
        place = [found for found, _ in self.pairs].index(name)
        self.pairs[place] = (name, value)
        return self

    def send(self, client: FlaskClient, do: str = "save", url: str = "") -> Any:
        """Press a button of the form."""
        return client.post(url or self.url, data=_grouped([*self.pairs, ("do", do)]))

    def fields(self) -> list[list[str]]:
        """What the script sends as the fields."""
        return [list(pair) for pair in self.pairs if pair[0] not in ("token", "expected", "do")]

    def autosave(self, client: FlaskClient, unanswered: list[list[str]] | None = None) -> Any:
        """What the script sends while somebody writes."""
        sent = {"expected": self.value("expected"), "fields": self.fields()}
        return client.post(
            f"{self.url}/autozapis",
            json={**sent, "unanswered": unanswered or []},
            headers={"X-Token": self.value("token")},
        )


def open_form(client: FlaskClient, url: str) -> Form:
    """The editor of a draft, opened."""
    answer = client.get(url)
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    reader = _Reader()
    reader.feed(answer.text)
    return Form(url.partition("?")[0], reader.pairs, reader.ids, answer.text)


def read_form(html: str) -> Pairs:
    """What the controls of a page would send."""
    reader = _Reader()
    reader.feed(html)
    return reader.pairs


def _grouped(pairs: Pairs) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for name, value in pairs:
        grouped.setdefault(name, []).append(value)
    return grouped


def begun(client: FlaskClient, slug: str) -> FlaskClient:
    """The client after it has begun a draft of a standard."""
    token = token_of(client, "/redakcja/nowy")
    assert (
        client.post(f"/redakcja/standardy/{slug}/edytuj", data={"token": token}).status_code == 303
    )
    return client
