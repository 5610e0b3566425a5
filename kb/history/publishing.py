"""Publishing: merging a draft into `main`, and going on with what a crash interrupted.

The order makes it safe to be killed between any two steps: the merged commit, the intent, `main`
(from here on it is published), the files, the branch of the draft, the intent again.
"""

from pygit2 import Commit, Oid, Repository, Signature

from kb.history import messages
from kb.history.commits import main_of, signature
from kb.history.drafts import branch
from kb.history.merging import merged
from kb.history.model import Draft, Person
from kb.history.references import INTENT, MAIN, Moved, move, remove, target
from kb.history.trees import commit_at
from kb.history.worktree import bring_up, mark_published


def publish(repository: Repository, draft: Draft, reviewer: Person, note: str) -> Commit:
    """Publish a draft as a new revision.

    Raises:
        PublishConflict: the same places were published in another wording meanwhile.
        Moved: a `git push` moved `main` at the same time; nothing was published.
        Unwritable: it is published, but a file of it could not be written yet.
    """
    main, head = main_of(repository), Oid(hex=draft.head)
    tree = merged(repository, head)
    commit = repository.create_commit(
        None,
        _author(repository, draft),
        signature(reviewer),
        _message(draft, reviewer, note),
        tree.id,
        [main, head],
    )
    move(repository, INTENT, None, commit)
    try:
        move(repository, MAIN, main, commit)
    except Moved:
        remove(repository, INTENT, commit)
        raise
    finish(repository)
    return commit_at(repository, commit)


def finish(repository: Repository) -> None:
    """Bring an interrupted publication to its end, or forget one that had not moved `main`.

    Raises:
        Unwritable: a file cannot be written.
    """
    intent = target(repository, INTENT)
    if intent is None:
        return
    main = main_of(repository)
    if main == intent or repository.descendant_of(main, intent):
        commit = commit_at(repository, intent)
        bring_up(repository, commit.parents[0].tree, commit_at(repository, main).tree)
        _close_draft(repository, commit)
        mark_published(repository)
    remove(repository, INTENT, intent)


def _close_draft(repository: Repository, commit: Commit) -> None:
    """Delete the branch of a published draft, unless something was added to it since."""
    key = messages.read_message(commit.message).first(messages.KEY)
    name = branch(key or "", "review")
    if target(repository, name) == commit.parent_ids[1]:
        remove(repository, name, commit.parent_ids[1])


def _author(repository: Repository, draft: Draft) -> Signature:
    """The first author of the text, at the time of its last change."""
    who = draft.authors[0] if draft.authors else draft.last
    return signature(who, commit_at(repository, draft.head).commit_time)


def _message(draft: Draft, reviewer: Person, note: str) -> str:
    trailers = [
        (messages.ACTION, "publish"),
        (messages.KEY, draft.key),
        (messages.REVIEWER, messages.identity(reviewer)),
    ]
    trailers += [(messages.CO_AUTHOR, messages.identity(person)) for person in draft.authors[1:]]
    return messages.message_text(note, trailers)
