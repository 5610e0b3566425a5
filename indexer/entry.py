"""What can be indexed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found.

    `text` holds the searchable fields by name ("title", "body" …); the engine's weights say what
    each is worth. `facets` holds closed values by facet name; a value that stands for several
    (a parent, "all") is expanded by the caller before indexing. An entry is in force from
    `valid_from` to `valid_to`, both included; `None` means without limit. `changed` and
    `sort_title` serve the orders "by date" and "by title".
    """

    id: str
    text: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    valid_from: date | None = None
    valid_to: date | None = None
    changed: date | None = None
    sort_title: str = ""


@dataclass(frozen=True, slots=True)
class DeferredEntry:
    """An entry that is made only when it has to be written.

    `stamp` must differ whenever the entry would; `make` gives the entry, whose id is `id`.
    """

    id: str
    stamp: str
    make: Callable[[], Entry]


Indexable = Entry | DeferredEntry
"""What an engine is handed: an entry, or the promise of one."""
