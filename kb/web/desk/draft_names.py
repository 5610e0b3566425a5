"""Slugs and codes that drafts hold already, so that two new documents do not get the same."""

from kb.editing.document import Damaged, read_document
from kb.history.history import History


def taken_names(history: History) -> frozenset[str]:
    """The keys of all drafts and the codes of the documents that they change."""
    taken: set[str] = set()
    for draft in history.drafts():
        taken.add(draft.key)
        for path in history.changes(draft.key):
            content = history.read(draft.head, path) if path.suffix == ".md" else None
            if content is None:
                continue
            try:
                code = read_document(content.decode(errors="replace"), path).data.get("code")
            except Damaged:
                continue
            if isinstance(code, str):
                taken.add(code)
    return frozenset(taken)
