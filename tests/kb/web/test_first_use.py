import pytest
from markupsafe import Markup

from kb.library import Library
from kb.publication import Publisher
from kb.web.first_use import MOST_TERMS, FirstUses


@pytest.fixture
def uses(publisher: Publisher, library: Library) -> FirstUses:
    return FirstUses(publisher.current.terms, library.vocabulary.acts, "Mały grant")


def test_only_the_first_use_of_a_term_is_linked(uses: FirstUses) -> None:
    html = uses.text(Markup("<p>Kosztorys i&nbsp;kosztorysy.</p>"))
    assert html == (
        '<p><a class="haslo" id="haslo-kosztorys" href="#slowo-kosztorys">Kosztorys</a>'
        " i\u00a0kosztorysy.</p>"
    )
    assert uses.text(Markup("kosztorys")) == "kosztorys"
    assert [term.slug for term in uses.terms] == ["kosztorys"]


def test_links_headings_and_citations_hold_no_terms(uses: FirstUses) -> None:
    html = Markup('<h3 id="k">Kosztorys</h3><a href="/x">kosztorys <b>i</b></a><code>BIP</code>')
    assert uses.text(html) == html


def test_the_term_of_the_title_is_not_explained(uses: FirstUses) -> None:
    assert uses.text(Markup("mały grant i wolontariusz")).count("haslo-") == 1


def test_signs_of_html_stay_escaped(uses: FirstUses) -> None:
    html = uses.text(Markup("a &lt;b&gt; &amp; kosztorys &lt;"))
    assert html.startswith("a &lt;b&gt; &amp; <a ")
    assert html.endswith("</a> &lt;")


def test_a_document_explains_only_so_many_terms(uses: FirstUses, library: Library) -> None:
    names = [term.term for term in library.vocabulary.glossary.values()]
    html = uses.text(Markup("; ".join(names)))
    assert html.count('class="haslo"') == len(uses.terms) == MOST_TERMS


def test_the_first_citation_of_an_act_carries_its_full_name(
    uses: FirstUses, library: Library
) -> None:
    renderer = library.renderer
    first = uses.text(Markup(renderer.inline("Zobacz art. 19a UDPP.")))
    assert "o\u00a0działalności pożytku publicznego" in first
    assert '<span class="visually-hidden full-name">' in first
    assert "title=" not in first
    again = Markup(renderer.inline("Zobacz art. 16 UDPP."))
    assert uses.text(again) == again
