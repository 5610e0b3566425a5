"""The tests here run against every engine."""

from pathlib import Path

import pytest

from indexer.engine import Engine
from indexer.polish import Analyser
from indexer.weights import Weights
from tests.indexer.contract.engines import ENGINES
from tests.indexer.samples import entries


@pytest.fixture(params=list(ENGINES))
def empty(
    request: pytest.FixtureRequest, tmp_path: Path, analyser: Analyser, weights: Weights
) -> Engine:
    """An engine that has never been given anything."""
    return ENGINES[request.param](tmp_path / "index", analyser, weights)


@pytest.fixture
def engine(empty: Engine) -> Engine:
    empty.synchronise(entries(), "first")
    return empty
