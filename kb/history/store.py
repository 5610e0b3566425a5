"""Opening and making the repository, and clearing up after a writer that was killed."""

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pygit2
from pygit2 import GitError, Repository
from pygit2.enums import Option, RepositoryOpenFlag

from kb.history import messages
from kb.history.commits import record
from kb.history.errors import NotARepository, NotEmpty
from kb.history.model import PROGRAM
from kb.history.references import MAIN, move, target
from kb.history.worktree import mark_published, remove_leftovers, write_whole

LOCK = "kb.lock"

SEED_NOTE = "Treść dołączona do programu"

_CONFIG = {
    "receive.denyCurrentBranch": "updateInstead",  # a push brings the files up
    "receive.denyNonFastForwards": "true",  # and cannot take back what was published
    "receive.denyDeletes": "true",
    "core.logAllRefUpdates": "false",  # the history of a branch that never goes back is its log
    "core.autocrlf": "false",
    "core.fileMode": "false",
    "core.quotePath": "false",
}

_INFO = {
    "exclude": ".*\n!.gitignore\n!.gitattributes\n*~\n*.swp\n*.tmp\n#*#\nThumbs.db\n",
    "attributes": "* -text\n",
}
"""What editors and systems leave beside files is no content; no byte of a file is translated."""

# Objects and branches must be on the disk, not just in memory, before anybody is told "saved".
pygit2.option(Option.ENABLE_FSYNC_GITDIR, True)


def open_repository(root: Path) -> Repository:
    """The repository in this folder itself, never one around it.

    Raises:
        NotARepository: there is none with a branch `main` and files, or it cannot be opened.
    """
    remedy = "załóż repozytorium treści poleceniem „kb init” albo popraw KB_CONTENT"
    try:
        repository = Repository(str(root), RepositoryOpenFlag.NO_SEARCH)
    except GitError as error:
        raise NotARepository(f"{root}: nie ma tu repozytorium treści ({error}) → {remedy}") from (
            error
        )
    if repository.is_bare or target(repository, MAIN) is None:
        raise NotARepository(f"{root}: repozytorium nie ma plików gałęzi „main” → {remedy}")
    return repository


def is_repository(root: Path) -> bool:
    """Whether this folder has been made a repository, usable or not."""
    return os.path.lexists(root / ".git")


def make_repository(root: Path, seed: Path) -> None:
    """Make the repository beside its place, then put it there at once.

    Raises:
        NotEmpty: something is there already.
        OSError, GitError: it cannot be written.
    """
    root.parent.mkdir(parents=True, exist_ok=True)
    beside = root.with_name(f".{root.name}.{secrets.token_hex(8)}")
    try:
        shutil.copytree(seed, beside, ignore=shutil.ignore_patterns(".*"))
        with _stored_at_once():
            _commit_seed(beside)
        beside.rename(root)
    except (FileExistsError, NotADirectoryError) as error:
        raise _not_empty(root) from error
    except OSError as error:
        if root.is_dir() and any(root.iterdir()):
            raise _not_empty(root) from error
        raise
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def configure(repository: Repository) -> None:
    """Set what the repository needs, also in a copy that git made."""
    config = repository.config
    for name, value in _CONFIG.items():
        if name not in config or config[name] != value:
            config[name] = value
    for name, text in _INFO.items():
        path = Path(repository.path, "info", name)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            write_whole(path, text.encode())


def clear_up(repository: Repository) -> None:
    """Remove what a killed writer left: locks of git, unfinished objects and files."""
    folder = Path(repository.path)
    tops = ("index.lock", "packed-refs.lock", "HEAD.lock", "config.lock")
    for path in (*(folder / name for name in tops), *(folder / "refs").rglob("*.lock")):
        path.unlink(missing_ok=True)
    for path in (folder / "objects").glob("tmp_object_git2_*"):
        path.unlink(missing_ok=True)
    remove_leftovers(Path(repository.workdir))


@contextmanager
def _stored_at_once() -> Iterator[None]:
    """Bring many new files to the disk together at the end, instead of one after another."""
    pygit2.option(Option.ENABLE_FSYNC_GITDIR, False)
    try:
        yield
        os.sync()
    finally:
        pygit2.option(Option.ENABLE_FSYNC_GITDIR, True)


def _commit_seed(root: Path) -> None:
    repository = pygit2.init_repository(str(root), initial_head="main")
    configure(repository)
    _make_writable(root)
    repository.index.add_all()
    tree = repository.index.write_tree()
    repository.index.write()
    trailers = [(messages.ACTION, "seed")]
    move(repository, MAIN, None, record(repository, tree, [], PROGRAM, SEED_NOTE, trailers))
    mark_published(repository)


def _make_writable(root: Path) -> None:
    """Let the owner write, even where the seed was installed read-only."""
    for path in (root, *root.rglob("*")):
        path.chmod(path.stat().st_mode | (0o700 if path.is_dir() else 0o600))


def _not_empty(root: Path) -> NotEmpty:
    return NotEmpty(f"{root}: coś już tu jest → wskaż pusty albo nowy katalog")
