"""What the whole suite shares: the index of the bundled standards, built once."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kb.publication import Publisher
from kb.settings import Settings, bundled_standards

NewVar = Callable[[Path], Path]


@pytest.fixture(scope="session")
def bundled_index(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder of an installation that has indexed the bundled standards.

    The first worker of pytest-xdist that asks builds it; the others wait.
    """
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    var, ready = shared / "bundled-var", shared / "bundled-var.ready"
    with (shared / "bundled-var.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            Publisher(Settings(standards=bundled_standards(), var=var))
            ready.touch()
    return var


@pytest.fixture(scope="session")
def new_var(bundled_index: Path) -> NewVar:
    """Makes the folder of an installation that need not index the bundled standards any more."""

    def new_var(folder: Path) -> Path:
        shutil.copytree(bundled_index / "index", folder / "index")
        return folder

    return new_var
