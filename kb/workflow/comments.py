"""Comments on parts of a draft: what the people who work on it say to each other.

A comment belongs to the part of a draft's page with the anchor `place` (empty: the whole document),
and to the state of the draft (`head`) on which it was made: that tells comments on this draft from
those on earlier ones of the same document.
"""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from kb.database import Base, Database, UtcDateTime
from kb.history.model import Person

LONGEST = 4_000
"""Characters of a comment or a remark."""


class CommentRow(Base):
    """A comment, or an answer to one (`answers`)."""

    __tablename__ = "draft_comments"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), index=True)
    head: Mapped[str] = mapped_column(String(64))
    place: Mapped[str] = mapped_column(String(200))
    answers: Mapped[int | None] = mapped_column(ForeignKey("draft_comments.id"))
    person: Mapped[str] = mapped_column(String(80))
    name: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_by: Mapped[str | None] = mapped_column(String(200))
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody answered to a comment."""

    author: Person
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its answers, oldest first; `head` is the state of the draft it was made on."""

    id: int
    head: str
    place: str
    author: Person
    text: str
    at: datetime
    resolved_by: str | None
    resolved_at: datetime | None
    answers: tuple[Answer, ...] = ()

    @property
    def open(self) -> bool:
        """Whether it still waits to be settled."""
        return self.resolved_at is None


@dataclass(frozen=True, slots=True)
class NewComment:
    """A comment to be added to a draft; `answers` is the comment it answers."""

    key: str
    head: str
    place: str
    author: Person
    text: str
    at: datetime
    answers: int | None = None

    @property
    def fingerprint(self) -> str:
        """The same words of the same person at the same place are one comment: a double click."""
        parts = (self.key, self.head, self.place, str(self.answers), self.author.id, self.text)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()


class Comments:
    """Keeps comments.

    Every method raises `sqlalchemy.exc.SQLAlchemyError` when the database does not answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: NewComment) -> bool:
        """Add a comment or an answer; whether it was not there yet.

        Raises:
            LookupError: the comment to answer is not an open conversation of this draft.
        """
        row = CommentRow(
            key=new.key,
            head=new.head,
            place=new.place,
            answers=new.answers,
            person=new.author.id,
            name=new.author.name[:200],
            text=new.text,
            at=new.at,
            fingerprint=new.fingerprint,
        )
        try:
            with self._database.session() as session:
                if new.answers is not None:
                    _conversation(session, new.key, new.answers)
                session.add(row)
        except IntegrityError:
            return False
        return True

    def of(self, key: str, heads: Collection[str]) -> Sequence[Comment]:
        """The comments made on a draft while it stood at one of `heads`, oldest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(CommentRow)
                .where(CommentRow.key == key)
                .order_by(CommentRow.at, CommentRow.id)
            ).all()
            return [
                _comment(row, rows) for row in rows if row.answers is None and row.head in heads
            ]

    def waiting(self) -> Sequence[tuple[str, str]]:
        """Draft and the state of it, for each comment that waits to be settled."""
        with self._database.session() as session:
            rows = session.execute(
                select(CommentRow.key, CommentRow.head).where(
                    CommentRow.answers.is_(None), CommentRow.resolved_at.is_(None)
                )
            )
            return [(key, head) for key, head in rows]

    def resolve(self, key: str, comment: int, by: Person, at: datetime) -> bool:
        """Say that a comment is settled; whether it was not before.

        Raises:
            LookupError: the draft has no such comment.
        """
        with self._database.session() as session:
            row = _conversation(session, key, comment)
            if row.resolved_at is not None:
                return False
            row.resolved_by, row.resolved_at = by.name[:200], at
            return True

    def reopen(self, key: str, comment: int) -> bool:
        """Say that a comment is not settled after all; whether it was.

        Raises:
            LookupError: the draft has no such comment.
        """
        with self._database.session() as session:
            row = _conversation(session, key, comment)
            if row.resolved_at is None:
                return False
            row.resolved_by, row.resolved_at = None, None
            return True


def _conversation(session: Session, key: str, comment: int) -> CommentRow:
    row = session.get(CommentRow, comment)
    if row is None or row.key != key or row.answers is not None:
        raise LookupError(f"no comment {comment} on {key}")
    return row


def _comment(row: CommentRow, rows: Sequence[CommentRow]) -> Comment:
    return Comment(
        id=row.id,
        head=row.head,
        place=row.place,
        author=Person(row.person, row.name),
        text=row.text,
        at=row.at,
        resolved_by=row.resolved_by,
        resolved_at=row.resolved_at,
        answers=tuple(
            Answer(Person(answer.person, answer.name), answer.text, answer.at)
            for answer in rows
            if answer.answers == row.id
        ),
    )
