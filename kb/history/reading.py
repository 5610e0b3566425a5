"""What the history tells without changing anything."""

from pathlib import Path, PurePosixPath

from pygit2 import Oid, Repository

from kb.history import drafts, log, merging, store
from kb.history.commits import main_of
from kb.history.model import Draft, DraftEvent, Revision
from kb.history.trees import blob_at, changed_paths, commit_at, paths_under, tree_of


class ReadHistory:
    """The content repository at `root`, for reading.

    Objects hold no open files, so one may be shared by threads and taken across a fork. Nothing
    here waits for a writer.

    Raises:
        NotARepository: the folder holds no content repository.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._git = Path(store.open_repository(root).path)

    @property
    def head(self) -> str:
        """The commit that is published."""
        return str(main_of(self._open()))

    def read(self, revision: str, path: PurePosixPath) -> bytes | None:
        """The content of a file in a commit or tree; `None` when there is no such file.

        Raises:
            NoSuchRevision: there is no such commit.
        """
        return blob_at(tree_of(self._open(), revision), path)

    def files(self, revision: str, folder: PurePosixPath) -> tuple[PurePosixPath, ...]:
        """All files in a folder, and below it, in a commit or tree; paths from the root, sorted.

        Raises:
            NoSuchRevision: there is no such commit.
        """
        return paths_under(tree_of(self._open(), revision), folder)

    def drafts(self) -> tuple[Draft, ...]:
        """All drafts, by key."""
        repository = self._open()
        found = (drafts.find(repository, key) for key in drafts.keys(repository))
        return tuple(draft for draft in found if draft is not None)

    def draft(self, key: str) -> Draft | None:
        """The draft with this key."""
        return drafts.find(self._open(), key)

    def changes(self, key: str) -> tuple[PurePosixPath, ...]:
        """The files that differ between the draft and its base, sorted.

        Raises:
            NoSuchDraft: there is none.
        """
        repository = self._open()
        draft = drafts.required(repository, key)
        base, head = (commit_at(repository, oid) for oid in (draft.base, draft.head))
        return changed_paths(base.tree, head.tree)

    def events(self, key: str) -> tuple[DraftEvent, ...]:
        """What happened to the draft, newest first.

        Raises:
            NoSuchDraft: there is none.
        """
        repository = self._open()
        return drafts.events(repository, drafts.required(repository, key))

    def merged(self, key: str) -> str:
        """The content as it would be with the draft published: the id of a tree, for `read`.

        Raises:
            PublishConflict: the same places were published in another wording meanwhile.
            NoSuchDraft: there is none.
        """
        repository = self._open()
        draft = drafts.required(repository, key)
        return str(merging.merged(repository, Oid(hex=draft.head)).id)

    def discarded(self) -> tuple[Draft, ...]:
        """The drafts that were put away, the latest first; `last` did it, at `changed`."""
        repository = self._open()
        found = [
            drafts.describe(repository, key, "draft", head)
            for key, head in drafts.discarded(repository)
        ]
        return tuple(sorted(found, key=lambda draft: draft.changed, reverse=True))

    def log(self, folder: PurePosixPath | None = None, limit: int = 200) -> tuple[Revision, ...]:
        """What was published, in this folder (or file) only or at all; newest first."""
        return log.revisions(self._open(), folder, limit)

    def revision(self, revision: str) -> Revision:
        """The revision with this id.

        Raises:
            NoSuchRevision: there is none.
        """
        return log.describe_revision(commit_at(self._open(), revision))

    def _open(self) -> Repository:
        return store.open_repository(self.root)
