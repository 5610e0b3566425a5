"""The passage of a document that answers a query best, and an excerpt with its words marked."""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indexer.matching import (
    AnalysedPassage,
    Match,
    Passage,
    Wanted,
    analyse_passage,
    answered_by,
    answered_in_heading,
    matches_of,
    wanted_by,
)
from indexer.polish import Analyser
from indexer.query import Query

__all__ = [
    "AnalysedPassage",
    "Excerpt",
    "Passage",
    "Segment",
    "analyse_passage",
    "best_excerpt",
    "highlight",
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

    passage: AnalysedPassage
    matches: tuple[Match, ...]
    wanted: Sequence[Wanted]
    rarity: Mapping[int, float]


def best_excerpt(
    passages: Sequence[AnalysedPassage],
    query: Query,
    kind_boosts: Mapping[str, float] | None = None,
    length: int = EXCERPT_LENGTH,
) -> Excerpt | None:
    """The excerpt that shows most of what was asked; the beginning when nothing matches.

    `kind_boosts` multiplies the score of passages by kind ("deadline" when asked "do kiedy").
    `None` when there are no passages.
    """
    if not passages:
        return None
    wanted = wanted_by(query)
    matches = [matches_of(passage, wanted) for passage in passages]
    answers = [answered_by((match.wanted for match in found), wanted) for found in matches]
    rarity = _rarity(answers)
    boosts = kind_boosts or {}
    scores = [
        (
            _worth(answered, rarity)
            + HEADING_WORTH * _worth(answered_in_heading(passage, wanted), rarity)
        )
        * passage.passage.boost
        * boosts.get(passage.passage.kind, 1.0)
        for passage, answered in zip(passages, answers, strict=True)
    ]
    best = max(range(len(passages)), key=lambda number: scores[number])
    shown = _Shown(passages[best], tuple(matches[best]), wanted, rarity)
    return _excerpt(shown, scores[best], length)


def highlight(text: str, query: Query, analyser: Analyser) -> tuple[Segment, ...]:
    """A whole short text, such as a title, with the words of the query marked."""
    analysed = analyse_passage(Passage("", "", text), analyser)
    return _segments(analysed, matches_of(analysed, wanted_by(query)), 0, len(text))


def _rarity(answers: Sequence[Mapping[int, float]]) -> dict[int, float]:
    """Word of the query → its worth among these passages: more if fewer of them hold it."""
    holding = Counter(asked for answered in answers for asked in answered)
    return {
        asked: 1.0 + math.log((len(answers) + 1) / (count + 1)) for asked, count in holding.items()
    }


def _worth(answered: Mapping[int, float], rarity: Mapping[int, float]) -> float:
    return sum(weight * rarity.get(asked, 1.0) for asked, weight in answered.items())


def _excerpt(shown: _Shown, score: float, length: int) -> Excerpt:
    text = shown.passage.passage.text
    start, end = _window(shown, length)
    return Excerpt(
        passage=shown.passage.passage,
        segments=_segments(shown.passage, shown.matches, start, end),
        cut_before=bool(text[:start].strip()),
        cut_after=bool(text[end:].strip()),
        score=score,
    )


def _window(shown: _Shown, length: int) -> tuple[int, int]:
    """The stretch of at most `length` characters, cut at words, that shows most."""
    text = shown.passage.passage.text
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
    starts, ends = shown.passage.starts, shown.passage.ends
    for number, match in enumerate(shown.matches):
        start = starts[match.first]
        within = [later for later in shown.matches[number:] if ends[later.last] <= start + length]
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


def _segments(
    passage: AnalysedPassage, found: Sequence[Match], start: int, end: int
) -> tuple[Segment, ...]:
    """`text[start:end]` cut where the marked words begin and end."""
    text = passage.passage.text
    segments: list[Segment] = []
    done = start
    for first, last in _marked(passage, found, start, end):
        if first > done:
            segments.append((text[done:first], False))
        segments.append((text[first:last], True))
        done = last
    if done < end:
        segments.append((text[done:end], False))
    return tuple(segments)


def _marked(
    passage: AnalysedPassage, found: Sequence[Match], start: int, end: int
) -> list[tuple[int, int]]:
    """The stretches to be marked within `start:end`, joined where only space lies between."""
    text = passage.passage.text
    marked: list[tuple[int, int]] = []
    for match in found:
        first, last = passage.starts[match.first], passage.ends[match.last]
        if first < start or last > end:
            continue
        if marked and (first <= marked[-1][1] or text[marked[-1][1] : first].isspace()):
            marked[-1] = (marked[-1][0], max(marked[-1][1], last))
        else:
            marked.append((first, last))
    return marked
