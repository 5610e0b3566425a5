"""The report on what is searched for: lines of a terminal, and data for programs. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from kb.documents.text import plural, polish_date
from kb.search_log import AT_LEAST, LOW, AskedQuery

MOST = 20
"""Queries listed under each heading."""


def report_data(rows: Iterable[AskedQuery], since: date) -> Mapping[str, Any]:
    """The report for programs: every listed query under what is wrong with it, or not."""
    listed = list(rows)
    return {
        "since": since.isoformat(),
        "asked_at_least": AT_LEAST,
        "most_frequent": [asdict(row) for row in listed],
        "without_results": [asdict(row) for row in _without(listed)],
        "few_results": [asdict(row) for row in _few(listed)],
    }


def report_lines(rows: Iterable[AskedQuery], since: date) -> Iterator[str]:
    """The report for people: what is asked most, what finds nothing, what finds little."""
    listed = list(rows)
    yield f"Zapytania od {polish_date(since)}"
    yield from _part("NAJCZĘSTSZE", [(row.query, row.count) for row in listed])
    yield from _part("BEZ WYNIKÓW", [(row.query, row.none) for row in _without(listed)])
    yield from _part(
        f"MAŁO WYNIKÓW (najwyżej {LOW})", [(row.query, row.few) for row in _few(listed)]
    )
    yield ""
    yield (
        f"Wymieniamy tylko zapytania zadane co najmniej {AT_LEAST} razy: rzadsze mogłyby zdradzić, "
        "kto o coś pytał. Nie zapisujemy adresów, godzin ani zapytań, które wyglądają na dane "
        "osobowe."
    )


def _without(rows: Iterable[AskedQuery]) -> list[AskedQuery]:
    return sorted((row for row in rows if row.none), key=lambda row: (-row.none, row.query))


def _few(rows: Iterable[AskedQuery]) -> list[AskedQuery]:
    return sorted((row for row in rows if row.few), key=lambda row: (-row.few, row.query))


def _part(heading: str, rows: list[tuple[str, int]]) -> Iterator[str]:
    yield f"\n{heading}"
    for query, count in rows[:MOST]:
        yield f"  {count:>5} {plural(count, 'raz', 'razy', 'razy')}  {query}"
    if not rows:
        yield "  (nic)"
