"""How a search was read and scored, in words a reader understands. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import zip_longest

from indexer.engine import Explanation
from indexer.query import Clause, Expansion, Phrase, Query
from kb.documents.vocabulary import Vocabulary
from kb.facet_views import facet_labels
from kb.ranking import Intentions
from kb.search_page import FACETS
from kb.search_parts import Reading, Reasons, ScorePart

LAW_FACET = "prawo"
FIELD_LABELS: Mapping[str, str] = {
    "title": "tytuł",
    "keywords": "słowa kluczowe",
    "questions": "pytania",
    "summary": "streszczenie",
    "rules": "zasady i kroki",
    "body": "treść",
    "law": "podstawa prawna",
}
"""Text field of the index → what a reader calls it."""


def reading(query: Query, intentions: Intentions, vocabulary: Vocabulary, day: date) -> Reading:
    """How a query was read, as of `day`."""
    return Reading(
        words=tuple(c.text for c in query.clauses if not c.stop and c.fields is None),
        phrases=tuple(f"„{phrase.text}”" for phrase in query.phrases),
        excluded=tuple(
            f"„{part.text}”" if isinstance(part, Phrase) else part.text for part in query.excluded
        ),
        limited=tuple(_limited((*query.clauses, *query.phrases))),
        filters=tuple(_filters(query.filters, vocabulary)),
        synonyms=strongest_first(query.expansions),
        intents=tuple(intent.label for intent in intentions.intents),
        day=day,
    )


def strongest_first(expansions: Iterable[Expansion]) -> tuple[str, ...]:
    """The labels of synonyms: by weight, then the first of each word before the second of any."""
    rows: dict[tuple[float, int], list[str]] = {}
    for found in expansions:
        rows.setdefault((-found.weight, found.start), []).append(found.label)
    labels: list[str] = []
    for weight in sorted({weight for weight, _ in rows}):
        turns = zip_longest(*(rows[key] for key in sorted(rows) if key[0] == weight))
        labels += [label for turn in turns for label in turn if label is not None]
    return tuple(dict.fromkeys(labels))


def reasons_of(title: str, explanation: Explanation) -> Reasons:
    """The parts of a score as shares of it; what gives less than a hundredth is left out."""
    whole = sum(part.score for part in explanation.parts if part.score > 0)
    parts = sorted(explanation.parts, key=lambda part: (-part.score, part.label))
    return Reasons(
        title,
        explanation.score,
        tuple(
            ScorePart(part.label, part.score, round(100 * part.score / whole))
            for part in parts
            if whole and abs(part.score) >= whole / 100
        ),
    )


def told(read: Reading) -> Iterator[tuple[str, str]]:
    """The reading as names and values; what there is none of is left out."""
    rows = (
        ("Słowa", ", ".join(read.words)),
        ("Frazy", ", ".join(read.phrases)),
        ("Bez słów", ", ".join(read.excluded)),
        ("Tylko w części", ", ".join(f"{text} ({place})" for text, place in read.limited)),
        ("Filtry z zapytania", ", ".join(read.filters)),
        ("Rodzaj pytania", ", ".join(read.intents)),
        ("Wyrazy bliskoznaczne", ", ".join(read.synonyms)),
    )
    yield from ((name, value) for name, value in rows if value)


def reasons_told(reasons: Iterable[Reasons]) -> Iterator[str]:
    """The parts of scores as lines of a terminal."""
    for number, hit in enumerate(reasons, start=1):
        yield f"{number}. {hit.title}  [{hit.score:.2f}]"
        for part in hit.parts:
            yield f"   {part.score:8.2f}  {part.share:3} %  {part.label}"


def _limited(parts: Iterable[Clause | Phrase]) -> Iterator[tuple[str, str]]:
    for part in parts:
        if part.fields is not None:
            yield part.text, ", ".join(FIELD_LABELS.get(name, name) for name in part.fields)


def _filters(filters: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary) -> Iterator[str]:
    labels = facet_labels(vocabulary)
    for name, values in filters.items():
        for value in values:
            if name == LAW_FACET:
                slug, _, number = value.partition("/")
                act = vocabulary.acts.get(slug)
                short = act.short if act is not None else slug
                yield f"prawo: art. {number} {short}" if number else f"prawo: {short}"
            else:
                label = labels.get(name, {}).get(value, value)
                yield f"{FACETS.get(name, name).lower()}: {label}"
