"""The passage of a document that answers a query best, and an excerpt with its words marked."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from indexer.matching import (
    AnalysedDocument,
    Match,
    Passage,
    Wanted,
    analyse_document,
    answered_by,
    answers_of,
    headed_by,
    matches_in,
    places_of,
    wanted_by,
)
from indexer.polish import Analyser
from indexer.query import Query

__all__ = [
    "AnalysedDocument",
    "Excerpt",
    "Passage",
    "Segment",
    "Wanted",
    "analyse_document",
    "best_excerpt",
    "highlight",
    "wanted_by",
]

EXCERPT_LENGTH = 240
"""Characters of an excerpt at most."""

HEADING_WORTH = 1.5
"""What a word in the heading is worth beside one in the text."""

_SENTENCE_END = re.compile(r"[.!?;:]\s+(?=[A-ZĄĆĘŁŃÓŚŹŻ„])|\n+\s*")
_SPACE = re.compile(r"\s+")

Segment = tuple[str, bool]
"""A piece of text, and whether it is a word that was asked for."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a passage as segments `(text, is_match)`, which joined are the text unchanged.

    `cut_before`, `cut_after`: whether text was left out there. `score` is 0 without any match.
    """

    passage: Passage
    segments: tuple[Segment, ...]
    cut_before: bool
    cut_after: bool
    score: float


@dataclass(frozen=True, slots=True)
class _Shown:
    """The chosen passage with what was found in it and what that is worth."""

    document: AnalysedDocument
    passage: Passage
    matches: tuple[Match, ...]
    wanted: Sequence[Wanted]
    rarity: Mapping[int, float]


def best_excerpt(
    document: AnalysedDocument,
    wanted: Sequence[Wanted],
    kind_boosts: Mapping[str, float] | None = None,
    length: int = EXCERPT_LENGTH,
) -> Excerpt | None:
    """The excerpt that shows most of what was asked; the beginning when nothing matches.

    `wanted` is what `wanted_by` reads from a query. `kind_boosts` multiplies the score of passages
    by kind ("deadline" when asked "do kiedy"). `None` when the document has no passages.
    """
    if not document.passages:
        return None
    places = [places_of(document, thing) for thing in wanted]
    held = [{document.passage_of[place] for place in found} for found in places]
    answers = answers_of(wanted, held)
    rarity = _rarity(answers, len(document.passages))
    scores = dict.fromkeys((0, *(number for found in answers.values() for number in found)), 0.0)
    _add(scores, answers, rarity, 1.0)
    _add(
        scores, answers_of(wanted, [headed_by(document, t) for t in wanted]), rarity, HEADING_WORTH
    )
    boosts = kind_boosts or {}
    for number in scores:
        passage = document.passages[number]
        scores[number] *= passage.boost * boosts.get(passage.kind, 1.0)
    best = max(scores, key=lambda number: (scores[number], -number))
    matches = tuple(matches_in(document, best, wanted, places))
    shown = _Shown(document, document.passages[best], matches, wanted, rarity)
    return _excerpt(shown, scores[best], length)


def highlight(text: str, query: Query, analyser: Analyser) -> tuple[Segment, ...]:
    """A whole short text, such as a title, with the words of the query marked."""
    wanted, document = wanted_by(query), analyse_document([Passage("", "", text)], analyser)
    places = [places_of(document, thing) for thing in wanted]
    matches = tuple(matches_in(document, 0, wanted, places))
    return _segments(_Shown(document, document.passages[0], matches, wanted, {}), 0, len(text))


def _rarity(answers: Mapping[int, Mapping[int, float]], passages: int) -> dict[int, float]:
    """Word of the query → its worth among these passages: more if fewer of them hold it."""
    return {
        asked: 1.0 + math.log((passages + 1) / (len(holding) + 1))
        for asked, holding in answers.items()
        if holding
    }


def _add(
    scores: dict[int, float],
    answers: Mapping[int, Mapping[int, float]],
    rarity: Mapping[int, float],
    factor: float,
) -> None:
    """Add to the passages' scores what the words that they answer are worth."""
    for asked, holding in answers.items():
        worth = factor * rarity.get(asked, 1.0)
        for number, weight in holding.items():
            scores[number] = scores.get(number, 0.0) + weight * worth


def _worth(answered: Mapping[int, float], rarity: Mapping[int, float]) -> float:
    return sum(weight * rarity.get(asked, 1.0) for asked, weight in answered.items())


def _excerpt(shown: _Shown, score: float, length: int) -> Excerpt:
    text = shown.passage.text
    start, end = _window(shown, length)
    return Excerpt(
        passage=shown.passage,
        segments=_segments(shown, start, end),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
        score=score,
    )


def _window(shown: _Shown, length: int) -> tuple[int, int]:
    """The stretch of at most `length` characters, cut at words, that shows most."""
    text = shown.passage.text
    if len(text) <= length:
        return 0, len(text)
    first, last = _best_stretch(shown, length * 2 // 3)
    start = _sentence_start(text, first, length // 3)
    end = min(len(text), start + length)
    if end < len(text):
        spaces = [space.start() for space in _SPACE.finditer(text, last, end + 1)]
        end = spaces[-1] if spaces else end
    return start, end


def _best_stretch(shown: _Shown, length: int) -> tuple[int, int]:
    """From which match to which end within `length` most is shown; `0, 0` without matches."""
    best_worth, best = 0.0, (0, 0)
    starts, ends = shown.document.starts, shown.document.ends
    for number, match in enumerate(shown.matches):
        start = starts[match.first]
        end = start + length
        following = islice(shown.matches, number, None)
        near = takewhile(lambda later: starts[later.first] < end, following)  # noqa: B023
        within = [later for later in near if ends[later.last] <= end]
        answered = answered_by((later.wanted for later in within), shown.wanted)
        worth = _worth(answered, shown.rarity)
        if worth > best_worth:
            best_worth, best = worth, (start, ends[within[-1].last])
    return best


def _sentence_start(text: str, at: int, reach: int) -> int:
    """The beginning of the sentence around `at` if it is near, else of a word a little before."""
    earliest = max(0, at - reach)
    if earliest == 0:
        return 0
    ends = [sentence.end() for sentence in _SENTENCE_END.finditer(text, earliest, at)]
    if ends:
        return ends[-1]
    space = _SPACE.search(text, max(0, at - reach // 3), at)
    return space.end() if space else at


def _segments(shown: _Shown, start: int, end: int) -> tuple[Segment, ...]:
    """`text[start:end]` cut where the marked words begin and end."""
    text = shown.passage.text
    segments: list[Segment] = []
    done = start
    for first, last in _marked(shown, start, end):
        if first > done:
            segments.append((text[done:first], False))
        segments.append((text[first:last], True))
        done = last
    if done < end:
        segments.append((text[done:end], False))
    return tuple(segments)


def _marked(shown: _Shown, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches to be marked within `start:end`, joined where only space lies between."""
    text, document = shown.passage.text, shown.document
    marked: list[tuple[int, int]] = []
    for match in shown.matches:
        first, last = document.starts[match.first], document.ends[match.last]
        if first < start or last > end:
            continue
        if marked and (first <= marked[-1][1] or text[marked[-1][1] : first].isspace()):
            marked[-1] = (marked[-1][0], max(marked[-1][1], last))
        else:
            marked.append((first, last))
    return marked
