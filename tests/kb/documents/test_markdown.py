import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.documents.law import CitationParser
from kb.documents.loading import load_vocabulary
from kb.documents.markdown import Renderer
from kb.settings import bundled_standards


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(CitationParser(load_vocabulary(bundled_standards())[0].acts))


def test_citations_become_links_with_the_full_name(renderer: Renderer) -> None:
    html = renderer.inline("zob. art. 13 ust. 1 UDPP")
    assert 'href="/prawo/udpp/13"' in html
    assert 'title="Ustawa z dnia 24 kwietnia 2003 r.' in html
    assert ">art.\u00a013 ust.\u00a01 UDPP</a>" in html.replace("&nbsp;", "\u00a0")


def test_a_citation_inside_a_link_stays_as_it_is(renderer: Renderer) -> None:
    html = renderer.inline("[art. 13 UDPP](/standardy/otwarty-konkurs-ofert)")
    assert html.count("<a ") == 1


def test_tables_tell_their_headers_and_scroll_by_keyboard(renderer: Renderer) -> None:
    html = renderer.block("| a | b |\n|---|--:|\n| 1 | 2 |")
    assert '<th scope="col">a</th>' in html
    assert 'class="do-right"' in html
    assert 'tabindex="0"' in html
    assert "style=" not in html


def test_quotation_marks_are_polish(renderer: Renderer) -> None:
    assert renderer.inline('słowo "konkurs"') == "słowo „konkurs”"


def test_legal_marks_are_not_taken_for_symbols(renderer: Renderer) -> None:
    assert "(c)" in renderer.inline("pkt (c) i (r)")


def test_one_letter_words_and_numbers_keep_with_what_follows(renderer: Renderer) -> None:
    html = renderer.inline("w gminie 20 000 zł za 7 dni").replace("&nbsp;", "\u00a0")
    assert html == "w\u00a0gminie 20\u00a0000\u00a0zł za 7\u00a0dni"


def test_plain_text_has_plain_spaces_and_no_marks(renderer: Renderer) -> None:
    assert renderer.plain("**W gminie** [tak](/x)\n\n- raz\n- dwa") == "W gminie tak raz dwa"


def test_footnotes_of_two_sections_have_different_anchors(renderer: Renderer) -> None:
    text = "Tekst[^1].\n\n[^1]: Przypis."
    assert 'id="fn-cel-1"' in renderer.block(text, "cel")
    assert 'id="fn-co-dalej-1"' in renderer.block(text, "co-dalej")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "![x](javascript:alert(1))",
    ],
)
def test_nothing_active_passes(renderer: Renderer, text: str) -> None:
    html = renderer.block(text)
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert 'onerror="' not in html


@given(st.text(max_size=400))
def test_any_text_is_rendered(text: str) -> None:
    renderer = Renderer(CitationParser({}))
    assert "<script" not in renderer.block(text)
    renderer.inline(text)
    renderer.plain(text)
