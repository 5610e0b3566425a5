"""The search as a whole over a real index, and its following of the content."""

import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from indexer.errors import QueryTooLong
from indexer.merging import CROWD
from kb.errors import ContentError
from kb.publication import ANNOUNCEMENT, Publisher
from kb.search_page import SearchPage, SearchParams
from kb.settings import Settings, bundled_standards
from tests.shared import NewVar

TODAY = date(2026, 11, 22)
Search = Callable[..., SearchPage]


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory, new_var: NewVar) -> Search:
    var = new_var(tmp_path_factory.mktemp("installation") / "var")
    publication = Publisher(Settings(bundled_standards(), var)).current

    def run(text: str = "", **choices: Any) -> SearchPage:
        return publication.search(SearchParams(text, **choices), TODAY)

    return run


def slugs(page: SearchPage) -> list[str]:
    return [hit.version.slug for hit in page.hits]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("maly grant", "maly-grant"),
        ("art 19a", "maly-grant"),
        ("art. 19 a", "maly-grant"),
        ("otwartego konkursu ofert", "otwarty-konkurs-ofert"),
        ("roczny program wspolpracy", "roczny-program-wspolpracy"),
        ("inicjatywy lokalnej", "inicjatywa-lokalna"),
        ("GRDPP jak powolac", "rada-pozytku-powolanie"),
    ],
)
def test_words_as_typed_find_the_standard(search: Search, text: str, slug: str) -> None:
    assert slug in slugs(search(text))[:2]


def test_only_what_is_in_force_is_found_unless_asked(search: Search) -> None:
    found = [hit.version.id for hit in search("mały grant").hits]
    assert "maly-grant@2026-09-01" in found
    assert "maly-grant@2025-01-01" not in found
    archived = search("mały grant", filters={"status": ("archiwalny",)})
    assert [hit.version.id for hit in archived.hits] == ["maly-grant@2025-01-01"]
    assert archived.hits[0].status == "archiwalny"
    assert archived.hits[0].url.startswith("/standardy/maly-grant/2025-01-01")


def test_a_day_finds_what_was_in_force_then(search: Search) -> None:
    page = search("mały grant", day=date(2026, 8, 31))
    found = [hit.version.id for hit in page.hits]
    assert "maly-grant@2025-01-01" in found
    assert "maly-grant@2026-09-01" not in found


def test_an_article_is_not_taken_for_its_neighbour(search: Search) -> None:
    for hit in search("art. 19b").hits:
        assert not any("19a" in text for text, match in hit.excerpt if match)


def test_counts_of_a_filter_ignore_its_own_choice(search: Search) -> None:
    def counts(page: SearchPage, name: str) -> dict[str, int]:
        facet = next(f for f in page.facets if f.name == name)
        return {value.value: value.count for value in facet.values}

    free = search("konkurs")
    chosen = search("konkurs", filters={"temat": ("otwarty-konkurs",)})
    assert counts(free, "temat") == counts(chosen, "temat")
    assert chosen.total == counts(free, "temat")["otwarty-konkurs"]
    assert sum(counts(chosen, "rodzaj").values()) == chosen.total


def test_browsing_lists_everything_in_force_by_title(search: Search) -> None:
    page = search()
    assert page.total == len(set(all_slugs(search)))
    titles = [hit.version.meta.title for hit in page.hits]
    assert titles[0] < "C"


def all_slugs(search: Search) -> list[str]:
    first = search()
    return [slug for number in range(1, first.pages + 1) for slug in slugs(search(page=number))]


def test_pages_follow_one_another_without_gap_or_repeat(search: Search) -> None:
    found = all_slugs(search)
    assert len(found) == len(set(found)) == search().total


def test_a_hit_leads_to_the_place_that_answers(search: Search) -> None:
    (hit,) = [
        h
        for h in search("ile dni na składanie ofert").hits
        if h.version.slug == "otwarty-konkurs-ofert"
    ]
    assert "#" in hit.url
    assert "21 dni" in "".join(text for text, _ in hit.excerpt)


def test_a_prefix_in_the_words_is_a_filter(search: Search) -> None:
    by_prefix = search("temat:konsultacje")
    by_filter = search(filters={"temat": ("konsultacje",)})
    assert sorted(slugs(by_prefix)) == sorted(slugs(by_filter))


def test_a_slip_of_the_pen_is_mended_at_once_when_nothing_else_is_found(search: Search) -> None:
    page = search("wspułpraca")
    assert page.total > 0
    assert page.did_you_mean is not None
    assert (page.did_you_mean.text, page.did_you_mean.applied) == ("współpraca", True)


def test_another_spelling_is_offered_beside_results(search: Search) -> None:
    page = search("otwarty konkus ofert")
    assert page.total > 0
    assert page.did_you_mean is not None
    assert (page.did_you_mean.text, page.did_you_mean.applied) == ("otwarty konkurs ofert", False)


def test_synonyms_are_told_and_can_be_left_out(search: Search) -> None:
    assert search("tryb pozakonkursowy").also_searched
    assert search("tryb pozakonkursowy", literal=True).also_searched == ()


def test_nothing_is_an_honest_answer(search: Search) -> None:
    page = search("xqzwv kjhgf")
    assert (page.total, page.pages, page.hits) == (0, 0, ())


def test_a_text_of_over_a_thousand_letters_is_refused(search: Search) -> None:
    assert search("a" * 1_000).total == 0
    with pytest.raises(QueryTooLong):
        search("a" * 1_001)


