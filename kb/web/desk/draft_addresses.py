"""The files of a draft in its preview: where they lie, and the addresses that lead to them."""

from pathlib import Path, PurePosixPath

from kb.editing.staging import stage
from kb.history.history import History
from kb.history.model import Draft


def draft_folder(history: History, draft: Draft, path: PurePosixPath) -> Path:
    """The folder of the document at `path` as the draft holds it."""
    return stage(history, draft, draft.head).root / path.parent


def with_draft_files(html: str, key: str, path: PurePosixPath) -> str:
    """A preview whose pictures and attachments are those of the draft, not the published ones."""
    published = f'="/standardy/{path.parent.name}/{path.stem}/'
    return html.replace(published, f'="/redakcja/szkice/{key}/pliki/')
