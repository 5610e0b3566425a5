"""What an imported text seems to say about itself: offered to a person. Pure."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from kb.documents.law import CitationParser
from kb.documents.text import DIACRITICS, slugify
from kb.documents.vocabulary import Act, Topic, Vocabulary
from kb.imports.deadline_phrases import Phrase, find_phrases
from kb.imports.nominative import nominative
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
_PARTIES = (
    (r"\bkomisj", "komisja"),
    (r"\brad[aęy] (?:działalności )?pożytku", "rada-pozytku"),
    (r"\brad[aęy] (?:gminy|powiatu|miasta|miejsk)|\bsejmik", "rada"),
    (r"\bwójt|\bburmistrz|\bprezydent|\bzarząd|\bstarost|\bmarszał", "organ-wykonawczy"),
    (r"\borganizacj|\boferent|\bzleceniobior|\bstowarzysz|\bfundacj|\bwnioskodaw", "organizacja"),
    (r"\bmieszka", "mieszkancy"),
)
_OFFICE = re.compile(r"\burz[ąę]d|\bgmin|\bsamorząd|\bpowiat|\bwójt|\bburmistrz", re.IGNORECASE)
_ORGANISATION = re.compile(r"\borganizacj|\bstowarzysz|\bfundacj|\boferent|\bngo\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")
_PREFIX = 6
_NEAR_THE_BEST = 0.55
_MOST_TOPICS = 3


@dataclass(frozen=True, slots=True)
class GuessedBasis:
    """A citation found; `known` tells that the articles are listed in the acts of the base."""

    citation: str
    known: bool


@dataclass(frozen=True, slots=True)
class GuessedDeadline:
    """A deadline found: `data` as it would stand in the document, `quote` its sentence."""

    data: Mapping[str, Any]
    quote: str


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
        topics=_topics(title, text, words),
        sectors=_sectors(text, words),
        citations=tuple(_citations(law_text, citations)),
        deadlines=tuple(islice(_deadlines(law_text, citations), MOST_DEADLINES)),
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


def _deadlines(text: str, parser: CitationParser) -> Iterator[GuessedDeadline]:
    seen: set[tuple[object, ...]] = set()
    ids: set[str] = set()
    for phrase in find_phrases(text):
        event = nominative(phrase.event) if phrase.event else None
        same = (phrase.term, event, phrase.yearly, phrase.direction)
        if same in seen:
            continue
        seen.add(same)
        data = _deadline_data(phrase, event, parser)
        data["id"] = _free_id(slugify(str(data["title"]))[:60].strip("-"), ids)
        ids.add(data["id"])
        yield GuessedDeadline(data, quote(phrase.sentence, 240))


def _deadline_data(phrase: Phrase, event: str | None, parser: CitationParser) -> dict[str, Any]:
    basis = [
        citation.text
        for citation in parser.find(phrase.sentence)
        if citation.articles and not parser.missing(citation)
    ]
    basis = [text for text in basis if parser.parse(text) is not None]
    fixed: dict[str, Any] = {"yearly": phrase.yearly} if phrase.yearly else {}
    counted = {"event": event, "term": phrase.term} if phrase.term else {}
    moved = {"direction": phrase.direction} if phrase.direction == "przed" else {}
    bound = {"bound": phrase.bound} if phrase.bound != "najpozniej" else {}
    return {
        "id": "",
        "title": _deadline_title(phrase, event),
        "rule": phrase.text[0].lower() + phrase.text[1:],
        "who": _party(phrase),
        **fixed,
        **counted,
        **moved,
        **bound,
        **({"basis": basis[0]} if basis else {}),
        "level": "ustawowy" if basis else "podstawowy",
    }


def _deadline_title(phrase: Phrase, event: str | None) -> str:
    """What is to be done, as its sentence says before the deadline; else when."""
    lead = quote(phrase.lead.rpartition(",")[2].strip(" –-"), 70)
    if len(lead) >= 8:
        return lead[0].upper() + lead[1:]
    if event is not None and phrase.term is not None:
        return (
            f"{phrase.term} {'przed' if phrase.direction == 'przed' else 'po'}: {quote(event, 60)}"
        )
    return phrase.text[0].upper() + phrase.text[1:]


def _party(phrase: Phrase) -> str:
    """Whom the deadline binds: who is named nearest before it, or at all; else the office."""
    for words in (phrase.lead, phrase.sentence):
        named = [
            (match.start(), party)
            for pattern, party in _PARTIES
            for match in re.finditer(pattern, words, re.IGNORECASE)
        ]
        office = [(match.start(), "urzad") for match in re.finditer(r"\burząd\b", words, re.I)]
        if named or office:
            return min([*named, *office])[1]
    return "urzad"


def _free_id(wanted: str, taken: set[str]) -> str:
    name, count = wanted or "termin", 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    return name


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


def _topics(title: str, text: str, words: Vocabulary) -> tuple[str, ...]:
    """The topics whose words the text uses most, the rarer the word the more it counts."""
    profiles = {slug: _topic_words(topic, words) for slug, topic in words.topics.items()}
    spread = Counter(prefix for profile in profiles.values() for prefix in profile)
    used = Counter(_prefixes(text))
    for prefix in _prefixes(title):
        used[prefix] += 5
    scores = {
        slug: sum(
            weight * math.log1p(used[prefix]) * math.log(1 + len(profiles) / spread[prefix])
            for prefix, weight in profile.items()
        )
        / math.sqrt(len(profile) or 1)
        for slug, profile in profiles.items()
    }
    ranked = sorted(scores, key=lambda slug: -scores[slug])[:_MOST_TOPICS]
    best = scores[ranked[0]] if ranked else 0.0
    return tuple(
        slug for slug in ranked if scores[slug] > 0 and scores[slug] >= _NEAR_THE_BEST * best
    )


def _topic_words(topic: Topic, words: Vocabulary) -> Mapping[str, float]:
    profile = dict.fromkeys(_prefixes(topic.intro), 1.0)
    area = words.areas.get(topic.area)
    profile.update(dict.fromkeys(_prefixes(area.label if area else ""), 1.0))
    profile.update(dict.fromkeys(_prefixes(f"{topic.label} {topic.short}"), 4.0))
    return profile


def _prefixes(text: str) -> Sequence[str]:
    """The words of a text cut to their beginnings, by which forms of a word meet."""
    folded = text.lower().translate(DIACRITICS)
    return [word[:_PREFIX] for word in _WORD.findall(folded)]


def deadline_label(data: Mapping[str, Any]) -> str:
    """`21 dni po: ogłoszenie wyników`, `co roku do 30 listopada`."""
    if data.get("yearly"):
        month, day = (int(part) for part in str(data["yearly"]).split("-"))
        return f"co roku do {day}.{month:02}"
    return f"{data['term']} {data.get('direction', 'po')}: {data['event']}"