def test_an_edited_file_is_published_without_restart(content: Any, tmp_path: Path) -> None:
    publisher = Publisher(Settings(content.root, tmp_path / "var"))
    assert publisher.refresh() is False
    assert publisher.current.search(SearchParams("krasnoludek"), TODAY).total == 0
    content.replace("p2o1/maly-grant/2026-09-01.md", "## Cel\n", "## Cel\n\nKrasnoludek.\n")
    assert publisher.refresh() is True
    page = publisher.current.search(SearchParams("krasnoludek"), TODAY)
    assert page.total == 0
    assert [hit.version.slug for hit in page.mentions] == ["maly-grant"]


def test_a_file_damaged_while_serving_leaves_the_rest(content: Any, tmp_path: Path) -> None:
    publisher = Publisher(Settings(content.root, tmp_path / "var"))
    content.path("p2o1/otwarty-konkurs-ofert/2026-01-15.md").write_text("zepsute")
    publisher.refresh()
    assert set(publisher.current.library.standards) == {"maly-grant"}
    found = publisher.current.search(SearchParams("konkurs ofert"), TODAY)
    assert "otwarty-konkurs-ofert" not in slugs(found)


def test_what_one_process_publishes_another_has_at_its_next_request(
    content: Any, tmp_path: Path
) -> None:
    settings = Settings(content.root, tmp_path / "var")
    one, other = Publisher(settings), Publisher(settings)
    content.replace("p2o1/maly-grant/2026-09-01.md", "title: Mały", "title: Kajaki i mały")
    content.write(ANNOUNCEMENT, "")
    one.catch_up()
    assert one.current.library.revision != other.current.library.revision
    other.catch_up()
    assert slugs(other.current.search(SearchParams("kajaki"), TODAY)) == ["maly-grant"]
    published = other.current
    other.catch_up()
    assert other.current is published


def test_a_publication_answers_as_it_was_while_the_next_one_is_made(
    content: Any, tmp_path: Path
) -> None:
    publisher = Publisher(Settings(content.root, tmp_path / "var"))
    first = publisher.current
    content.write("p2o1/kajaki/2026-01-15.md", new_document(content))
    assert publisher.refresh()
    assert slugs(publisher.current.search(SearchParams("kajaki"), TODAY)) == ["kajaki"]
    assert not first.search(SearchParams("kajaki"), TODAY).total


def test_many_small_changes_are_merged_while_the_site_runs(
    content: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.publication.WATCH_INTERVAL", 0.05)
    publisher = Publisher(Settings(content.root, tmp_path / "var"))
    for number in range(CROWD):
        content.write("p2o1/kajaki/2026-01-15.md", new_document(content) + f"Odcinek {number}.\n")
        publisher.refresh()
    index = tmp_path / "var" / "index"
    assert len(list(index.rglob("*.seg"))) == CROWD + 1
    stop = threading.Event()
    watching = publisher.watch(stop)
    deadline = time.monotonic() + 30
    while len(list(index.rglob("*.seg"))) > 1 and time.monotonic() < deadline:
        time.sleep(0.05)
    stop.set()
    watching.join()
    assert len(list(index.rglob("*.seg"))) == 1
    assert slugs(publisher.current.search(SearchParams("kajaki"), TODAY)) == ["kajaki"]
    content.replace("p2o1/kajaki/2026-01-15.md", "title: Spływ", "title: Zjazd i spływ")
    publisher.refresh()
    assert slugs(publisher.current.search(SearchParams("zjazd"), TODAY)) == ["kajaki"]


def test_an_edit_of_words_nobody_files_by_leaves_documents_as_they_were_read(
    content: Any, tmp_path: Path
) -> None:
    publisher = Publisher(Settings(content.root, tmp_path / "var"))
    before = publisher.current.library
    content.replace("vocabulary/synonyms.yaml", "items:", "items: # uwaga redakcji")
    assert publisher.refresh()
    after = publisher.current.library
    assert after.revision != before.revision
    assert after.standards["maly-grant"] is before.standards["maly-grant"]


def new_document(content: Any) -> str:
    text: str = content.path("p2o1/maly-grant/2026-09-01.md").read_text(encoding="utf-8")
    return (
        text.replace("code: P2O1-03", "code: P2O1-93")
        .replace("valid_from: 2026-09-01", "valid_from: 2026-01-15")
        .replace("title: Mały grant (art. 19a)", "title: Spływ kajakowy")
        .replace("- art 19a", "- kajaki", 1)
        .split("attachments:")[0]
        .rstrip()
        + "\n---\n\n## Cel\n\nSpływ.\n"
    )


def test_a_second_start_opens_the_index_it_finds(content: Any, tmp_path: Path) -> None:
    settings = Settings(content.root, tmp_path / "var")
    Publisher(settings)
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "var").rglob("*") if p.is_file()}
    Publisher(settings)
    after = {p: p.stat().st_mtime_ns for p in (tmp_path / "var").rglob("*") if p.is_file()}
    assert before == after


def test_a_damaged_index_is_built_anew(content: Any, tmp_path: Path) -> None:
    settings = Settings(content.root, tmp_path / "var")
    Publisher(settings)
    for path in (tmp_path / "var" / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(b"damaged")
    page = Publisher(settings).current.search(SearchParams("mały grant"), TODAY)
    assert "maly-grant" in slugs(page)


def test_a_folder_without_vocabularies_is_refused_with_advice(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="wskaż katalog standardów"):
        Publisher(Settings(tmp_path, tmp_path / "var"))
