"""Changed acts and the standards that they touch. Pure.

A standard says on which day its legal state was checked; an act says when its changes came into
force, where its texts were announced, and when it was looked at last. Of an announcement only the
year is known, so one of the same year counts only when the act was looked at after the standard.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kb.documents.law import journal_label
from kb.documents.model import Version
from kb.documents.text import polish_date, polish_key
from kb.documents.vocabulary import Act


@dataclass(frozen=True, slots=True)
class Touched:
    """A version in force whose legal state is older than a change of an act; `why` in words."""

    version: Version
    why: str


@dataclass(frozen=True, slots=True)
class ChangedAct:
    """An act with the versions that its changes touch, by the Polish alphabet of their titles."""

    act: Act
    touched: tuple[Touched, ...]


def changed_acts(
    acts: Iterable[Act], reliance: Mapping[str, Iterable[Version]], day: date
) -> tuple[ChangedAct, ...]:
    """The acts that changed after a standard in force on `day` was checked, in their order.

    `reliance` gives the versions that cite an act by its slug.
    """
    found = []
    for act in acts:
        cited = (v for v in reliance.get(act.slug, ()) if v.in_force_on(day))
        touched = [
            Touched(version, why)
            for version in cited
            if (why := _why(act, version.meta.legal_state)) is not None
        ]
        if touched:
            rows = sorted(touched, key=lambda row: polish_key(row.version.meta.title))
            found.append(ChangedAct(act, tuple(rows)))
    return tuple(found)


def _why(act: Act, legal_state: date) -> str | None:
    for change in act.amendments:
        if change.in_force is not None and change.in_force > legal_state:
            return f"{journal_label(change)}: zmiana od {polish_date(change.in_force)}"
    known = [change for change in act.amendments if change.in_force is None]
    for journal in (*known, *act.consolidated):
        looked_at_later = journal.year == legal_state.year and act.checked > legal_state
        if journal.year > legal_state.year or looked_at_later:
            return f"{journal_label(journal)}: ogłoszono w {journal.year} r."
    return None
