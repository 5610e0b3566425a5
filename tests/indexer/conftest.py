"""What the tests of the indexer share: one analyser, a small collection, a way to ask."""

import gc
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.entry import Entry
from indexer.polish import Analyser
from indexer.weights import FieldWeight, Weights
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.samples import entries

MakeEngine = Callable[[], WhooshEngine]


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    return Analyser(["NGO", "JST"])


@pytest.fixture(scope="session")
def weights() -> Weights:
    return Weights({"title": FieldWeight(2.0, 0.5), "body": FieldWeight(1.0, 0.75)})


@pytest.fixture
def make_engine(tmp_path: Path, analyser: Analyser, weights: Weights) -> MakeEngine:
    """Opens the test's own index directory, as another process would."""
    return lambda: WhooshEngine(tmp_path / "index", analyser, weights, writer_wait=0.3)


@pytest.fixture
def collection() -> list[Entry]:
    return entries()


@pytest.fixture(scope="session")
def today() -> date:
    return date(2026, 11, 22)


@pytest.fixture
def damaged_files() -> Iterator[None]:
    """Whoosh leaves a file open when it cannot read it; the collector closes it, with a warning."""
    gc.freeze()  # what was there before need not be walked for it
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """Where `make_engine` keeps its index."""
    return tmp_path / "index"
