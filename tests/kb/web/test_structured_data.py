import json
import re
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from kb.documents.vocabulary import Act, Term
from kb.library import Library
from kb.web import structured_data
from tests.kb.web.html import Page

_BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def absolute(path: str) -> str:
    return f"https://example.pl{path}"


def blocks(client: FlaskClient, address: str) -> dict[str, Any]:
    """The data blocks of a page by their type."""
    answer = client.get(address)
    assert answer.status_code == 200
    found = [json.loads(block) for block in _BLOCK.findall(answer.text)]
    assert all(block["@context"] == "https://schema.org" for block in found)
    return {block["@type"]: block for block in found}


def test_the_home_page_tells_its_search(client: FlaskClient) -> None:
    site = blocks(client, "/")["WebSite"]
    assert site["url"] == "http://localhost/"
    action = site["potentialAction"]
    assert action["@type"] == "SearchAction"
    assert action["target"]["urlTemplate"] == "http://localhost/szukaj?q={search_term_string}"
    assert action["query-input"] == "required name=search_term_string"


def test_a_procedure_tells_its_steps_as_plain_text(client: FlaskClient, library: Library) -> None:
    how_to = blocks(client, "/standardy/maly-grant")["HowTo"]
    steps = library.standards["maly-grant"].versions[-1].meta.steps
    assert how_to["name"] == "Mały grant (art. 19a)"
    assert how_to["url"] == "http://localhost/standardy/maly-grant"
    assert [step["position"] for step in how_to["step"]] == list(range(1, len(steps) + 1))
    page = Page(client.get("/standardy/maly-grant").text)
    for step in how_to["step"]:
        assert step["@type"] == "HowToStep"
        assert step["url"].partition("#")[2] in page.ids
        assert step["text"]
        assert "<" not in step["text"]


def test_what_is_no_procedure_is_no_how_to(client: FlaskClient, library: Library) -> None:
    slug = next(s for s, x in library.standards.items() if x.versions[-1].meta.kind == "poradnik")
    assert set(blocks(client, f"/standardy/{slug}")) == {"BreadcrumbList"}


def test_the_way_to_a_page_is_told_as_it_is_shown(client: FlaskClient) -> None:
    trail = blocks(client, "/standardy/maly-grant")["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in trail] == [1, 2, 3, 4]
    assert trail[0]["item"] == "http://localhost/"
    assert trail[2]["item"] == "http://localhost/grupy/P2O1"
    assert (trail[3]["name"], "item" in trail[3]) == ("Mały grant (art. 19a)", False)


def test_acts_and_articles_are_legislation(client: FlaskClient) -> None:
    act = blocks(client, "/prawo/udpp")["Legislation"]
    assert act["legislationType"] == "Ustawa"
    assert act["legislationJurisdiction"] == "PL"
    assert act["sameAs"].startswith("https://eli.gov.pl/eli/DU/")
    article = blocks(client, "/prawo/udpp/19a")["Legislation"]
    assert article["isPartOf"]["url"] == act["url"]
    assert article["name"].startswith("Art. 19a UDPP")


def test_an_act_of_the_union_is_told_by_its_number() -> None:
    act = Act(
        slug="rodo",
        short="RODO",
        title="Rozporządzenie",
        name="RODO",
        kind="rozporzadzenie-ue",
        celex="32016R0679",
        checked=date(2026, 11, 22),
        source="source",
        note="–",
    )
    data = structured_data.legislation(act, absolute)
    assert data["legislationIdentifier"] == "32016R0679"
    assert data["legislationJurisdiction"] == "EU"


def test_a_term_belongs_to_the_glossary(client: FlaskClient, library: Library) -> None:
    slug = next(iter(library.vocabulary.glossary))
    term = blocks(client, f"/slownik/{slug}")["DefinedTerm"]
    assert term["name"] == library.vocabulary.glossary[slug].term
    assert term["description"]
    assert term["inDefinedTermSet"]["url"] == "http://localhost/slownik"


def test_nothing_in_a_data_block_can_end_it() -> None:
    term = Term(slug="x", term="</script><b>&", definition="x")
    block = structured_data.script(structured_data.defined_term(term, "<!-- a -->", absolute))
    inside = _BLOCK.fullmatch(block)
    assert inside is not None
    assert not re.search("[<>&]", inside[1])
    assert json.loads(inside[1])["name"] == "</script><b>&"


@pytest.mark.parametrize(
    "address", ["/", "/standardy/maly-grant", "/o-serwisie", "/szukaj?q=grant"]
)
def test_pages_tell_how_they_look_when_shared(client: FlaskClient, address: str) -> None:
    page = Page(client.get(address).text)
    shared = {m["property"]: m["content"] for m in page.of("meta") if "property" in m}
    assert shared["og:site_name"] == "Baza Standardów Współpracy"
    assert shared["og:locale"] == "pl_PL"
    assert shared["og:title"]
    assert shared["og:description"]
    assert str(shared["og:url"]).startswith("http://localhost/")
    kind = "article" if address.startswith("/standardy/") else "website"
    assert shared["og:type"] == kind
