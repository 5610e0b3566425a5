"""A small collection for the tests of engines, and the way a reader asks it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from indexer.diacritics import KnownForms
from indexer.engine import Engine, Request, Results
from indexer.entry import Entry
from indexer.parsing import FieldPrefix, QueryParser
from indexer.polish import Analyser
from indexer.query import Clause, Expansion, Query, Term

TODAY = date(2026, 11, 22)


def entries() -> list[Entry]:
    """Ten entries: two versions of one procedure, one that is not yet in force, plain ones."""
    return [
        _entry(
            "grant-2025",
            "Mały grant w trybie art. 19a",
            "Oferta realizacji zadania publicznego. Wartość do 10 000 zł, termin 90 dni.",
            ("gmina", "powiat"),
            ("dotacje",),
            valid_from=date(2025, 1, 1),
            valid_to=date(2026, 8, 31),
            changed=date(2025, 1, 1),
        ),
        _entry(
            "grant-2026",
            "Mały grant w trybie art. 19a",
            "Oferta realizacji zadania publicznego. Wartość do 20 000 zł, termin 120 dni.",
            ("gmina", "powiat"),
            ("dotacje",),
            valid_from=date(2026, 9, 1),
            changed=date(2026, 9, 1),
        ),
        _entry(
            "konkurs",
            "Otwarty konkurs ofert",
            "Ogłoszenie konkursu, komisja konkursowa, wybór ofert i umowa o dotację z art. 13.",
            ("gmina",),
            ("dotacje",),
            changed=date(2026, 3, 1),
        ),
        _entry(
            "konsultacje",
            "Konsultacje aktów prawa miejscowego",
            "Rada pożytku opiniuje projekt uchwały. Konsultacje trwają co najmniej 14 dni.",
            ("gmina", "organizacja"),
            ("konsultacje",),
            changed=date(2026, 5, 1),
        ),
        _entry(
            "rada",
            "Rada działalności pożytku publicznego",
            "Wybór członków rady, kadencja i regulamin. Opiniuje program współpracy.",
            ("powiat", "organizacja"),
            ("konsultacje",),
            changed=date(2026, 4, 1),
        ),
        _entry(
            "inicjatywa",
            "Inicjatywa lokalna",
            "Wniosek mieszkańców o realizację zadania, praca społeczna, art. 19b ustawy.",
            ("mieszkańcy",),
            ("inicjatywy",),
            changed=date(2026, 1, 15),
        ),
        _entry(
            "lokale",
            "Udostępnianie lokali organizacjom",
            "Najem i użyczenie lokalu gminy na cele społeczne. Umowa najmu bez przetargu.",
            ("gmina", "organizacja"),
            ("wsparcie",),
            changed=date(2026, 2, 1),
        ),
        _entry(
            "wolontariat",
            "Wolontariat jako wkład własny",
            "Praca wolontariusza może być wkładem osobowym. Porozumienie z wolontariuszem.",
            ("organizacja",),
            ("wsparcie",),
            changed=date(2025, 12, 1),
        ),
        _entry(
            "program",
            "Roczny program współpracy",
            "Program współpracy gminy z organizacjami pozarządowymi uchwala rada do 30 listopada.",
            ("gmina", "powiat"),
            ("konsultacje",),
            changed=date(2026, 6, 1),
        ),
        _entry(
            "partnerstwo",
            "Nabór partnera projektu",
            "Otwarty nabór partnera spoza sektora finansów publicznych. Ogłoszenie na 21 dni.",
            ("gmina",),
            ("partnerstwo",),
            valid_from=date(2027, 1, 1),
            changed=date(2026, 7, 1),
        ),
    ]


def _entry(
    entry_id: str,
    title: str,
    body: str,
    sectors: tuple[str, ...],
    topics: tuple[str, ...],
    **dates: date,
) -> Entry:
    return Entry(
        id=entry_id,
        text={"title": title, "body": body},
        facets={"sektor": sectors, "temat": topics},
        sort_title=title.lower(),
        **dates,
    )


def parsed(engine: Engine, analyser: Analyser, text: str) -> Query:
    """The query as the site reads it: accents restored from the words of the index."""
    known = KnownForms.from_words(engine.words())
    prefixes = {"tytul": FieldPrefix(("title",))}
    return QueryParser(analyser, known_forms=known, prefixes=prefixes).parse(text)


def ask(engine: Engine, analyser: Analyser, text: str, **request: Any) -> Results:
    """Search for what a reader typed; `request` are the other fields of `Request`."""
    query = parsed(engine, analyser, text)
    return engine.search(Request(query, **{"day": TODAY, "limit": 50, **request}))


def ids(results: Results) -> list[str]:
    """The ids of the hits in order."""
    return [hit.id for hit in results.hits]


def body_entry(entry_id: str, text: str) -> Entry:
    """An entry with a body alone."""
    return Entry(entry_id, {"body": text})


def period(value: str) -> dict[str, tuple[str, ...]]:
    """A filter by period."""
    return {"period": (value,)}


def with_synonym(query: Query, start: int, end: int, synonym: str) -> Query:
    """The query with a synonym of its words from `start` to `end`."""
    clauses = tuple(
        Clause(word, (Term("surface", word), Term("lemma", word)))
        for word in synonym.replace("ż", "z").split()
    )
    expansion = Expansion(start, end, clauses, 0.7, synonym)
    return replace(query, expansions=(expansion,))


def changed_title(collection: list[Entry], number: int, title: str) -> list[Entry]:
    """The collection with one entry under another title."""
    changed = replace(collection[number], text={"title": title, "body": "zmieniona treść"})
    return [*collection[:number], changed, *collection[number + 1 :]]


def generations(directory: Path) -> list[str]:
    """The names of the generations in an index directory."""
    return sorted(path.name for path in directory.iterdir() if path.is_dir())
