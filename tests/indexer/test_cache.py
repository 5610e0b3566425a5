"""The cache that is bounded by memory."""

import numpy as np

from indexer.cache import SizedCache


def test_value_is_computed_once() -> None:
    cache: SizedCache[np.ndarray] = SizedCache(1000)
    first = cache.get("a", lambda: np.zeros(10))
    assert cache.get("a", lambda: np.ones(10)) is first


def test_least_recently_used_value_is_dropped_first() -> None:
    cache: SizedCache[np.ndarray] = SizedCache(250)
    for name in ("a", "b", "c"):
        cache.get(name, lambda: np.zeros(10))
    cache.get("a", lambda: np.zeros(10))
    cache.get("d", lambda: np.zeros(10))
    assert cache.get("a", lambda: np.ones(10)).sum() == 0
    assert cache.get("b", lambda: np.ones(10)).sum() == 10


def test_value_greater_than_the_limit_is_kept_alone() -> None:
    cache: SizedCache[np.ndarray] = SizedCache(10)
    great = cache.get("great", lambda: np.zeros(100))
    assert cache.get("great", lambda: np.ones(100)) is great
