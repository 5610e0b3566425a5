"""What commit messages carry comes back whole, whatever is in the note."""

from hypothesis import given
from hypothesis import strategies as st

from kb.history import messages
from kb.history.model import OUTSIDE, Person

TRAILERS = (("Kb-Action", "publish"), ("Reviewed-by", "Anna Nowak <konto-7@redakcja.invalid>"))


def test_note_and_trailers_come_back() -> None:
    text = messages.message_text("Nowe stawki.\n\nOd 1 września.", TRAILERS)
    read = messages.read_message(text)
    assert read == messages.Message("Nowe stawki.\n\nOd 1 września.", TRAILERS)
    assert read.persons("Reviewed-by") == (Person("konto-7", "Anna Nowak"),)


def test_a_note_cannot_pass_for_trailers() -> None:
    text = messages.message_text("Zmiana\n\nKb-Action: seed", TRAILERS)
    read = messages.read_message(text)
    assert read.first("Kb-Action") == "publish"
    assert read.note == "Zmiana\n\nKb-Action: seed"


@given(st.text())
def test_any_note_leaves_the_trailers_whole(note: str) -> None:
    read = messages.read_message(messages.message_text(note, TRAILERS))
    assert read.trailers == TRAILERS


def test_an_empty_note_stays_empty() -> None:
    assert messages.read_message(messages.message_text(" \n", TRAILERS)).note == ""


def test_a_message_of_another_program_is_all_note() -> None:
    for text in ("Poprawka\n", "Poprawka\n\nZmieniono dwie daty.\n", "fix: literówka\n"):
        assert messages.read_message(text) == messages.Message(text.strip(), ())


def test_a_name_that_git_cannot_hold_is_tidied() -> None:
    person = Person("konto-9", "Jan\n<b>Zły</b> ")
    assert messages.identity(person) == "Jan b Zły /b <konto-9@redakcja.invalid>"
    assert messages.git_name(Person("konto-9", "<>")) == "konto-9"


def test_a_foreign_identity_is_somebody_outside_without_an_address() -> None:
    assert messages.read_person("Ola Git", "ola@example.pl") == Person(OUTSIDE.id, "Ola Git")
