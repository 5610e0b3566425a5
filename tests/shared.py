"""What the whole suite shares, made once: compiled templates, an index, a site with a desk.

A plugin of pytest, see `conftest.py`.
"""

import fcntl
import shutil
import subprocess
from collections.abc import Callable, Hashable, Iterator
from contextlib import ExitStack
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from kb.history.history import History
from kb.publication import Publisher
from kb.server import prepare_database
from kb.settings import Settings, bundled_standards
from tests.kb.history.seeds import small_seed
from tests.live import application

NewApp = Callable[[Settings, Publisher], Flask]
NewVar = Callable[[Path], Path]
AddressWriter = Callable[..., tuple[str, str]]
SharedOnce = Callable[[str, Callable[[Path], object]], Path]

# How long an example takes is a matter of the machine, not of what is tested.
hypothesis.settings.register_profile("suite", deadline=None)
hypothesis.settings.load_profile("suite")


@pytest.fixture(scope="session")
def shared_once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> SharedOnce:
    """`shared_once(name, make)`: a path that `make` fills, the same for all workers.

    The first worker of pytest-xdist that asks makes it; the others wait.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent

    def shared_once(name: str, make: Callable[[Path], object]) -> Path:
        path, ready = shared / name, shared / f"{name}.ready"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not ready.exists():
                make(path)
                ready.touch()
        return path

    return shared_once


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(shared_once: SharedOnce) -> Iterator[None]:
    """Every application of the suite takes its templates compiled from one folder."""
    kept = FileSystemBytecodeCache(str(shared_once("templates", Path.mkdir)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": kept})
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_addresses() -> Iterator[None]:
    """Every application of the suite has the same addresses: each is compiled once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", _once_for_each_rule(Rule._compile_builder))
        yield


def _once_for_each_rule(compiled: Callable[..., AddressWriter]) -> Callable[..., AddressWriter]:
    """`compiled(rule, append_unknown)`, asked once for each rule and kept for its likes."""
    known: dict[Hashable, AddressWriter] = {}

    def kept(rule: Rule, append_unknown: bool = True) -> AddressWriter:
        key = (rule.rule, repr(rule.defaults), append_unknown)
        if key not in known:
            known[key] = compiled(rule, append_unknown)
        return known[key]

    return kept


@pytest.fixture(scope="session")
def bundled_index(shared_once: SharedOnce) -> Path:
    """The folder of an installation that has indexed the bundled standards."""
    return shared_once(
        "bundled-var", lambda var: Publisher(Settings(standards=bundled_standards(), var=var))
    )


@pytest.fixture(scope="session")
def seeded_desk(shared_once: SharedOnce) -> Path:
    """What every test of the editors' part begins with, to be copied: `content`, a repository of a
    few standards, and `var` with its index and an empty database.
    """

    def make(folder: Path) -> None:
        history = History.create(folder / "content", small_seed(folder / "standards"))
        # One file of history is copied sooner than dozens of its objects.
        subprocess.run(["git", "gc", "--quiet"], cwd=history.root, check=True)
        settings = Settings(standards=history.root, var=folder / "var")
        Publisher(settings)
        prepare_database(settings)

    return shared_once("seeded-desk", make)


@pytest.fixture(scope="session")
def new_var(bundled_index: Path) -> NewVar:
    """Makes the folder of an installation that need not index the bundled standards any more."""

    def new_var(folder: Path) -> Path:
        shutil.copytree(bundled_index / "index", folder / "index")
        return folder

    return new_var


@pytest.fixture
def new_app() -> Iterator[NewApp]:
    """Makes applications that end with the test."""
    with ExitStack() as applications:
        yield lambda settings, publisher: applications.enter_context(
            application(settings, publisher)
        )
