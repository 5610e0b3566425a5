"""Changes of the files of a draft, saved on top of whatever the draft holds by now."""

from collections.abc import Callable
from datetime import date

from kb.attachments.changing import Change
from kb.attachments.draft_files import DraftFiles, read_files
from kb.attachments.errors import AttachmentRefused
from kb.history.errors import DraftMoved, HistoryBusy
from kb.history.history import History
from kb.history.model import Person

IN_REVIEW = (
    "Ten szkic czeka na sprawdzenie, więc plików nie można teraz zmieniać. Poproś osobę "
    "sprawdzającą, żeby go zwróciła."
)
_ATTEMPTS = 5


def change_files(
    history: History,
    key: str,
    day: date,
    author: Person,
    make: Callable[[DraftFiles], Change],
    expected: str | None = None,
) -> Change:
    """Save what `make` makes of the files of the draft; what changes nothing is not saved.

    A file added or removed goes well with what others write meanwhile, so it is tried again on
    top of that. `expected` asks for the opposite: that the draft stands just there.

    Raises:
        AttachmentRefused: `make` refuses, or the draft is in review.
        NoSuchDraft, NoSuchVersion: the draft or its version is gone.
        Damaged: the front matter of the version cannot be read.
        DraftMoved: the draft is not at `expected`.
        HistoryBusy: others are writing all the time.
    """
    for _ in range(_ATTEMPTS):
        files = read_files(history, key, day)
        if files.draft.state == "review":
            raise AttachmentRefused(IN_REVIEW)
        if expected is not None and files.draft.head != expected:
            raise DraftMoved(files.draft)
        change = make(files)
        if not change.files:
            return change
        try:
            history.save(key, change.files, author, files.draft.head, change.told)
        except DraftMoved:
            continue
        return change
    raise HistoryBusy
