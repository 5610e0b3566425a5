from urllib.parse import quote_plus

import pytest
from flask.testing import FlaskClient

from kb.library import Library
from tests.kb.web.html import Page


def search(client: FlaskClient, query: str, status: int = 200) -> Page:
    answer = client.get(f"/szukaj?{query}")
    assert answer.status_code == status
    return Page(answer.text)


def results(page: Page) -> list[str]:
    """The addresses of the hits, in order."""
    inside = page.html.partition('<ol class="results"')[2].partition("</ol>")[0]
    return [str(link) for link in Page(inside).links]


@pytest.mark.parametrize("query", ["maly grant", "mały grant", "art 19a", "art. 19a"])
def test_the_procedure_in_force_is_on_the_first_page(client: FlaskClient, query: str) -> None:
    hits = [hit.partition("#")[0] for hit in results(search(client, f"q={quote_plus(query)}"))]
    assert "/standardy/maly-grant" in hits


def test_results_tell_kind_group_validity_and_mark_the_words(client: FlaskClient) -> None:
    page = search(client, "q=maly+grant")
    assert "Procedura · Formy finansowe · obowiązuje od 1 września 2026" in page.text
    assert "<mark>" in page.html
    assert "P2O1" not in page.text


def test_the_count_is_announced(client: FlaskClient) -> None:
    page = search(client, "q=maly+grant")
    assert {"role": "status", "aria-live": "polite"} in page.of("div")
    assert any("dla „maly grant”" in text for level, text in page.headings if level == 2)


def test_filters_belong_to_the_one_search_form(client: FlaskClient) -> None:
    page = search(client, "q=grant")
    assert [form["id"] for form in page.of("form")] == ["wyszukiwarka"]
    boxes = [control for control in page.controls if control.get("type") == "checkbox"]
    assert {box["name"] for box in boxes} >= {"sektor", "temat", "rodzaj", "grupa"}
    assert all(box["form"] == "wyszukiwarka" for box in boxes)


def test_every_filter_has_a_legend_and_every_box_a_label_with_a_count(
    client: FlaskClient,
) -> None:
    page = search(client, "q=grant")
    assert len(page.of("fieldset")) == len(page.of("legend"))
    assert "Organizacje pozarządowe (III sektor) (" in page.text


def test_chosen_filters_stay_checked_and_can_be_removed(client: FlaskClient) -> None:
    page = search(client, "q=grant&sektor=ngo&rodzaj=procedura")
    checked = {
        (box["name"], box["value"])
        for box in page.controls
        if box.get("type") == "checkbox" and "checked" in box and box["name"] != "status"
    }
    assert checked == {("sektor", "ngo"), ("rodzaj", "procedura")}
    assert "Usuń filtr: Rodzaj dokumentu: Procedura" in page.text
    assert {"/szukaj?q=grant&sektor=ngo", "/szukaj?q=grant"} <= set(page.links)


def test_without_filters_there_is_nothing_to_remove(client: FlaskClient) -> None:
    page = search(client, "q=grant")
    assert "Usuń filtr" not in page.text
    assert "Wyczyść filtry" not in page.text


def test_unknown_values_are_left_out(client: FlaskClient) -> None:
    page = search(client, "q=grant&sektor=nie-ma&kolejnosc=los&strona=abc&doslownie=2&x=1")
    assert 'rel="canonical" href="http://localhost/szukaj?q=grant"' in page.html


def test_a_past_day_finds_the_version_of_that_day(client: FlaskClient) -> None:
    page = search(client, "q=maly+grant&na-dzien=2026-08-31")
    assert any(hit.startswith("/standardy/maly-grant/2025-01-01") for hit in results(page))
    assert "Stan na dzień: 31 sierpnia 2026" in page.text


@pytest.mark.parametrize("day", ["31.08.2026", "2026-02-31", "jutro", "0001-01-01"])
def test_a_bad_day_is_told_and_the_form_kept(client: FlaskClient, day: str) -> None:
    page = search(client, f"q=grant&sektor=ngo&na-dzien={day}", status=400)
    assert f"Nie ma takiego dnia: „{day}”." in page.text
    values = {(control.get("name"), control.get("value")) for control in page.controls}
    assert {("q", "grant"), ("sektor", "ngo"), ("na-dzien", day)} <= values


def test_a_query_that_is_too_long_is_told_and_the_form_kept(client: FlaskClient) -> None:
    page = search(client, f"q={'ą' * 1001}&sektor=ngo", status=400)
    assert "najwyżej 1000 znaków" in page.text
    values = {(control.get("name"), control.get("value")) for control in page.controls}
    assert {("q", "ą" * 1000), ("sektor", "ngo")} <= values
    box = next(control for control in page.controls if control.get("name") == "q")
    assert box["aria-invalid"] == "true"
    assert box["aria-describedby"] in page.ids


@pytest.mark.parametrize(
    "query", ["?", '"', "AND OR NOT", "(((", "*", "tytul:", "<script>", "\x00", "ł" * 1000, "-a"]
)
def test_odd_queries_get_an_answer_and_are_shown_escaped(client: FlaskClient, query: str) -> None:
    page = search(client, f"q={quote_plus(query)}")
    assert "<script>" not in page.html


def test_a_page_beyond_the_last_leads_to_the_last(client: FlaskClient) -> None:
    answer = client.get("/szukaj?strona=999")
    assert answer.status_code == 302
    last = client.get(answer.location)
    assert last.status_code == 200
    assert "Następna" not in last.text


