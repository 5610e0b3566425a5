"""What an imported text seems to say about itself: offered to a person. Pure."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from kb.documents.law import CitationParser
from kb.documents.vocabulary import Act, Vocabulary
from kb.imports.guessed_deadlines import GuessedDeadline, guessed_deadlines
from kb.imports.guessed_topics import guessed_topics
from kb.imports.remarks import quote

MOST_CITATIONS = 40
MOST_DEADLINES = 30
_KINDS = (
    (r"\bwzór|\bwzor[uy]|\bformularz|\bszablon", "wzor"),
    (
        r"^(?:umowa|porozumienie|wniosek|oświadczenie|protokół|zgłoszenie|deklaracja|klauzula)\b",
        "wzor",
    ),
    (r"\blist\w+ (?:kontrol|sprawdz)|\bchecklist", "lista-kontrolna"),
    (r"\bporadnik|\bprzewodnik|\bpodręcznik|\binformator", "poradnik"),
    (r"\bprocedur|\binstrukcj|\bkrok po kroku|\btryb\b", "procedura"),
    (r"\bdobr\w+ praktyk", "dobra-praktyka"),
)
_OFFICE = re.compile(r"\burz[ąę]d|\bgmin|\bsamorząd|\bpowiat|\bwójt|\bburmistrz", re.IGNORECASE)
_ORGANISATION = re.compile(r"\borganizacj|\bstowarzysz|\bfundacj|\boferent|\bngo\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GuessedBasis:
    """A citation found; `known` tells that the articles are listed in the acts of the base."""

    citation: str
    known: bool


@dataclass(frozen=True, slots=True)
class Guesses:
    """Everything guessed."""

    title: str
    kind: str
    topics: tuple[str, ...]
    sectors: tuple[str, ...]
    citations: tuple[GuessedBasis, ...]
    deadlines: tuple[GuessedDeadline, ...]


def guess(
    title: str, file_name: str, text: str, words: Vocabulary, citations: CitationParser
) -> Guesses:
    """Guess from the title, the name of the file and the plain text."""
    law_text = short_names(text, words.acts.values())
    title = quote(title, 118) or title_of(file_name)
    return Guesses(
        title=title,
        kind=_kind(f"{title} {file_name}", words),
        topics=guessed_topics(title, text, words),
        sectors=_sectors(text, words),
        citations=tuple(_citations(law_text, citations)),
        deadlines=tuple(islice(guessed_deadlines(law_text, citations), MOST_DEADLINES)),
    )


def title_of(file_name: str) -> str:
    """`Procedura_malych-grantow v2.docx` → `Procedura malych grantow v2`."""
    stem = file_name.replace("\\", "/").rpartition("/")[2]
    words = re.sub(r"[_\-\s]+", " ", stem.rpartition(".")[0] or stem).strip()
    return (words[:1].upper() + words[1:])[:118] or "Dokument z pliku"


def short_names(text: str, acts: Iterable[Act]) -> str:
    """The text with full names of acts, in any case and with their dates, made short."""
    for act in acts:
        if act.kind != "ustawa" or not act.name.startswith("ustawa "):
            continue
        name = r"\s+".join(map(re.escape, act.name.split()[1:]))
        pattern = (
            rf"\bustaw(?:a|y|ie|ę|ą)\s+(?:z\s+dnia\s+\d+\s+\w+\s+\d{{4}}\s*r(?:oku|\.)\s+)?{name}"
        )
        text = re.sub(pattern, act.short, text, flags=re.IGNORECASE)
    return text


def _citations(text: str, parser: CitationParser) -> Iterator[GuessedBasis]:
    found: dict[str, bool] = {}
    for citation in parser.find(text):
        name = " ".join(citation.text.split())
        name = name[0].lower() + name[1:] if name.startswith("Art") else name
        if parser.parse(name) is not None:
            found.setdefault(name, not parser.missing(citation))
    for name, known in islice(found.items(), MOST_CITATIONS):
        yield GuessedBasis(name, known)


def _kind(words: str, vocabulary: Vocabulary) -> str:
    folded = words.lower()
    found = (kind for pattern, kind in _KINDS if re.search(pattern, folded))
    return next((kind for kind in found if kind in vocabulary.kinds), "standard")


def _sectors(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    office, organisation = bool(_OFFICE.search(text)), bool(_ORGANISATION.search(text))
    both = ("jst", "ngo")
    if office == organisation:
        return tuple(slug for slug in both if slug in vocabulary.sectors)
    return ("jst",) if office else ("ngo",)
