"""`History`: the one door to the content repository, for every page and command."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pygit2 import GitError, Oid, Repository

from kb.history import drafting, drafts, log, merging, publishing, store, worktree
from kb.history.commits import main_of
from kb.history.errors import (
    DraftMoved,
    HistoryBusy,
    NoSuchDraft,
    NotInReview,
    OwnText,
    Unwritable,
)
from kb.history.lock import WAIT, exclusive
from kb.history.model import Draft, DraftAction, DraftState, Person, Revision
from kb.history.reading import ReadHistory
from kb.history.references import Moved
from kb.history.trees import commit_at, with_changes

logger = logging.getLogger(__name__)

_ATTEMPTS = 3
"""How often a publication is tried when somebody pushes at the same time."""

_REBASED = "Uzgodnienie z opublikowaną treścią"

Changes = Mapping[PurePosixPath, bytes | None]
"""Path → new content of the file; `None` deletes it."""


class History(ReadHistory):
    """The content repository at `root`: a working tree that the site reads, and its history.

    Every method that writes waits for other writers, at most `wait` seconds, and raises
    `HistoryBusy` after that, `Unwritable` when the disk refuses. What a method returned is safely
    stored. As `ReadHistory`, one object may be shared by threads and taken across a fork.

    Raises:
        NotARepository: the folder holds no content repository.
    """

    def __init__(self, root: Path, wait: float = WAIT) -> None:
        super().__init__(root)
        self._wait = wait

    @classmethod
    def create(cls, root: Path, seed: Path) -> "History":
        """Make the repository from a folder of content; it appears whole or not at all.

        Raises:
            NotEmpty: something is there already.
            Unwritable: it cannot be written.
        """
        try:
            store.make_repository(root, seed)
        except (OSError, GitError) as error:
            raise Unwritable(str(root), str(error)) from error
        return cls(root)

    def save(
        self, key: str, changes: Changes, author: Person, expected: str | None, note: str
    ) -> Draft:
        """Save changes to the draft that stands at `expected`; without it, begin one.

        What changes nothing makes no new state, so the same may be sent twice. A new draft starts
        from what is published and exists even when it changes nothing yet.

        Raises:
            DraftMoved: the draft stands elsewhere; nothing was written.
            NoSuchDraft: there is none any more.
            ValueError: a path leads out of the content, or the key cannot be one.
        """
        if not drafts.is_key(key):
            raise ValueError(f"not a key of a draft: {key!r}")
        with self._writing() as repository:
            draft = drafts.find(repository, key)
            if draft is None:
                if expected is not None:
                    raise NoSuchDraft(key)
                self._take_in(repository)
                return drafting.begin(repository, key, changes, author, note)
            before = commit_at(repository, draft.head).tree
            after = with_changes(repository, before, changes)
            if after.id == before.id:
                return draft
            if draft.head != expected:
                raise DraftMoved(draft)
            return drafting.add(repository, draft, after, author, "save", note)

    def send(self, key: str, expected: str, by: Person, note: str) -> Draft:
        """Send a draft for review; one sent from this very state already stays as it is.

        Raises:
            DraftMoved: the draft stands elsewhere.
            NoSuchDraft: there is none any more.
        """
        return self._turn(key, expected, "review", "send", by, note)

    def give_back(self, key: str, expected: str, by: Person, note: str) -> Draft:
        """Give a draft back from review to be written on.

        Raises:
            DraftMoved: the draft stands elsewhere.
            NotInReview: it was not sent for review.
            NoSuchDraft: there is none any more.
        """
        return self._turn(key, expected, "draft", "give-back", by, note)

    def discard(self, key: str, expected: str, by: Person) -> None:
        """Put a draft away; it can be restored.

        Raises:
            DraftMoved: the draft stands elsewhere.
            NoSuchDraft: there is none any more.
        """
        with self._writing() as repository:
            if drafts.find(repository, key) is None:
                for _key, kept in filter(lambda row: row[0] == key, drafts.discarded(repository)):
                    if expected in map(str, commit_at(repository, kept).parent_ids):
                        return  # the same was asked for twice
            drafting.discard(repository, drafts.required(repository, key, expected), by)

    def restore(self, key: str, head: str, by: Person) -> Draft:
        """Take a discarded draft up again; `head` says which.

        Raises:
            DraftMoved: another draft of the same key is being written.
            NoSuchDraft: no such draft was discarded.
        """
        with self._writing() as repository:
            if drafts.find(repository, key) is not None:
                raise drafting.moved(repository, key)
            for found, kept in drafts.discarded(repository):
                if (found, str(kept)) == (key, head):
                    return drafting.restore(repository, key, kept, by)
            raise NoSuchDraft(key)

    def publish(self, key: str, expected: str, reviewer: Person, note: str) -> Revision:
        """Publish a reviewed draft; one published from this very state already is told again.

        Raises:
            DraftMoved: the draft stands elsewhere.
            NotInReview: it was not sent for review.
            OwnText: the reviewer wrote a part of it.
            PublishConflict: the same places were published in another wording meanwhile.
            NoSuchDraft: there is none any more.
        """
        with self._writing() as repository:
            for _ in range(_ATTEMPTS):
                self._take_in(repository)
                done = log.publication_of(repository, key, expected)
                if done is not None:
                    return log.describe_revision(done)
                draft = drafts.required(repository, key, expected)
                if draft.state != "review":
                    raise NotInReview(draft)
                if reviewer.id in {author.id for author in draft.authors}:
                    raise OwnText(reviewer)
                try:
                    commit = publishing.publish(repository, draft, reviewer, note)
                except Moved:
                    continue
                return log.describe_revision(commit)
            raise HistoryBusy

    def rebase(self, key: str, expected: str, changes: Changes, author: Person) -> Draft:
        """Join what was published meanwhile into the draft, with `changes` where both differ.

        Raises:
            DraftMoved: the draft stands elsewhere.
            PublishConflict: there are conflicts that `changes` does not settle.
            NoSuchDraft: there is none any more.
            ValueError: a path leads out of the content.
        """
        with self._writing() as repository:
            self._take_in(repository)
            draft = drafts.required(repository, key, expected)
            main = main_of(repository)
            tree = merging.merged(repository, Oid(hex=draft.head), changes)
            if str(main) == draft.base and not changes:
                return draft
            action: DraftAction = "save" if changes else "refresh"
            return drafting.add(repository, draft, tree, author, action, _REBASED, onto=main)

    def adopt_outside_edits(self) -> Revision | None:
        """Make a revision of what was edited in the files past the service, if anything was."""
        with self._writing() as repository:
            commit = self._take_in(repository)
            return log.describe_revision(commit_at(repository, commit)) if commit else None

    def recover(self) -> None:
        """Go on with what a killed process left unfinished; to be called at each start.

        Raises:
            Unwritable: a file of an interrupted publication still cannot be written.
        """
        with self._writing() as repository:
            _clear_up(repository)
            store.configure(repository)
            publishing.finish(repository)

    @contextmanager
    def _writing(self) -> Iterator[Repository]:
        """The repository, for one writer; first cleared of what a killed one left."""
        try:
            with exclusive(self._git / store.LOCK, self._wait) as interrupted:
                repository = self._open()
                if interrupted:
                    _clear_up(repository)
                    _try_to_finish(repository)
                yield repository
        except (OSError, GitError) as error:
            raise Unwritable(str(self.root), str(error)) from error

    @staticmethod
    def _take_in(repository: Repository) -> Oid | None:
        """Bring the published files and `main` together; the commit of edits from outside."""
        publishing.finish(repository)
        for _ in range(_ATTEMPTS):
            try:
                return worktree.adopt(repository)
            except Moved:
                continue
        raise HistoryBusy

    def _turn(
        self,
        key: str,
        expected: str,
        state: DraftState,
        action: DraftAction,
        by: Person,
        note: str,
    ) -> Draft:
        with self._writing() as repository:
            draft = drafts.required(repository, key)
            head = commit_at(repository, draft.head)
            before = str(head.parent_ids[0]) if head.parent_ids else ""
            if drafts.action_of(head) == action and before == expected:
                return draft  # the same was asked for twice
            draft = drafts.required(repository, key, expected)
            if draft.state == state:
                if action == "give-back":
                    raise NotInReview(draft)
                return draft
            return drafting.turn(repository, draft, state, by, action, note)


def _clear_up(repository: Repository) -> None:
    store.clear_up(repository)
    drafting.settle(repository)


def _try_to_finish(repository: Repository) -> None:
    """Finish an interrupted publication; where that fails, drafts can still be saved."""
    try:
        publishing.finish(repository)
    except Unwritable:
        logger.exception("an interrupted publication cannot be finished yet")
