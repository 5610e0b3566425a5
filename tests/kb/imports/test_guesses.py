from functools import cache

from kb.imports.guesses import Guesses, guess, short_names, title_of
from kb.library import Library, load_library
from kb.settings import bundled_standards


@cache
def library() -> Library:
    return load_library(bundled_standards())


def guessed(text: str, title: str = "Dokument", file_name: str = "plik.docx") -> Guesses:
    return guess(title, file_name, text, library().vocabulary, library().citations)


def test_a_title_comes_from_the_file_name_when_the_text_has_none() -> None:
    assert guessed("Tekst.", title="", file_name="Procedura_malych-grantow.docx").title == (
        "Procedura malych grantow"
    )
    assert title_of("C:\\Pulpit\\wzór umowy.v2.docx") == "Wzór umowy.v2"


def test_kinds_are_read_from_the_title() -> None:
    assert guessed("", "Procedura przyjmowania ofert").kind == "procedura"
    assert guessed("", "Umowa użyczenia lokalu").kind == "wzor"
    assert guessed("", "Zasady współpracy").kind == "standard"


def test_topics_follow_the_words_of_the_text() -> None:
    text = "Wolontariusz podpisuje porozumienie z korzystającym. Wolontariat jest bezpłatny. " * 3
    assert guessed(text, "Wolontariat w gminie").topics[0] == "wolontariat"


def test_citations_are_found_under_full_names_once() -> None:
    full = (
        "art. 19a ust. 1 ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego "
        "i o wolontariacie"
    )
    found = guessed(f"Na podstawie {full} oraz art. 19a ust. 1 UDPP i art. 24 KPA.").citations
    assert [(row.citation, row.known) for row in found] == [
        ("art. 19a ust. 1 UDPP", True),
        ("art. 24 KPA", False),
    ]


def test_full_names_are_shortened_in_any_case() -> None:
    acts = library().vocabulary.acts.values()
    said = "W ustawie o działalności pożytku publicznego i o wolontariacie"
    assert short_names(said, acts) == "W UDPP"


def test_deadlines_are_offered_as_data() -> None:
    (found,) = guessed(
        "Organizacja składa sprawozdanie w terminie 30 dni od dnia zakończenia zadania "
        "(art. 18 ust. 1 UDPP)."
    ).deadlines
    assert found.data == {
        "id": "organizacja-sklada-sprawozdanie",
        "title": "Organizacja składa sprawozdanie",
        "rule": "w terminie 30 dni od dnia zakończenia zadania",
        "who": "organizacja",
        "event": "zakończenie zadania",
        "term": "30 dni",
        "basis": "art. 18 ust. 1 UDPP",
        "level": "ustawowy",
    }


def test_a_deadline_without_a_provision_is_no_statute() -> None:
    (found,) = guessed("Urząd odpowiada w ciągu 14 dni od wpływu wniosku.").deadlines
    assert (found.data["who"], found.data["level"]) == ("urzad", "podstawowy")


def test_the_same_deadline_is_offered_once() -> None:
    twice = "Urząd odpowiada w ciągu 14 dni od wpływu wniosku.\n" * 2
    assert len(guessed(twice).deadlines) == 1