def test_paging_marks_the_current_page_and_reaches_every_result(
    client: FlaskClient, library: Library
) -> None:
    seen: list[str] = []
    address: str | None = "/szukaj"
    while address is not None:
        page = Page(client.get(address).text)
        seen += results(page)
        if len(page.of("nav")) > 2:
            assert any(link.get("aria-current") == "page" for link in page.of("a"))
        following = [link.get("href") for link in page.of("a") if link.get("rel") == "next"]
        address = following[0] if following else None
    assert len(seen) == len(set(seen))
    assert len(seen) >= len(library.standards)


def test_sorting_is_kept_in_the_address_and_the_form(client: FlaskClient) -> None:
    page = search(client, "kolejnosc=tytul")
    assert '<option value="tytul" selected>' in page.html
    assert "/szukaj?kolejnosc=tytul&strona=2" in page.links


def test_synonyms_are_told_and_can_be_switched_off(client: FlaskClient) -> None:
    page = search(client, "q=maly+grant")
    assert "Szukano także:" in page.text
    assert "/szukaj?q=maly+grant&doslownie=1" in page.links
    literal = search(client, "q=maly+grant&doslownie=1")
    assert "Szukano także:" not in literal.text
    assert "/szukaj?q=maly+grant" in literal.links


def test_an_empty_result_helps_on(client: FlaskClient) -> None:
    page = search(client, "q=qqqq&sektor=ngo")
    assert "Brak wyników dla „qqqq”" in page.text
    assert {"/szukaj?q=qqqq", "/tematy", "/standardy", "/o-serwisie/pomoc"} <= set(page.links)


def test_the_status_that_is_set_without_asking_is_no_filter(client: FlaskClient) -> None:
    page = search(client, "q=grant&status=obowiazuje")
    assert "Usuń filtr" not in page.text
    assert 'rel="canonical" href="http://localhost/szukaj?q=grant"' in page.html


def test_archived_versions_are_found_when_asked_for(client: FlaskClient) -> None:
    page = search(client, "q=maly+grant&status=archiwalny")
    assert any(hit.startswith("/standardy/maly-grant/2025-01-01") for hit in results(page))
    assert "archiwalny, do 31 sierpnia 2026" in page.text


def test_a_question_about_a_term_gets_its_card_above_the_results(client: FlaskClient) -> None:
    page = search(client, "q=co+to+jest+ma%C5%82y+grant")
    cards, _, hits = page.html.partition('<ol class="results"')
    assert "/slownik/maly-grant" in Page(cards).links
    assert "Podstawa: art. 19a UDPP" in Page(cards).text
    assert "Do weryfikacji." in Page(cards).text
    assert hits


def test_an_article_gets_the_card_of_its_act(client: FlaskClient) -> None:
    page = search(client, "q=art+19a")
    card = Page(page.html.partition('<ol class="results"')[0])
    assert "/prawo/udpp/19a" in card.links
    assert any("eli/acts" in link for link in card.links)
    assert "standardów opiera się na tym artykule" in card.text


def test_cards_stand_on_the_first_page_only(client: FlaskClient) -> None:
    assert "karta-1" in search(client, "q=art+19a").ids
    assert "karta-1" not in search(client, "q=art+19a&strona=2").ids


def test_the_page_tells_how_it_searched(client: FlaskClient) -> None:
    page = search(client, "q=co+to+jest+ma%C5%82y+grant+-regranting")
    reading = Page(page.html.partition("Jak szukaliśmy</summary>")[2].partition("</details>")[0])
    assert "Słowa mały, grant" in reading.text
    assert "Bez słów regranting" in reading.text
    assert "Rodzaj pytania Pytanie o znaczenie" in reading.text
    assert "Stan na dzień 22 listopada 2026" in reading.text
    assert "Skąd kolejność pierwszych wyników:" in reading.text


def test_only_the_strongest_synonyms_are_named_above_the_results(client: FlaskClient) -> None:
    page = search(client, "q=maly+grant")
    hint = page.text.partition("Szukano także:")[2].partition("Szukaj tylko")[0]
    assert hint.count(",") < 5
    assert "innych wyrażeń" in hint
    told = page.text.partition("Wyrazy bliskoznaczne")[2].partition("Stan na dzień")[0]
    assert told.count(",") >= 5


def test_an_empty_page_tells_what_was_understood_and_offers_ways_on(client: FlaskClient) -> None:
    page = search(client, "q=regranting+xyzzy&sektor=pes&rodzaj=dobra-praktyka")
    assert "Brak wyników" in page.text
    assert "Szukaliśmy: słowa: regranting, xyzzy; stan na 22 listopada 2026." in page.text
    assert "/szukaj?q=regranting" in page.links
    assert "/tematy/regranting" in page.links
    assert "/o-serwisie/kontakt" in page.links


def test_a_filter_that_hides_everything_is_offered_to_be_dropped(client: FlaskClient) -> None:
    page = search(client, "q=regranting&na-dzien=1995-01-01")
    offered = page.text.partition("Zdejmij filtr")[2]
    assert "Bez filtra „Stan na dzień: 1 stycznia 1995” (" in offered
    assert "/szukaj?q=regranting" in page.links


def test_what_only_mentions_the_words_is_shown_as_such(client: FlaskClient) -> None:
    page = search(client, "q=pozwolenie+na+budow%C4%99")
    assert "Brak wyników" in page.text
    assert (3, "Tylko wspominają o tym") in page.headings
    assert any(level == 4 for level, _ in page.headings)
