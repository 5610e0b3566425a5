"""Drafts as rows of lists: what each is, who has it, and what waits for the person looking."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kb.history.history import History
from kb.history.model import DraftEvent, Person
from kb.library import Library
from kb.workflow.drafts import TitledDraft, titled


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft in a list. `note` is what was said last when it was sent or given back."""

    draft: TitledDraft
    open_comments: int
    note: DraftEvent | None
    mine: bool

    @property
    def in_review(self) -> bool:
        """Whether it waits for a reviewer."""
        return self.draft.draft.state == "review"

    @property
    def returned(self) -> bool:
        """Whether it was given back and waits for its author."""
        given_back = self.note is not None and self.note.action == "give-back"
        return given_back and not self.in_review

    @property
    def editor_url(self) -> str:
        """Where it is edited."""
        return f"/redakcja/szkice/{self.draft.key}"

    @property
    def review_url(self) -> str:
        """Where it is reviewed."""
        return f"{self.editor_url}/recenzja"


@dataclass(frozen=True, slots=True)
class DraftLists:
    """All drafts, parted by what the person looking has to do with them; each stands once."""

    returned: tuple[DraftRow, ...]
    mine: tuple[DraftRow, ...]
    to_review: tuple[DraftRow, ...]
    others: tuple[DraftRow, ...]


def draft_rows(
    history: History, library: Library, waiting: Iterable[tuple[str, str]], person: Person
) -> tuple[DraftRow, ...]:
    """A row for every draft, the one changed last first; `waiting` are the comments not settled."""
    comments = Counter(waiting)
    rows = []
    for draft in sorted(history.drafts(), key=lambda draft: draft.changed, reverse=True):
        row = titled(history, draft, library)
        events = history.events(draft.key)
        rows.append(
            DraftRow(
                draft=row,
                open_comments=sum(comments[draft.key, event.id] for event in events),
                note=last_note(events),
                mine=row.written_by(person),
            )
        )
    return tuple(rows)


def parted(rows: Iterable[DraftRow], *, reviews: bool) -> DraftLists:
    """Part the drafts; `reviews` says whether the person may review those of others."""
    own: list[DraftRow] = []
    foreign: list[DraftRow] = []
    for row in rows:
        (own if row.mine else foreign).append(row)
    waiting = [row for row in foreign if row.in_review and reviews]
    return DraftLists(
        returned=tuple(row for row in own if row.returned),
        mine=tuple(row for row in own if not row.returned),
        to_review=tuple(reversed(waiting)),
        others=tuple(row for row in foreign if row not in waiting),
    )


def last_note(events: Iterable[DraftEvent]) -> DraftEvent | None:
    """What was said when the draft was last sent or given back; `events` come newest first."""
    return next((event for event in events if event.action in ("send", "give-back")), None)
