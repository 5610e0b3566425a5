import pytest

from kb.documents.law import (
    CitationParser,
    act_url,
    article_key,
    article_url,
    eli_url,
    isap_url,
    journal_label,
    sejm_api_url,
)
from kb.documents.loading import load_vocabulary
from kb.documents.vocabulary import Journal, Vocabulary
from kb.settings import bundled_standards


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(bundled_standards())[0]


@pytest.fixture(scope="module")
def parser(vocabulary: Vocabulary) -> CitationParser:
    return CitationParser(vocabulary.acts)


@pytest.mark.parametrize(
    ("text", "act", "articles"),
    [
        ("art. 19a UDPP", "udpp", ("19a",)),
        ("art. 13 ust. 1–3 UDPP", "udpp", ("13",)),
        ("Art. 5a USG", "usg", ("5a",)),
        ("art. 15 ust. 2a–2f UDPP", "udpp", ("15",)),
        ("art. 11 ust. 1 pkt 1 UDPP", "udpp", ("11",)),
        ("art. 13 i 15 UDPP", "udpp", ("13", "15")),
        ("art. 13 ust. 1 i art. 15 ust. 2 UDPP", "udpp", ("13", "15")),
        ("art. 127 ust. 1 pkt 1 lit. e UFP", "ufp", ("127",)),
        ("art. 6 ust. 1 lit. a i c RODO", "rodo", ("6",)),
        ("art. 5a u.d.p.p.w.", "udpp", ("5a",)),
        ("Dz.U. 2003 nr 96 poz. 873", "udpp", ()),
        ("Dz. U. z 2025 r. poz. 1338", "udpp", ()),
        ("UDPP", "udpp", ()),
        ("§ 2 rozp. o wzorach ofert", "rozp-wzory-2018", ()),
        ("art. 57 § 4 KPA", "kpa", ("57",)),
        ("art. 57 § 2–3a KPA", "kpa", ("57",)),
    ],
)
def test_a_citation_field_is_read(
    parser: CitationParser, text: str, act: str, articles: tuple[str, ...]
) -> None:
    citations = parser.parse(text)
    assert citations is not None
    assert [(c.act.slug, c.articles) for c in citations] == [(act, articles)]


def test_a_range_takes_every_article_that_the_act_lists(parser: CitationParser) -> None:
    (citation,) = parser.parse("art. 19b–19h UDPP") or ()
    assert citation.articles == ("19b", "19c", "19d", "19e", "19f", "19g", "19h")


def test_several_citations_are_parted_by_semicolons(parser: CitationParser) -> None:
    citations = parser.parse("art. 13 UDPP; art. 221 UFP")
    assert citations is not None
    assert [c.act.slug for c in citations] == ["udpp", "ufp"]


@pytest.mark.parametrize(
    "text", ["art. x UDPP", "art. 19a", "art. 19a XYZ", "art 19a UDPP", "", "Dz.U. 1999 poz. 1"]
)
def test_what_is_not_a_citation_is_refused(parser: CitationParser, text: str) -> None:
    assert parser.parse(text) is None


def test_articles_that_the_act_does_not_list_are_told(parser: CitationParser) -> None:
    (citation,) = parser.parse("art. 19a i 999 UDPP") or ()
    assert parser.missing(citation) == ("999",)


def test_citations_are_found_where_they_stand_in_a_text(parser: CitationParser) -> None:
    text = "Ogłoszenie (art. 13 ust. 1 UDPP) wisi 21 dni; por. art. 5 bez ustawy."
    (citation,) = parser.find(text)
    assert text[citation.start : citation.end] == "art. 13 ust. 1 UDPP"


def test_articles_sort_as_in_the_act() -> None:
    assert sorted(["19b", "10", "9", "19a", "19"], key=article_key) == [
        "9",
        "10",
        "19",
        "19a",
        "19b",
    ]


def test_addresses_are_built_from_the_journal_position(vocabulary: Vocabulary) -> None:
    old = Journal(year=2003, number=96, position=873)
    assert journal_label(old) == "Dz.U. 2003 nr 96 poz. 873"
    assert eli_url(old) == "https://eli.gov.pl/eli/DU/2003/873/ogl"
    assert sejm_api_url(old) == "https://api.sejm.gov.pl/eli/acts/DU/2003/873"
    assert isap_url(old).endswith("id=WDU20030960873")
    assert isap_url(Journal(year=2026, position=1040)).endswith("id=WDU20260001040")
    udpp = vocabulary.acts["udpp"]
    assert act_url(udpp) == "https://eli.gov.pl/eli/DU/2025/1338/ogl"
    assert article_url(udpp, "19a") == (
        "https://api.sejm.gov.pl/eli/acts/DU/2025/1338/text.html/arti=19a"
    )
    assert act_url(vocabulary.acts["rodo"]) == (
        "https://eur-lex.europa.eu/legal-content/PL/TXT/?uri=CELEX:32016R0679"
    )
