"""The errors of the indexer.

IndexerError
├── QueryTooLong (ValueError)      more than MAX_QUERY_LENGTH characters
├── IndexBusy (TimeoutError)       another process holds the writer for too long
└── IndexDamaged (OSError)         the index on disk cannot be read; rebuild it
"""


class IndexerError(Exception):
    """Anything the indexer reports."""


class QueryTooLong(IndexerError, ValueError):
    """The query is longer than the parser accepts."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(f"query of {length} characters, at most {limit} are read")
        self.length = length
        self.limit = limit


class IndexBusy(IndexerError, TimeoutError):
    """Another writer holds the index for longer than the wait allows."""


class IndexDamaged(IndexerError, OSError):
    """The index on disk cannot be read."""
