"""The trail: who did what to which document, and when. It holds no texts and is never changed.

Whatever moves a document, an account or a report is recorded here. Publications are also read back
from git (`adopt`), so that one made just before a crash, or pushed from outside, is not missing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from kb.database import Base, Database, UtcDateTime
from kb.history.model import Person

ACTIONS: dict[str, str] = {
    "draft.start": "Zaczęcie szkicu",
    "draft.save": "Zapisanie szkicu",
    "draft.send": "Wysłanie do recenzji",
    "draft.return": "Zwrot do poprawy",
    "draft.publish": "Publikacja",
    "draft.discard": "Porzucenie szkicu",
    "draft.restore": "Przywrócenie porzuconego szkicu",
    "draft.settle": "Uzgodnienie z opublikowanym tekstem",
    "draft.revert": "Przywrócenie dawnego tekstu jako szkicu",
    "draft.import": "Wczytanie pliku jako szkicu",
    "comment.add": "Uwaga do szkicu",
    "comment.answer": "Odpowiedź na uwagę",
    "comment.resolve": "Załatwienie uwagi",
    "comment.reopen": "Ponowne otwarcie uwagi",
    "report.done": "Załatwienie zgłoszenia czytelnika",
    "report.reopen": "Ponowne otwarcie zgłoszenia",
    "content.outside": "Zmiana plików poza serwisem",
    "account.invite": "Zaproszenie do redakcji",
    "account.role": "Zmiana roli konta",
    "account.disable": "Wyłączenie konta",
    "account.enable": "Włączenie konta",
    "account.sessions": "Zakończenie sesji konta",
    "account.second-factor": "Usunięcie drugiego składnika z konta",
    "account.link": "Nowy link do konta",
}
"""What may be recorded about documents, in words; other parts record their own names too."""
_MOST = 200
"""Characters of a key or a name."""


class TrailRow(Base):
    """One entry of the trail. `once` is set where the same entry must not stand twice."""

    __tablename__ = "trail"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    person: Mapped[str] = mapped_column(String(80), index=True)
    name: Mapped[str] = mapped_column(String(_MOST))
    action: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(_MOST), index=True)
    revision: Mapped[str] = mapped_column(String(64))
    once: Mapped[str | None] = mapped_column(String(_MOST), unique=True)


@dataclass(frozen=True, slots=True)
class Entry:
    """Who did what, to what (`key`: a slug, `vocabulary.<name>`, …), at which revision, when."""

    at: datetime
    person: Person
    action: str
    key: str
    revision: str = ""

    @property
    def label(self) -> str:
        """The action in words."""
        return ACTIONS.get(self.action, self.action)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries to show; empty means all."""

    person: str = ""
    key: str = ""


class Trail:
    """Keeps the trail.

    Every method raises `sqlalchemy.exc.SQLAlchemyError` when the database does not answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, entry: Entry, once: str | None = None) -> bool:
        """Add an entry; whether it was added. With `once` the same one is added only once."""
        row = TrailRow(
            at=entry.at,
            person=entry.person.id,
            name=entry.person.name[:_MOST],
            action=entry.action,
            key=entry.key[:_MOST],
            revision=entry.revision,
            once=once,
        )
        try:
            with self._database.session() as session:
                session.add(row)
        except IntegrityError:
            if once is None:
                raise
            return False
        return True

    def known(self, once: Iterable[str]) -> frozenset[str]:
        """Which of these single entries stand in the trail."""
        with self._database.session() as session:
            found = session.scalars(select(TrailRow.once).where(TrailRow.once.in_(list(once))))
            return frozenset(name for name in found if name is not None)

    def entries(self, wanted: Wanted, limit: int, offset: int = 0) -> Sequence[Entry]:
        """Entries, the newest first."""
        newest = select(TrailRow).order_by(TrailRow.at.desc(), TrailRow.id.desc())
        with self._database.session() as session:
            rows = session.scalars(newest.where(*_only(wanted)).limit(limit).offset(offset))
            return [
                Entry(row.at, Person(row.person, row.name), row.action, row.key, row.revision)
                for row in rows
            ]

    def count(self, wanted: Wanted) -> int:
        """How many entries there are."""
        with self._database.session() as session:
            return session.scalar(select(func.count(TrailRow.id)).where(*_only(wanted))) or 0

    def people(self) -> Sequence[Person]:
        """Everybody who stands in the trail, by name; each under the name used last."""
        latest = select(func.max(TrailRow.id)).group_by(TrailRow.person)
        with self._database.session() as session:
            rows = session.execute(
                select(TrailRow.person, TrailRow.name)
                .where(TrailRow.id.in_(latest))
                .order_by(TrailRow.name)
            )
            return [Person(person, name) for person, name in rows]

    def keys(self) -> Sequence[str]:
        """Every key that stands in the trail."""
        with self._database.session() as session:
            return list(session.scalars(select(TrailRow.key).distinct().order_by(TrailRow.key)))


def _only(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The conditions that an entry meets."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.person:
        conditions.append(TrailRow.person == wanted.person)
    if wanted.key:
        conditions.append(TrailRow.key == wanted.key)
    return conditions
