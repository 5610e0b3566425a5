import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.diacritics import KnownForms, letter_variants
from indexer.lemmas import Lemmatiser
from indexer.polish import NO_FORMS, Analyser
from tests.indexer.language import ANALYSER, surfaces


def lemmas_sought(word: str, known_forms: KnownForms = NO_FORMS) -> dict[str, float]:
    (token,) = ANALYSER.tokens(word)
    terms = ANALYSER.query_terms(token, known_forms)
    return {term.value: term.weight for term in terms if term.channel == "lemma"}


def test_tokens_know_where_they_stand() -> None:
    text = "Mały grant (art. 19a) – 20 000 zł."
    tokens = ANALYSER.tokens(text)
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert [token.text for token in tokens] == ["Mały", "grant", "art. 19a", "20 000", "zł"]
    assert [token.position for token in tokens] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "written",
    ["NGO", "ngo", "NGO-sów", "ngosy", "ngo'sy", "NGO-s", "NGOs", "NGO-sami", "ngosów"],
)
def test_abbreviations_are_found_under_their_endings(written: str) -> None:
    (token,) = ANALYSER.tokens(written)
    assert (token.surface, token.kind) == ("ngo", "abbreviation")


def test_endings_of_other_abbreviations() -> None:
    assert surfaces("JST-ach OPP-ów BIP-ie bipie BIPu") == ["jst", "opp", "bip", "bip", "bip"]


def test_spelled_out_abbreviations() -> None:
    assert surfaces("u.d.p.p.w. NIW-CRSO") == ["udppw", "niwcrso"]


def test_in_a_document_only_capitals_make_an_abbreviation_of_a_word() -> None:
    kinds = [token.kind for token in ANALYSER.tokens("bo BO cis CIS psy")]
    assert kinds == ["word", "abbreviation", "word", "abbreviation", "word"]


def test_in_a_query_capitals_do_not_matter() -> None:
    kinds = [token.kind for token in ANALYSER.tokens("bo psy", any_case=True)]
    assert kinds == ["abbreviation", "word"]


def test_a_query_for_an_abbreviation_does_not_find_the_word() -> None:
    (abbreviation,) = ANALYSER.tokens("BO")
    (conjunction,) = ANALYSER.tokens("bo")
    sought = {(term.channel, term.value) for term in ANALYSER.query_terms(abbreviation, NO_FORMS)}
    assert sought.isdisjoint(ANALYSER.index_terms(conjunction))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("20 000 zł", ["20000", "zl"]),
        ("20\u00a0000 zł", ["20000", "zl"]),
        ("20.000", ["20000"]),
        ("20 tys. zł", ["20000", "zl"]),
        ("1,5 mln", ["1500000"]),
        ("30%", ["30", "procent"]),
        ("1,5%", ["1,5", "procent"]),
        ("31.05.2026", ["31", "5", "2026"]),
        ("21dni", ["21", "dni"]),
        ("P2O1-03", ["p2o1", "3"]),
    ],
)
def test_numbers(written: str, expected: list[str]) -> None:
    assert surfaces(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("społeczno-gospodarczy", ["spoleczno", "gospodarczy"]),
        ("e-mail", ["email"]),
        ("kontakt@ngo.pl", ["kontakt", "ngo", "pl"]),
        ("Kennedy'ego", ["kennedyego"]),
        ("III sektor", ["iii", "sektor"]),
        ("poży\u00adtek", ["pozytek"]),
        ("", []),
        ("„–” … !", []),
    ],
)
def test_words(written: str, expected: list[str]) -> None:
    assert surfaces(written) == expected


def test_lemmas_leave_obsolete_readings_out() -> None:
    (token,) = ANALYSER.tokens("umowy")  # an obsolete adjective, too
    assert token.lemmas == ("umowa",)


def test_only_unknown_words_are_indexed_by_their_stem() -> None:
    known, unknown = ANALYSER.tokens("konkursu regrantingu")
    assert ("stem", "regranting") in ANALYSER.index_terms(unknown)
    assert "stem" not in {channel for channel, _ in ANALYSER.index_terms(known)}


def test_articles_are_sought_as_written_only() -> None:
    (token,) = ANALYSER.tokens("art. 19a")
    assert [(t.channel, t.value) for t in ANALYSER.query_terms(token, NO_FORMS)] == [
        ("surface", "art19a")
    ]


def test_accents_are_restored_from_the_words_of_the_index() -> None:
    known = KnownForms.from_words({"żółcią": 5})
    assert lemmas_sought("zolcia", known)["zolc"] == 1.0
    assert lemmas_sought("żolcia", known)["zolc"] == 1.0


def test_accents_are_guessed_when_the_index_does_not_know_the_word() -> None:
    assert "pozytek" in lemmas_sought("pozytku")
    assert "spoldzielnia" in lemmas_sought("spoldzielniach")


def test_typed_accents_are_kept() -> None:
    known = KnownForms.from_words({"sądzę": 50, "sadzę": 50})
    assert set(lemmas_sought("sądzę", known)) == {"sadzic"}
    assert "sadza" in lemmas_sought("sadze", known)


def test_rare_spellings_of_the_index_are_not_meant() -> None:
    common = KnownForms.from_words({"umowie": 1_000, "umówię": 1})
    assert "umowic" not in lemmas_sought("umowie", common)
    even = KnownForms.from_words({"umowie": 10, "umówię": 10})
    assert "umowic" in lemmas_sought("umowie", even)


def test_letter_variants_follow_polish_spelling() -> None:
    variants = set(letter_variants("zadan"))
    assert "żądań" in variants
    assert "zadan" not in variants
    assert "oskarżony" in set(letter_variants("oskarzony"))
    assert all(not variant.startswith(("ą", "ę")) for variant in letter_variants("ale"))


def test_strings_that_are_no_words_have_no_variants() -> None:
    assert list(letter_variants("z" * 40)) == []


def test_function_words_are_known() -> None:
    assert [ANALYSER.is_stop(token) for token in ANALYSER.tokens("czy są dla gminy")] == [
        True,
        True,
        True,
        False,
    ]


def test_the_version_tells_what_analyses() -> None:
    assert "morfeusz2" in ANALYSER.version
    assert "sgjp" in ANALYSER.version
    assert Analyser().version != ANALYSER.version
    assert Analyser().version == Analyser().version


def test_without_a_dictionary_stems_stand_for_lemmas() -> None:
    plain = Analyser(lemmatiser=Lemmatiser(use_dictionary=False))
    assert "only" in plain.version
    first, second = plain.tokens("konkursu konkursom")
    assert first.lemmas == second.lemmas == ("konkurs",)
    (typed,) = plain.tokens("pozytku")
    assert plain.query_terms(typed, NO_FORMS)


@given(st.text(max_size=1_000))
def test_any_text_has_tokens_in_order(text: str) -> None:
    tokens = ANALYSER.tokens(text)
    assert [text[token.start : token.end] for token in tokens] == [token.text for token in tokens]
    assert [t.position for t in tokens] == sorted(t.position for t in tokens)
    assert all(token.surface and not token.surface.isspace() for token in tokens)
    assert all(ANALYSER.index_terms(token) for token in tokens)


@given(st.text(alphabet="aąbcćdeęzżź019 .-–'art§ustpkdzu,%/i\u0301\u00ad", max_size=300))
def test_odd_references_never_fail(text: str) -> None:
    for token in ANALYSER.tokens(text, any_case=True):
        assert token.start < token.end
        assert ANALYSER.query_terms(token, NO_FORMS)
