"""What readers tell: reports of errors, and whether a page helped. Nothing says who they are.

A report holds an e-mail address only when its author gave one, for as long as the operator says.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy import String, Text, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kb.database import Base, Database

Kind = Literal["przepis", "blad", "lacze", "dostepnosc", "inne", "ocena"]
KINDS: dict[str, str] = {
    "przepis": "Przepis jest nieaktualny albo źle opisany",
    "blad": "Błąd w treści: termin, kwota, krok, literówka",
    "lacze": "Nie działa łącze albo plik",
    "dostepnosc": "Strona jest niedostępna albo źle się wyświetla",
    "inne": "Coś innego",
}
"""What may be wrong, as readers choose it."""
SHORTEST, LONGEST = 10, 3_000
"""Characters of a report."""
LONGEST_EMAIL = 254


class ReportRow(Base):
    """A report of a reader."""

    __tablename__ = "feedback_reports"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    slug: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[date]
    kind: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(LONGEST_EMAIL))
    done: Mapped[date | None]
    """The day on which an editor settled it."""


class VoteRow(Base):
    """One answer to the question whether a page helped."""

    __tablename__ = "feedback_votes"

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    slug: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[date]
    helped: Mapped[bool]


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader reports about one version of a standard."""

    day: date
    slug: str
    version: date
    kind: Kind
    text: str
    email: str | None = None


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A report as it is kept; `done` is the day on which an editor settled it."""

    id: int
    report: Report
    done: date | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many readers of a standard were helped, and how many were not."""

    slug: str
    helped: int
    not_helped: int


class Feedback:
    """Keeps what readers tell. The tables are made when first needed.

    Every method raises `sqlalchemy.exc.SQLAlchemyError` when the database does not answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def report(self, report: Report) -> None:
        """Keep a report."""
        row = ReportRow(
            day=report.day,
            slug=report.slug,
            version=report.version,
            kind=report.kind,
            text=report.text,
            email=report.email,
        )
        with self._database.session() as session:
            session.add(row)

    def vote(self, day: date, slug: str, version: date, *, helped: bool) -> None:
        """Count one answer."""
        with self._database.session() as session:
            session.add(VoteRow(day=day, slug=slug, version=version, helped=helped))

    def reports(self) -> Sequence[Report]:
        """Every report, the newest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(ReportRow).order_by(ReportRow.day.desc(), ReportRow.id.desc())
            )
            return [_report(row) for row in rows]

    def waiting(self) -> Sequence[KeptReport]:
        """The reports that no editor has settled, the oldest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(ReportRow)
                .where(ReportRow.done.is_(None))
                .order_by(ReportRow.day, ReportRow.id)
            )
            return [KeptReport(row.id, _report(row), row.done) for row in rows]

    def settled(self, limit: int) -> Sequence[KeptReport]:
        """The reports settled last, the newest first."""
        with self._database.session() as session:
            rows = session.scalars(
                select(ReportRow)
                .where(ReportRow.done.is_not(None))
                .order_by(ReportRow.done.desc(), ReportRow.id.desc())
                .limit(limit)
            )
            return [KeptReport(row.id, _report(row), row.done) for row in rows]

    def settle(self, report: int, done: date | None) -> str | None:
        """Say that a report is settled, or is not after all (`None`).

        The slug of its standard; `None` when there is no such report or it stood so already.
        """
        with self._database.session() as session:
            row = session.get(ReportRow, report)
            if row is None or (row.done is None) == (done is None):
                return None
            row.done = done
            return row.slug

    def tallies(self) -> Sequence[Tally]:
        """The answers of every standard that has any, those that helped least first."""
        counted: dict[str, dict[bool, int]] = {}
        with self._database.session() as session:
            rows = session.execute(
                select(VoteRow.slug, VoteRow.helped, func.count()).group_by(
                    VoteRow.slug, VoteRow.helped
                )
            )
            for slug, helped, count in rows:
                counted.setdefault(slug, {})[helped] = count
        found = [Tally(slug, c.get(True, 0), c.get(False, 0)) for slug, c in counted.items()]
        return sorted(found, key=lambda tally: (-tally.not_helped, tally.slug))

    def forget_addresses(self, before: date) -> None:
        """Erase the e-mail addresses of reports from before that day; their texts stay."""
        with self._database.session() as session:
            session.execute(
                update(ReportRow)
                .where(ReportRow.day < before, ReportRow.email.is_not(None))
                .values(email=None)
            )


def _report(row: ReportRow) -> Report:
    return Report(row.day, row.slug, row.version, kind_of(row.kind), row.text, row.email)


def retention_start(today: date, months: int) -> date:
    """The day before which addresses are erased: so many months back, at the month's end."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def kind_of(text: str) -> Kind:
    """A kind by its name; an unknown one counts as something else."""
    known: tuple[Kind, ...] = ("przepis", "blad", "lacze", "dostepnosc", "ocena")
    return next((kind for kind in known if kind == text), "inne")
