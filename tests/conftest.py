"""How the suite begins; the fixtures that all tests share stand in `shared.py`."""

import gc
from importlib import import_module

import pytest
from slipcover import pytest_plugin as coverage

LONGEST = ("test_packaging.py", "test_server_killed.py", "test_looks.py", "test_accessibility.py")


def pytest_configure(config: pytest.Config) -> None:
    """Load what tests share, but not where they are only handed out to workers."""
    if coverage._slipcover_instance:  # of a worker, to which the plugin hands no such option
        coverage._slipcover_instance.immediate = True  # a line that was seen costs nothing more
    hands_out = config.getoption("numprocesses", None) and not hasattr(config, "workerinput")
    if not hands_out:
        gc.disable()  # what is loaded stays
        config.pluginmanager.register(import_module("tests.shared"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest alone, lest the other workers wait for it at the end."""
    items.sort(key=lambda item: item.path.name not in LONGEST)


def pytest_collection_finish() -> None:
    """Spare the cyclic collector the modules, and looking every few hundred objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)
    gc.enable()
