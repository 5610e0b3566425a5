"""Whatever is typed into the search: an answer, and never a piece of markup of the reader's."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kb.publication import Publisher
from kb.settings import Settings, bundled_standards
from kb.web.search_request import MAX_QUERY
from tests.kb.web.html import Page
from tests.live import application
from tests.shared import NewVar

TODAY = date(2026, 11, 22)
EXAMPLES = 100
MARKUP = "<img src=x onerror=alert(1)>\"'><script>alert(1)</script>{{7*7}}"

FOREIGN = {"b", "i", "img", "iframe", "object", "embed", "style", "base", "video", "audio"}
"""Elements that a page of results never has by itself."""

_ANY = st.text(max_size=MAX_QUERY)
_LANGUAGE = st.lists(
    st.one_of(
        st.sampled_from(
            ['"', "-", "tytul:", "temat:", "prawo:19a", "art.", "19a", "dz.u.", "„", "”", "(", "*"]
        ),
        st.sampled_from(["konkurs", "mały", "grant", "NGO", "co to jest", "\x00", "&lt;b&gt;"]),
        st.sampled_from(["<b>", "<img src=x>", '"><style>', "</title><b>", "'><script>"]),
        st.text(max_size=8),
    ),
    max_size=40,
).map(" ".join)
_TYPED = st.one_of(_ANY, _LANGUAGE.map(lambda text: text[:MAX_QUERY]))
_POLISH_WORDS = st.lists(
    st.one_of(
        st.sampled_from(["małe granty", "otwarty konkurs ofert", "art. 19a", "NGO", "rozliczenie"]),
        st.text("aąbcćdeęfghijklłmnńoóprsśtuwyzźż", min_size=1, max_size=10),
    ),
    min_size=1,
    max_size=6,
)
_SPACES = st.text(" \t\n\u00a0\u2003", min_size=1, max_size=4)

searching = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, new_var: NewVar) -> Iterator[FlaskClient]:
    var = new_var(tmp_path_factory.mktemp("installation") / "var")
    chosen = Settings(standards=bundled_standards(), var=var)
    with application(chosen, Publisher(chosen)) as app:
        app.config["TODAY"] = TODAY
        yield app.test_client()


@given(_TYPED)
@example(MARKUP)
@example('"' * MAX_QUERY)
@example("-" * MAX_QUERY)
@example("ﷺ" * MAX_QUERY)
@example("\u202e\u0000\ud7ff\U0010ffff")
@searching
def test_any_text_gets_a_page_without_markup_of_its_own(client: FlaskClient, typed: str) -> None:
    answer = client.get("/szukaj", query_string={"q": typed})
    assert answer.status_code in (200, 400)
    page = Page(answer.text)
    assert FOREIGN.isdisjoint(name for name, _ in page.elements)
    assert all(str(script.get("src")).startswith("/static/") for script in page.of("script"))
    attributes = {name for _, values in page.elements for name in values}
    assert not any(name.startswith("on") for name in attributes)
    assert not any(link.lower().startswith(("javascript:", "data:")) for link in page.links)


@given(_TYPED)
@example(MARKUP)
@searching
def test_any_text_gets_data_and_suggestions(client: FlaskClient, typed: str) -> None:
    for address in ("/szukaj.json", "/szukaj/podpowiedzi.json"):
        answer = client.get(address, query_string={"q": typed})
        assert answer.status_code in (200, 400)
        assert answer.mimetype == "application/json"
        assert isinstance(answer.json, dict)


@given(_TYPED)
@example(MARKUP)
@example("=1+1")
@settings(searching, max_examples=30)
def test_any_text_gets_lists_to_download_and_to_follow(client: FlaskClient, typed: str) -> None:
    for address, media_type in (("/szukaj.csv", "text/csv"), ("/szukaj.atom", "application/atom")):
        answer = client.get(address, query_string={"q": typed})
        assert answer.status_code in (200, 302, 400)
        assert answer.status_code != 200 or answer.mimetype.startswith(media_type)
        assert "<img" not in answer.text
        assert "<script>" not in answer.text


@given(_POLISH_WORDS, _SPACES, st.sampled_from([str.upper, str.title, str.capitalize]))
@searching
def test_spacing_and_case_do_not_matter(
    client: FlaskClient, words: list[str], space: str, written: Callable[[str], str]
) -> None:
    plain = client.get("/szukaj.json", query_string={"q": " ".join(words)}).json
    other = client.get(
        "/szukaj.json", query_string={"q": space + written(space.join(words)) + space}
    ).json
    assert plain is not None
    assert other is not None
    del plain["query"], other["query"]
    assert plain == other


@pytest.mark.parametrize("address", ["/szukaj", "/"])
def test_markup_in_a_query_is_shown_as_text(client: FlaskClient, address: str) -> None:
    answer = client.get(address, query_string={"q": MARKUP, "na-dzien": MARKUP[:40]})
    assert "<img" not in answer.text
    assert "49" not in re.findall(r"<title>(.*?)</title>", answer.text, re.DOTALL)[0]
