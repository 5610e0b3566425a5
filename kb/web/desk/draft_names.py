"""What drafts hold already, so that two new documents do not get the same slug or code."""

from collections.abc import Iterable
from pathlib import PurePosixPath

from kb.editing.document import Damaged, EditedDocument
from kb.history.history import History
from kb.history.model import Draft
from kb.web.desk.editor.opened import read_at
from kb.workflow.drafts import document_path


def drafted_documents(history: History) -> tuple[tuple[Draft, EditedDocument], ...]:
    """Every draft of a document that can be read, with its newest version."""
    found = []
    for draft in history.drafts():
        path = document_path(history.changes(draft.key), draft.key)
        try:
            document = read_at(history, draft.head, path or PurePosixPath("-"))
        except Damaged:
            continue
        if path is not None and document.data:
            found.append((draft, document))
    return tuple(found)


def taken_names(
    history: History, drafted: Iterable[tuple[Draft, EditedDocument]]
) -> frozenset[str]:
    """The keys of all drafts and the codes of the documents in them."""
    codes = (document.data.get("code") for _, document in drafted)
    return frozenset(
        [draft.key for draft in history.drafts()] + [c for c in codes if isinstance(c, str)]
    )
