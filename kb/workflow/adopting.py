"""Publications as git tells of them, brought into the trail: none is missed, none stands twice."""

import logging
from collections.abc import Iterable
from pathlib import PurePosixPath

from kb.history.errors import HistoryError
from kb.history.history import History
from kb.history.model import Revision
from kb.workflow.trail import Entry, Trail

log = logging.getLogger(__name__)

VOCABULARY = "vocabulary"


def take_in_outside_edits(history: History) -> None:
    """Make a revision of what was edited past the service, so that the history tells of it.

    When others write just now it is left to them: every writer does the same first.
    """
    try:
        history.adopt_outside_edits()
    except HistoryError:
        log.warning("outside edits are taken in by the next writer", exc_info=True)


def adopt(trail: Trail, revisions: Iterable[Revision]) -> int:
    """Add the publications and outside changes that the trail does not know; how many."""
    new = {f"revision:{revision.id}": revision for revision in revisions}
    known = trail.known(new)
    missing = [(once, r) for once, r in new.items() if once not in known and r.action != "seed"]
    return sum(trail.record(_entry(revision), once) for once, revision in reversed(missing))


def key_of(path: PurePosixPath) -> str:
    """What a file of the content belongs to: a slug, `vocabulary.<name>`, or the file itself."""
    if len(path.parts) == 3:
        return path.parts[1]
    if len(path.parts) == 2 and path.parts[0] == VOCABULARY:
        return f"{VOCABULARY}.{path.stem}"
    return str(path)


def _entry(revision: Revision) -> Entry:
    keys = dict.fromkeys(key_of(path) for path in revision.paths)
    published = revision.action == "publish"
    return Entry(
        at=revision.when,
        person=revision.reviewer or revision.author,
        action="draft.publish" if published else "content.outside",
        key=next(iter(keys), ""),
        revision=revision.id,
    )
