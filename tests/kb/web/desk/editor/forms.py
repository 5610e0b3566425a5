"""The forms of the editor as a browser sees and sends them."""

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient

from tests.kb.web.desk.people import token_of
from tests.kb.web.html import Page, Pairs


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
    return form_on(answer.text, url.partition("?")[0])


def form_on(html: str, url: str) -> Form:
    """The form of a page that was answered already, to be sent to an address."""
    page = Page(html)
    return Form(url, page.sent(), page.ids, html)


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
