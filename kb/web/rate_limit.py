"""How often one address may send something. Counted in the memory of each process, never kept.

A count is forgotten an hour after it began; the address stands in no file and no log.
"""

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

WINDOW = 3_600
"""Seconds after which a sender may try again."""


class RateLimit:
    """Lets each sender do something `per_hour` times an hour."""

    def __init__(self, per_hour: int) -> None:
        self._limit = parse(f"{per_hour} per hour")
        self._counter = FixedWindowRateLimiter(MemoryStorage())

    def allow(self, sender: str) -> bool:
        """Count one try; whether it is still within the limit."""
        return self._counter.hit(self._limit, sender)
