"""What a commit says besides its files: the note, and who and what in trailers. Pure.

The trailers are the last paragraph of the message, as git knows them:
`Kb-Action: publish`, `Reviewed-by: Anna Nowak <konto-7@redakcja.invalid>`,
`Co-authored-by: …`. A note cannot forge them, because it always stands in a paragraph before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kb.history.model import OUTSIDE, Person

DOMAIN = "redakcja.invalid"
"""Stands where git wants an e-mail address; none is stored."""

ACTION = "Kb-Action"
KEY = "Kb-Key"
REVIEWER = "Reviewed-by"
CO_AUTHOR = "Co-authored-by"

_TRAILER = re.compile(r"([A-Za-z][A-Za-z-]*): (.+)")
_IDENTITY = re.compile(rf"(.*) <([a-z0-9-]+)@{re.escape(DOMAIN)}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_UNFIT = re.compile(r"[\x00-\x1f\x7f<>]")


@dataclass(frozen=True, slots=True)
class Message:
    """A commit message taken apart."""

    note: str
    trailers: tuple[tuple[str, str], ...]

    def first(self, name: str) -> str | None:
        """The value of the first trailer of this name."""
        return next((value for key, value in self.trailers if key == name), None)

    def persons(self, name: str) -> tuple[Person, ...]:
        """The persons that the trailers of this name tell."""
        found = (read_identity(value) for key, value in self.trailers if key == name)
        return tuple(person for person in found if person is not None)


def message_text(note: str, trailers: Sequence[tuple[str, str]]) -> str:
    """The text of a commit message; `trailers` must not be empty."""
    lines = "\n".join(f"{name}: {value}" for name, value in trailers)
    return f"{_tidy(note) or '-'}\n\n{lines}\n"


def read_message(text: str) -> Message:
    """A commit message, one written by another program too, taken apart."""
    body, _, last = text.strip().rpartition("\n\n")
    matches = [_TRAILER.fullmatch(line) for line in last.splitlines()]
    trailers = tuple((match[1], match[2]) for match in matches if match)
    if not body or len(trailers) != len(matches):
        return Message(text.strip(), ())
    return Message("" if body.strip() == "-" else body.strip(), trailers)


def identity(person: Person) -> str:
    """A person as the value of a trailer."""
    return f"{git_name(person)} <{git_email(person)}>"


def read_identity(value: str) -> Person | None:
    """The person in the value of a trailer."""
    match = _IDENTITY.fullmatch(value)
    return Person(match[2], match[1]) if match else None


def git_name(person: Person) -> str:
    """The name as git can hold it: one line without angle brackets, never empty."""
    return " ".join(_UNFIT.sub(" ", person.name).split()) or person.id


def git_email(person: Person) -> str:
    """The id in the form of an address that can never exist."""
    return f"{person.id}@{DOMAIN}"


def read_person(name: str, email: str) -> Person:
    """Who stands behind a git identity; one not of ours is somebody outside, by their name."""
    return read_identity(f"{name} <{email}>") or Person(OUTSIDE.id, name or OUTSIDE.name)


def _tidy(note: str) -> str:
    """Without control characters and space around; line ends as git keeps them."""
    return _CONTROL.sub("", note.replace("\r\n", "\n").replace("\r", "\n")).strip()
