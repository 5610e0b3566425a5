"""What is searched for, counted by day without any personal data.

A row says that a query was asked so many times on a day, and whether it found anything. There is no
time of day, no address and no reader in it, and queries that look personal are not counted at all.
Only queries asked at least `AT_LEAST` times leave this module: a rare query may tell who asked it,
one that several people ask does not (k-anonymity).
"""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from sqlalchemy import ColumnElement, String, case, delete, func, make_url, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Mapped, Session, mapped_column

from indexer.folding import fold
from kb.database import Base, Database

log = logging.getLogger(__name__)

AT_LEAST = 3
"""How many times a query must have been asked before it is shown to anybody."""
LOW = 2
"""Results up to which a search found little."""
KEPT = timedelta(days=365)
LONGEST = 100
"""Characters of a query that is counted; a longer one is a pasted text."""
MOST_WORDS = 8

Outcome = Literal["none", "few", "found"]
Key = tuple[str, date, Outcome]
"""A query, the day it was asked and how it went."""

_PERSONAL = re.compile(
    r"@"
    r"|\d{7}"
    r"|\d(?:[\s./-]?\d){8}"  # PESEL, telephone, REGON, NIP, account, however parted
    r"|\b[a-z]{3}\s?\d{6}\b"  # identity card
)


class SearchCount(Base):
    """How many times a query was asked on a day, parted by how it went."""

    __tablename__ = "search_counts"

    query: Mapped[str] = mapped_column(String(LONGEST), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(String(5), primary_key=True)
    count: Mapped[int]


@dataclass(frozen=True, slots=True)
class AskedQuery:
    """A query with how many times it was asked, and of these how often it found none or few."""

    query: str
    count: int
    none: int
    few: int


def countable(text: str) -> str | None:
    """The query as it is counted, folded; `None` when it is empty, long or looks personal."""
    folded = " ".join(fold(text).split())
    is_long = len(folded) > LONGEST or len(folded.split()) > MOST_WORDS
    return None if not folded or is_long or _PERSONAL.search(folded) else folded


def outcome_of(total: int) -> Outcome:
    """How a search with that many results went."""
    if not total:
        return "none"
    return "few" if total <= LOW else "found"


def add_counts(session: Session, counts: Mapping[Key, int]) -> None:
    """Add counts to those stored; right with several processes writing at once."""
    for (query, day, outcome), count in sorted(counts.items()):
        if not _raised(session, query, day, outcome, count):
            try:
                with session.begin_nested():
                    session.add(SearchCount(query=query, day=day, outcome=outcome, count=count))
            except IntegrityError:  # another process was faster
                _raised(session, query, day, outcome, count)


def remove_old(session: Session, today: date) -> None:
    """Forget what is older than `KEPT`."""
    session.execute(delete(SearchCount).where(SearchCount.day < today - KEPT))


def asked(session: Session, since: date) -> list[AskedQuery]:
    """The queries asked at least `AT_LEAST` times since that day, the commonest first."""
    total = func.sum(SearchCount.count)

    def of(outcome: Outcome) -> ColumnElement[int]:
        return func.sum(case((SearchCount.outcome == outcome, SearchCount.count), else_=0))

    rows = session.execute(
        select(SearchCount.query, total, of("none"), of("few"))
        .where(SearchCount.day >= since)
        .group_by(SearchCount.query)
        .having(total >= AT_LEAST)
        .order_by(total.desc(), SearchCount.query)
    )
    return [AskedQuery(query, int(n), int(none), int(few)) for query, n, none, few in rows]


def asked_queries(url: str, since: date) -> list[AskedQuery]:
    """As `asked`, from the database at `url`; nothing where there is no database yet.

    Raises:
        SQLAlchemyError: the database cannot be read.
    """
    made = make_url(url)
    is_file = made.get_backend_name() == "sqlite" and made.database
    if is_file and not Path(str(made.database)).is_file():
        return []
    database = Database(url)
    try:
        with database.session() as session:
            return asked(session, since)
    finally:
        database.close()


def successful_queries(url: str, today: date) -> dict[str, int]:
    """Queries of the last year that found enough each time → how often they were asked.

    Nothing when the database cannot be read: suggestions are no reason for the site not to start.
    """
    try:
        rows = asked_queries(url, today - KEPT)
    except SQLAlchemyError:
        log.exception("past searches could not be read; suggestions do without them")
        return {}
    return {row.query: row.count for row in rows if not row.none and not row.few}


def _raised(session: Session, query: str, day: date, outcome: Outcome, count: int) -> bool:
    """Raise a stored count; whether there was one."""
    return bool(
        session.scalars(
            update(SearchCount)
            .where(
                SearchCount.query == query,
                SearchCount.day == day,
                SearchCount.outcome == outcome,
            )
            .values(count=SearchCount.count + count)
            .returning(SearchCount.count)
            .execution_options(synchronize_session=False)
        ).all()
    )
