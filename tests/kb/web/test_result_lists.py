import csv
import io
import zipfile

from flask.testing import FlaskClient

from tests.kb.web.html import Page


def rows(client: FlaskClient, address: str) -> list[list[str]]:
    text = client.get(address).data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


def test_the_table_holds_every_result_of_every_page_in_order(client: FlaskClient) -> None:
    query = "q=dotacja&kolejnosc=tytul"
    first, second = (client.get(f"/szukaj.json?{query}&strona={n}").get_json() for n in (1, 2))
    titles = [row[2] for row in rows(client, f"/szukaj.csv?{query}&strona=2")[1:]]
    assert len(titles) == first["total"] > 20
    assert titles[:20] == [hit["title"] for hit in [*first["results"], *second["results"]]]


def test_filters_and_the_day_hold_in_the_table(client: FlaskClient) -> None:
    address = "/szukaj.csv?q=maly+grant&rodzaj=procedura&na-dzien=2026-08-31"
    found = rows(client, address)[1:]
    assert {row[3] for row in found} == {"Procedura"}
    assert next(row for row in found if row[1] == "P2O1-03")[9] == "2025-01-01"


def test_files_of_results_are_named_and_kept_from_robots(client: FlaskClient) -> None:
    for extension, kind in (("csv", "text/csv"), ("docx", "application/vnd.openxml")):
        answer = client.get(f"/szukaj.{extension}?q=regranting")
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith(kind)
        name = f"attachment; filename=wyniki-2026-11-22.{extension}"
        assert answer.headers["Content-Disposition"] == name
        assert answer.headers["X-Robots-Tag"] == "noindex"


def test_the_document_of_results_opens(client: FlaskClient) -> None:
    answer = client.get("/szukaj.docx?q=regranting&sektor=ngo")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as file:
        text = file.read("word/document.xml").decode()
    assert "Wyniki wyszukiwania dla „regranting”" in text
    assert "Filtry: Sektor: " in text


def test_what_cannot_be_searched_leads_to_the_page_that_explains(client: FlaskClient) -> None:
    answer = client.get("/szukaj.csv?q=grant&na-dzien=2026-02-31")
    assert answer.status_code == 302
    assert answer.location == "/szukaj?q=grant&na-dzien=2026-02-31"
    assert client.get(answer.location).status_code == 400


def test_the_search_page_offers_both_files_of_the_same_search(client: FlaskClient) -> None:
    links = Page(client.get("/szukaj?q=grant&sektor=ngo&strona=2").text).links
    assert "/szukaj.csv?q=grant&sektor=ngo" in links
    assert "/szukaj.docx?q=grant&sektor=ngo" in links
    assert not [link for link in Page(client.get("/szukaj?q=qqqq").text).links if ".csv" in link]
