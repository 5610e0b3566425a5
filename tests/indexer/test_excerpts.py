from hypothesis import given
from hypothesis import strategies as st

from indexer.excerpts import (
    EXCERPT_LENGTH,
    Excerpt,
    Passage,
    analyse_document,
    best_excerpt,
    highlight,
    wanted_by,
)
from indexer.parsing import QueryParser
from indexer.synonyms import SynonymRule, Synonyms
from tests.indexer.language import ANALYSER

PARSER = QueryParser(
    ANALYSER, Synonyms([SynonymRule("mały grant", ("tryb pozakonkursowy",))], ANALYSER)
)
FILLER = "Gmina prowadzi sprawy mieszkańców i dba o wspólne dobro. "
PASSAGES = [
    Passage("wstep", "O konkursie", "Konkurs ogłasza wójt. Oferty składają organizacje."),
    Passage("termin", "Terminy", "Termin składania ofert: co najmniej 21 dni.", "deadline"),
    Passage("krok-1", "Krok 1", FILLER * 8 + "Mały grant daje urząd. " + FILLER * 8, "step"),
]


def excerpt_of(text: str, passages: list[Passage], **options: float) -> Excerpt:
    document = analyse_document(passages, ANALYSER)
    found = best_excerpt(document, wanted_by(PARSER.parse(text)), kind_boosts=options)
    assert found is not None
    return found


def marked(excerpt: Excerpt) -> list[str]:
    return [text for text, is_match in excerpt.segments if is_match]


def test_the_passage_that_holds_most_is_chosen() -> None:
    assert excerpt_of("termin składania ofert", PASSAGES).passage.id == "termin"
    assert excerpt_of("małych grantów", PASSAGES).passage.id == "krok-1"


def test_any_form_of_a_word_is_marked() -> None:
    assert marked(excerpt_of("terminy oferta", PASSAGES)) == ["Termin", "ofert"]


def test_neighbouring_words_are_marked_together() -> None:
    assert marked(excerpt_of("mały grant", PASSAGES)) == ["Mały grant"]


def test_synonyms_are_marked() -> None:
    excerpt = excerpt_of("tryb pozakonkursowy", PASSAGES)
    assert (excerpt.passage.id, marked(excerpt)) == ("krok-1", ["Mały grant"])


def test_a_synonym_of_several_words_must_stand_together() -> None:
    apart = [Passage("a", "", "Grant jest duży, nie mały.")]
    assert marked(excerpt_of("tryb pozakonkursowy", apart)) == []


def test_words_that_merely_begin_alike_are_not_marked() -> None:
    assert marked(excerpt_of("konkurencja", PASSAGES)) == []


def test_function_words_are_not_marked() -> None:
    assert set(marked(excerpt_of("dba o dobro", PASSAGES))) == {"dba", "dobro"}


def test_a_phrase_beats_its_words_apart() -> None:
    passages = [
        Passage("apart", "", "Rada gminy i pożytek wspólny."),
        Passage("phrase", "", "Jest też rada pożytku."),
    ]
    assert excerpt_of('"rada pożytku"', passages).passage.id == "phrase"


def test_a_heading_counts_when_the_text_has_nothing() -> None:
    passages = [Passage("a", "Wstęp", "Tekst."), Passage("b", "Małe granty", "Inny tekst.")]
    excerpt = excerpt_of("mały grant", passages)
    assert (excerpt.passage.id, marked(excerpt)) == ("b", [])


def test_the_caller_may_prefer_a_kind_or_a_passage() -> None:
    same = [Passage("a", "", "Oferta."), Passage("b", "", "Oferta.", "deadline")]
    assert excerpt_of("oferta", same).passage.id == "a"
    assert excerpt_of("oferta", same, deadline=2.0).passage.id == "b"
    boosted = [Passage("a", "", "Oferta."), Passage("b", "", "Oferta.", boost=1.5)]
    assert excerpt_of("oferta", boosted).passage.id == "b"


def test_a_long_text_is_cut_around_the_match_at_words() -> None:
    excerpt = excerpt_of("mały grant", PASSAGES)
    shown = "".join(text for text, _ in excerpt.segments)
    assert excerpt.cut_before
    assert excerpt.cut_after
    assert len(shown) <= EXCERPT_LENGTH
    assert excerpt.passage.text.count(shown) == 1
    before, after = excerpt.passage.text.split(shown)
    assert before.endswith(" ")
    assert after.startswith(" ")


def test_an_excerpt_begins_with_the_sentence_when_it_is_near() -> None:
    text = FILLER * 8 + "W takim razie oferta wpływa do urzędu. " + FILLER * 8
    excerpt = excerpt_of("oferta", [Passage("a", "", text)])
    assert excerpt.segments[0][0].startswith("W takim razie")


def test_without_a_match_the_beginning_is_shown() -> None:
    excerpt = excerpt_of("xyzzy", PASSAGES)
    assert excerpt.score == 0
    assert excerpt.passage.id == "wstep"
    assert marked(excerpt) == []


def test_without_passages_there_is_no_excerpt() -> None:
    nothing = analyse_document([], ANALYSER)
    assert best_excerpt(nothing, wanted_by(PARSER.parse("oferta"))) is None


def test_titles_are_marked_whole() -> None:
    segments = highlight("Mały grant (art. 19a) w gminie", PARSER.parse("art 19a gminy"), ANALYSER)
    assert segments == (
        ("Mały grant (", False),
        ("art. 19a", True),
        (") w ", False),
        ("gminie", True),
    )


QUERIES = st.sampled_from(["mały grant", '"mały grant" a', "art. 19a gmina", "x -y", "tryb o"])
TEXTS = st.lists(
    st.sampled_from(["mały", "grant.", "art. 19a", "Gmina", "\n", "ą\u0301", "żółw,", "x" * 300]),
    max_size=200,
).map(" ".join)


@given(QUERIES, TEXTS | st.text(max_size=1_000))
def test_an_excerpt_neither_loses_nor_invents_text(typed: str, text: str) -> None:
    excerpt = excerpt_of(typed, [Passage("a", "", text)])
    shown = "".join(piece for piece, _ in excerpt.segments)
    at = text.find(shown)
    assert at >= 0
    assert len(shown) <= EXCERPT_LENGTH
    assert all(piece for piece, _ in excerpt.segments)
    if not excerpt.cut_before and not excerpt.cut_after:
        assert shown.strip() == text.strip()


@given(QUERIES, TEXTS | st.text(max_size=1_000))
def test_highlighting_keeps_the_whole_text(typed: str, text: str) -> None:
    segments = highlight(text, PARSER.parse(typed), ANALYSER)
    assert "".join(piece for piece, _ in segments) == text
