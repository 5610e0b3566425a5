import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from indexer.folding import fold, fold_aligned, lower_case


def test_polish_letters_lose_their_marks_and_case() -> None:
    assert fold("ĄĆĘŁŃÓŚŹŻ ąćęłńóśźż") == "acelnoszz acelnoszz"


def test_other_accents_go_too() -> None:
    assert fold("Žižkov à Zürich, Ørsted") == "zizkov a zurich, orsted"


def test_decomposed_letters_fold_like_composed_ones() -> None:
    assert fold(unicodedata.normalize("NFD", "pożytek współpraca")) == "pozytek wspolpraca"


def test_soft_hyphens_disappear() -> None:
    assert fold("poży\u00adtek") == "pozytek"
    assert lower_case("Poży\u00adtek") == "pożytek"


def test_lower_case_keeps_accents() -> None:
    assert lower_case("ŻÓŁĆ") == "żółć"


@given(st.text(max_size=200))
def test_aligned_folding_keeps_every_offset(text: str) -> None:
    assert len(fold_aligned(text)) == len(text)


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
