"""Publishing a reviewed draft: checked, by other eyes than those who wrote it, once."""

import logging
from dataclasses import dataclass
from datetime import date

from sqlalchemy.exc import SQLAlchemyError

from indexer.errors import IndexerError
from kb.documents.problems import Problem
from kb.editing.checking import check_publication
from kb.errors import KnowledgeBaseError
from kb.history.history import History
from kb.history.model import Person, Revision
from kb.publication import Publisher
from kb.workflow.adopting import adopt
from kb.workflow.trail import Trail

log = logging.getLogger(__name__)


class DraftHasErrors(KnowledgeBaseError):
    """The draft would be left out of the site; `problems` say why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("Szkic ma błędy → popraw je i wyślij do sprawdzenia jeszcze raz.")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Desk:
    """What publishing works with."""

    history: History
    publisher: Publisher
    trail: Trail


@dataclass(frozen=True, slots=True)
class Publishing:
    """Which state of which draft is published by whom, and why."""

    key: str
    expected: str
    reviewer: Person
    note: str


def publish(desk: Desk, what: Publishing, day: date) -> Revision:
    """Publish a draft and serve it; asked twice, it is published once.

    From the moment it is in the history nothing undoes it: should serving it or the trail fail,
    both are made good later.

    Raises:
        DraftHasErrors: the site would leave the document out.
        Damaged: its document cannot even be read.
        OwnText: the reviewer is among the authors.
        NotInReview, DraftMoved, NoSuchDraft, PublishConflict, HistoryBusy: see `History.publish`.
    """
    draft = desk.history.draft(what.key)
    if draft is not None and draft.head == what.expected:
        library = desk.publisher.current.library
        errors = check_publication(desk.history, draft, library, day).errors
        if errors:
            raise DraftHasErrors(errors)
    revision = desk.history.publish(what.key, what.expected, what.reviewer, what.note)
    try:
        desk.publisher.refresh()
    except (OSError, IndexerError):
        log.exception("%s is published; serving it is tried again by the watch", what.key)
    try:
        adopt(desk.trail, [revision])
    except SQLAlchemyError:
        log.exception("%s is published; the trail will read it from git", what.key)
    return revision
