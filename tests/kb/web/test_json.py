from flask.testing import FlaskClient

from kb.library import Library


def test_search_twin_has_exactly_the_promised_fields(client: FlaskClient) -> None:
    twin = client.get("/szukaj.json?q=maly+grant&sektor=ngo").json
    assert twin is not None
    assert list(twin) == [
        "query", "total", "page", "pages", "results", "facets", "also_searched", "did_you_mean",
        "cards",
    ]  # fmt: skip
    assert list(twin["results"][0]) == [
        "slug", "title", "kind", "url", "section", "excerpt", "valid_from", "valid_to", "score",
    ]  # fmt: skip
    assert list(twin["facets"]["sektor"][0]) == ["value", "label", "count", "selected"]
    assert [v["value"] for v in twin["facets"]["sektor"] if v["selected"]] == ["ngo"]


def test_search_twin_tells_what_the_page_tells(client: FlaskClient) -> None:
    twin = client.get("/szukaj.json?q=maly+grant").json
    page = client.get("/szukaj?q=maly+grant").text
    assert twin is not None
    assert f"{twin['total']} wynik" in page
    assert all(f'href="{hit["url"]}"' in page for hit in twin["results"])


def test_search_twin_beyond_the_last_page_is_empty(client: FlaskClient) -> None:
    twin = client.get("/szukaj.json?strona=999").json
    assert twin is not None
    assert twin["results"] == []
    assert twin["page"] == 999
    assert twin["total"] > 0


def test_search_twin_refuses_what_the_page_refuses(client: FlaskClient) -> None:
    for query in (f"q={'a' * 1001}", "na-dzien=jutro"):
        answer = client.get(f"/szukaj.json?{query}")
        assert answer.status_code == 400
        assert answer.json is not None
        assert answer.json["error"]


def test_standard_twin_holds_the_whole_front_matter_and_sections(
    client: FlaskClient, library: Library
) -> None:
    version = library.standards["maly-grant"].versions[-1]
    twin = client.get("/standardy/maly-grant.json").json
    assert twin is not None
    assert twin["meta"] == version.meta.model_dump(mode="json")
    assert twin["status"] == "obowiazuje"
    assert twin["url"] == "/standardy/maly-grant"
    assert [section["slug"] for section in twin["sections"]] == [s.slug for s in version.sections]
    assert twin["sections"][0]["markdown"] == version.sections[0].markdown
    assert twin["sections"][0]["html"].startswith("<")
    assert [v["valid_from"] for v in twin["versions"]] == ["2026-09-01", "2025-01-01"]


def test_twin_of_a_version_and_of_a_day(client: FlaskClient) -> None:
    for address in (
        "/standardy/maly-grant/2025-01-01.json",
        "/standardy/maly-grant.json?na-dzien=2026-08-31",
    ):
        twin = client.get(address).json
        assert twin is not None
        assert twin["status"] == "archiwalny"
        assert twin["valid_until"] == "2026-08-31"


def test_twins_write_polish_letters_as_they_are(client: FlaskClient) -> None:
    assert "Mały grant" in client.get("/standardy/maly-grant.json").text
