"""The engines that the contract tests run against. A second engine joins by one line."""

from collections.abc import Callable
from pathlib import Path

from indexer.engine import Engine
from indexer.polish import Analyser
from indexer.weights import Weights
from indexer.whoosh_engine import WhooshEngine

Factory = Callable[[Path, Analyser, Weights], Engine]

ENGINES: dict[str, Factory] = {
    "whoosh": WhooshEngine,
}
