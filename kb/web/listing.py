"""Entries of lists: how a standard stands among others, and lists parted by validity. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from kb.documents.model import Status, Version
from kb.documents.text import polish_date, polish_key
from kb.documents.vocabulary import Block, Group, Kind, Topic
from kb.library import Library
from kb.web.addresses import standard_url

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ])")
_NOT_AN_END = re.compile(r"(?:^|\W)(?:art|ust|pkt|poz|nr|np|tj|rozp|r|Dz\.U|ok|m\.in)\.$")


@dataclass(frozen=True, slots=True)
class Card:
    """A version as one entry of a list.

    `lead` is the first sentence of the summary, `sectors` those under which search finds it.
    """

    version: Version
    title: str
    lead: str
    kind: Kind
    group: Group
    topics: tuple[Topic, ...]
    sectors: frozenset[str]
    sort_key: str

    @property
    def url(self) -> str:
        """The address of the standard."""
        return standard_url(self.version.slug)


@dataclass(frozen=True, slots=True)
class Listing:
    """Entries in force, to come and past, each in the order handed in."""

    in_force: tuple[Card, ...]
    coming: tuple[Card, ...]
    past: tuple[Card, ...]

    @classmethod
    def of(cls, cards: Iterable[Card], day: date) -> Self:
        """Part entries by their status that day."""
        parts: dict[Status, list[Card]] = {"obowiazuje": [], "projekt": [], "archiwalny": []}
        for entry in cards:
            parts[entry.version.status_on(day)].append(entry)
        return cls(tuple(parts["obowiazuje"]), tuple(parts["projekt"]), tuple(parts["archiwalny"]))

    def only(self, keep: Callable[[Card], bool]) -> Self:
        """The entries that pass."""
        return replace(
            self,
            in_force=tuple(filter(keep, self.in_force)),
            coming=tuple(filter(keep, self.coming)),
            past=tuple(filter(keep, self.past)),
        )

    @property
    def total(self) -> int:
        """How many entries there are."""
        return len(self.in_force) + len(self.coming) + len(self.past)


def card(version: Version, library: Library, sectors: Iterable[str]) -> Card:
    """Make the entry of a version."""
    meta, vocabulary = version.meta, library.vocabulary
    return Card(
        version=version,
        title=meta.title,
        lead=first_sentence(library.renderer.plain(meta.summary)),
        kind=vocabulary.kinds[meta.kind],
        group=vocabulary.groups[meta.group],
        topics=tuple(vocabulary.topics[slug] for slug in meta.topics),
        sectors=frozenset(sectors),
        sort_key=polish_key(meta.title),
    )


def by_block(
    cards: Iterable[Card], blocks: Sequence[Block], block_of: Callable[[Card], str]
) -> list[tuple[Block, list[Card]]]:
    """Entries under their blocks, in the order of the blocks; empty ones are left out."""
    entries = list(cards)
    found = [(block, [c for c in entries if block_of(c) == block.slug]) for block in blocks]
    return [(block, group) for block, group in found if group]


def first_sentence(text: str) -> str:
    """The first sentence of a text; a mark of abbreviation ends none."""
    for match in _SENTENCE_END.finditer(text):
        head = text[: match.start()]
        if not _NOT_AN_END.search(head):
            return head
    return text


def validity(version: Version, status: Status) -> str:
    """When a version is in force, in words."""
    start = polish_date(version.meta.valid_from)
    if status == "projekt":
        return f"wejdzie w życie {start}"
    if status == "archiwalny":
        end = f", do {polish_date(version.until)}" if version.until is not None else ""
        return f"archiwalny{end}"
    end = f" do {polish_date(version.until)}" if version.until is not None else ""
    return f"obowiązuje od {start}{end}"
