"""Lists of search results as files: a CSV that Polish Excel opens, and a document. Pure."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kb.documents.text import plural, polish_date
from kb.exports.document import HONESTY, ExportDocument
from kb.exports.markdown import blocks, escaped, link
from kb.library import Library
from kb.search_page import STATUSES, Hit

MOST = 500
"""Results that one file holds; it says when there are more."""

_HEADER = (
    "Lp.",
    "Kod",
    "Tytuł",
    "Rodzaj",
    "Grupa",
    "Charakter",
    "Kogo dotyczy",
    "Tematy",
    "Status",
    "Obowiązuje od",
    "Obowiązuje do",
    "Stan prawny na dzień",
    "W skrócie",
    "Adres",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""Beginnings by which a spreadsheet takes a text for a formula."""


@dataclass(frozen=True, slots=True)
class ResultList:
    """The results of a search: the first `MOST` of `total`.

    `query` is what was typed, `filters` what was chosen (label and value), `day` the day as of
    which was searched, `address` the full address of the search.
    """

    query: str
    filters: tuple[tuple[str, str], ...]
    day: date
    address: str
    total: int
    hits: tuple[Hit, ...]

    @property
    def cut(self) -> str:
        """A sentence that says how many results are left out; empty when none is."""
        if self.total <= len(self.hits):
            return ""
        return f"Plik zawiera pierwsze {len(self.hits)} z {self.total} wyników. Zawęź wyszukiwanie."


def results_csv(found: ResultList, library: Library, site: str) -> bytes:
    """A table parted by semicolons, in UTF-8 with a mark that Excel knows it by."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    for number, hit in enumerate(found.hits, 1):
        writer.writerow([_safe(cell) for cell in _row(number, hit, library, site)])
    if found.cut:
        writer.writerow(["", "", _safe(found.cut)])
    return buffer.getvalue().encode("utf-8-sig")


def results_document(found: ResultList, library: Library, site: str) -> ExportDocument:
    """A document with every result: its title, what it is, a summary and its address."""
    words = plural(found.total, "wynik", "wyniki", "wyników")
    asked = f" dla „{found.query}”" if found.query else ""
    filters = "; ".join(f"{label}: {value}" for label, value in found.filters)
    state = f"Stan na {polish_date(found.day)} r."
    return ExportDocument(
        title=f"Wyniki wyszukiwania{asked}",
        description=f"{found.total} {words}{asked}",
        address=found.address,
        footer=f"Wyniki wyszukiwania, {state}",
        notice=f"{HONESTY} Baza Standardów Współpracy. {link('To wyszukiwanie', found.address)}",
        body=blocks(
            (
                f"{found.total} {words}. {state}",
                f"Filtry: {escaped(filters)}." if filters else "",
                found.cut,
                *(_entry(number, hit, library, site) for number, hit in enumerate(found.hits, 1)),
            )
        ),
        day=found.day,
    )


def _row(number: int, hit: Hit, library: Library, site: str) -> Sequence[str]:
    version, words = hit.version, library.vocabulary
    meta = version.meta
    return (
        str(number),
        meta.code,
        meta.title,
        words.kinds[meta.kind].label,
        words.groups[meta.group].label,
        words.levels[meta.level].label,
        ", ".join(words.sectors[slug].short for slug in meta.sectors),
        ", ".join(words.topics[slug].short for slug in meta.topics),
        STATUSES[hit.status],
        meta.valid_from.isoformat(),
        version.until.isoformat() if version.until is not None else "",
        meta.legal_state.isoformat(),
        library.renderer.plain(meta.summary),
        site + _page_of(hit),
    )


def _entry(number: int, hit: Hit, library: Library, site: str) -> str:
    version, words = hit.version, library.vocabulary
    meta = version.meta
    end = f" do {polish_date(version.until)} r." if version.until is not None else ""
    facts = (
        words.kinds[meta.kind].label,
        words.groups[meta.group].label,
        f"{STATUSES[hit.status].lower()}: od {polish_date(meta.valid_from)} r.{end}",
    )
    address = site + _page_of(hit)
    return blocks(
        (
            f"## {number}\\. {escaped(meta.title)}",
            escaped(" · ".join(facts)),
            escaped(library.renderer.plain(meta.summary)),
            link(address, address),
        )
    )


def _page_of(hit: Hit) -> str:
    return hit.url.partition("#")[0]


def _safe(cell: str) -> str:
    """A cell that no spreadsheet computes."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
