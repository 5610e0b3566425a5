"""Records what the person signed in has done."""

import logging
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from kb.web.desk.access import current_person
from kb.web.desk.services import editing
from kb.workflow.trail import Entry, Trail

log = logging.getLogger(__name__)


def record(action: str, key: str, revision: str = "", once: str | None = None) -> None:
    """Add to the trail what has just been done; with `once` the same thing only once.

    What was done stays done when the trail cannot be written; that is logged.
    """
    entry = Entry(datetime.now(UTC), current_person(), action, key, revision)
    try:
        Trail(editing().database).record(entry, once)
    except SQLAlchemyError:
        log.exception("not in the trail: %s %s by %s", action, key, entry.person.id)
