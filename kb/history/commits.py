"""What commits say: who, when and what, in the words of the model; and making one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pygit2 import Commit, Oid, Repository, Signature, Tree

from kb.history import messages
from kb.history.errors import NotARepository
from kb.history.model import Person
from kb.history.references import MAIN, target


def main_of(repository: Repository) -> Oid:
    """The commit that is published.

    Raises:
        NotARepository: somebody deleted the branch `main`.
    """
    main = target(repository, MAIN)
    if main is None:
        raise NotARepository(f"{repository.path}: nie ma gałęzi „main” → przywróć kopię zapasową")
    return main


def record(
    repository: Repository,
    tree: Tree | Oid,
    parents: list[Oid],
    person: Person,
    note: str,
    trailers: Sequence[tuple[str, str]],
) -> Oid:
    """Store a commit, on no branch yet."""
    who = signature(person)
    oid = tree.id if isinstance(tree, Tree) else tree
    text = messages.message_text(note, trailers)
    return repository.create_commit(None, who, who, text, oid, parents)


def signature(person: Person, when: int | None = None) -> Signature:
    """A person as git writes them, at a moment (seconds of the epoch) or now."""
    moment = int(datetime.now(UTC).timestamp()) if when is None else when
    return Signature(messages.git_name(person), messages.git_email(person), moment, 0)


def person_of(signature: Signature) -> Person:
    """The person git tells of."""
    return messages.read_person(signature.name, signature.email)


def time_of(commit: Commit) -> datetime:
    """When a commit was made, in UTC."""
    return datetime.fromtimestamp(commit.commit_time, UTC)
