"""Forms of the vocabularies as a browser would send them back."""

from pathlib import PurePosixPath

from flask.testing import FlaskClient

from kb.history.history import History
from tests.kb.web.html import Page

ROOT = "/redakcja/slowniki"


def draft_text(content: History, name: str) -> str:
    """The text of a vocabulary in its draft."""
    draft = content.draft(f"vocabulary.{name}")
    assert draft is not None
    return (content.read(draft.head, PurePosixPath(f"vocabulary/{name}.yaml")) or b"").decode()


def form_of(client: FlaskClient, url: str) -> dict[str, str]:
    """The fields of the main form of a page as a browser would send them, without buttons."""
    answer = client.get(url)
    assert answer.status_code == 200, answer.text
    return filled(answer.text)


def filled(html: str) -> dict[str, str]:
    """The same for a page that was answered already."""
    body = html[html.index('class="editor-form') :]
    return Form(body[: body.index("</form>")]).values


class Form(Page):
    """The values of the fields of a form."""

    def __init__(self, html: str) -> None:
        self.values: dict[str, str] = {}
        self._select = self._area = ""
        super().__init__(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        values = dict(attrs)
        name = str(values.get("name", ""))
        if tag == "input" and (values.get("type") != "checkbox" or "checked" in values):
            self.values[name] = values.get("value") or ""
        if tag == "select":
            self._select = name
            self.values[name] = ""
        if tag == "option" and "selected" in values:
            self.values[self._select] = values.get("value") or ""
        if tag == "textarea":
            self._area = name
            self.values[name] = ""

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        super().handle_data(data)
        if self._area:
            self.values[self._area] += data.removeprefix("\n")
