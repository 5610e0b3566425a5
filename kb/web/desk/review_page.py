"""What the page of a review shows, and what the person looking may do with the draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kb.documents.problems import Problem
from kb.history.history import History
from kb.history.model import DraftEvent, Person
from kb.web.desk.draft_addresses import draft_folder
from kb.web.desk.draft_rows import last_note
from kb.web.desk.editor.form_problems import Told, control_name, told
from kb.web.desk.editor.preview import preview_page
from kb.web.edition import Edition
from kb.web.pages.standards import StandardPage
from kb.workflow.comments import Comment, Comments
from kb.workflow.reviewing import Review, review

WHOLE = ""
"""The place of a comment on the document as a whole."""

_OWN = (
    "Nie możesz opublikować tego szkicu, bo jesteś wśród jego autorów. Zrobi to inna osoba "
    "z rolą redaktora."
)
_NO_ROLE = "Publikuje osoba z rolą redaktora."
_NOT_YOURS = "Do recenzji wyśle ten szkic jego autor albo osoba z rolą redaktora."
_CONFLICT = "Najpierw trzeba uzgodnić ten szkic z tym, co opublikowano w międzyczasie."


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed into the forms of the page, and what is wrong with it by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the person may do; `refused` says why not, where they might expect to."""

    send: bool = False
    give_back: bool = False
    publish: bool = False
    discard: bool = False
    refused: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A draft under review. `whole` is the page of a document that is new to readers.

    `places` are the parts that can be commented on: anchor and title; `comments` those on each.
    """

    review: Review
    events: Sequence[DraftEvent]
    whole: StandardPage | None
    places: tuple[tuple[str, str], ...]
    comments: Mapping[str, Sequence[Comment]]
    allowed: Allowed
    note: str
    typed: Typed

    @property
    def errors(self) -> Sequence[Told]:
        """What keeps the draft from being published, in the words of the form."""
        return _told(self.review.errors)

    @property
    def warnings(self) -> Sequence[Told]:
        """What does not."""
        return _told(self.review.warnings)

    @property
    def sent(self) -> DraftEvent | None:
        """What was said when the draft was last sent or given back."""
        return last_note(self.events)

    def seen_at(self, head: str) -> bool:
        """Whether this is what a form saw: the draft still being written, in that state."""
        draft = self.review.draft.draft
        return (draft.head, draft.state) == (head, "draft")

    @property
    def waiting(self) -> int:
        """How many comments are not settled."""
        return sum(comment.open for found in self.comments.values() for comment in found)


def review_page(
    history: History,
    key: str,
    edition: Edition,
    comments: Comments,
    day: date,
    person: Person,
    typed: Typed,
    *,
    reviews: bool,
) -> ReviewPage | None:
    """The page of a draft for a person; `reviews` says whether they may review.

    `None` when there is no such draft.
    """
    draft = history.draft(key)
    if draft is None:
        return None
    events = history.events(key)
    found = review(history, draft, edition.library, day)
    whole = None
    if found.draft.is_new and found.document is not None:
        folder = draft_folder(history, draft, found.document.path)
        whole = preview_page(found.document, edition, day, folder)
    places = _places(found, whole)
    heads = {draft.base, *(event.id for event in events)}
    return ReviewPage(
        review=found,
        events=events,
        whole=whole,
        places=places,
        comments=_by_place(comments.of(key, heads), places),
        allowed=allowed(found, person, reviews=reviews),
        note=_suggested_note(found, last_note(events)),
        typed=typed,
    )


def allowed(found: Review, person: Person, *, reviews: bool) -> Allowed:
    """What may be done with a draft; publishing needs other eyes than those that wrote it."""
    is_author = found.draft.written_by(person)
    theirs = reviews or is_author
    if found.draft.draft.state == "draft":
        refused = _not_sent(found) if theirs else _NOT_YOURS
        return Allowed(send=not refused, discard=theirs, refused=refused)
    refused = _OWN if is_author else _not_published(found) if reviews else _NO_ROLE
    return Allowed(give_back=theirs, publish=not refused, discard=theirs, refused=refused)


def _not_sent(found: Review) -> str:
    """Why a draft cannot be sent for review yet; empty when it can."""
    if found.errors:
        return "Szkic ma błędy. Popraw je, a potem wyślij go do recenzji."
    if found.conflict:
        return _CONFLICT
    if found.empty:
        return "Szkic niczego jeszcze nie zmienia, więc nie ma czego recenzować."
    return ""


def _not_published(found: Review) -> str:
    """Why a reviewed draft cannot be published; empty when it can."""
    if found.conflict:
        return _CONFLICT
    if found.errors:
        return "Szkic ma błędy, więc nie można go opublikować. Zwróć go autorowi."
    if found.empty:
        return "To samo jest już opublikowane, więc szkic niczego nie zmienia. Możesz go porzucić."
    return ""


def _told(problems: Sequence[Problem]) -> Sequence[Told]:
    return told(problems, {control_name(problem.field) for problem in problems})


def _places(found: Review, whole: StandardPage | None) -> tuple[tuple[str, str], ...]:
    """The parts of the page that can be commented on, the whole first."""
    if whole is not None:
        parts = [part for part in whole.view.contents if part[0] not in ("pobierz", "metryka")]
    else:
        last = found.documents[-1] if found.documents else None
        parts = [(part.anchor, part.title) for part in last.parts] if last is not None else []
    return ((WHOLE, "Całość"), *parts)


def _by_place(
    comments: Sequence[Comment], places: Sequence[tuple[str, str]]
) -> Mapping[str, Sequence[Comment]]:
    """Comments by their place; those whose place is gone stand with the whole."""
    found: dict[str, list[Comment]] = {anchor: [] for anchor, _ in places}
    for comment in comments:
        found[comment.place if comment.place in found else WHOLE].append(comment)
    return found


def _suggested_note(found: Review, sent: DraftEvent | None) -> str:
    """What the document says about the change, if that is new; else what its author said."""
    note = found.document.data.get("change_note") if found.document is not None else None
    before = found.documents[-1].old if found.documents else None
    if isinstance(note, str) and (before is None or note.strip() != before.meta.change_note):
        return note.strip()
    return sent.note if sent is not None and sent.action == "send" else ""
