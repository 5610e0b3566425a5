"""Documents for measurements: the bundled standards, grown to any number.

A grown document is sentences drawn from the standards, with some words replaced by invented place
names, so that the vocabulary grows with the number of documents as it does in real collections.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from indexer.entry import Entry

SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n+")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
WORDS_PER_DOCUMENT = 480
NAMES_SHARE = 0.04
"""Share of words that are replaced by an invented name."""

SECTORS = tuple(f"sektor-{n}" for n in range(8))
TOPICS = tuple(f"temat-{n}" for n in range(24))
FACETS = ("sektor", "temat")
FIRST_DAY = date(2020, 1, 1)
ONSETS = (
    "b",
    "br",
    "ch",
    "d",
    "g",
    "gr",
    "j",
    "k",
    "kr",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "w",
    "z",
)
VOWELS = ("a", "e", "i", "o", "u", "y", "ó", "ą", "ę")
ENDINGS = ("owo", "ów", "ice", "no", "sko", "yń", "in", "awa")


def read_texts(directory: Path) -> list[str]:
    """The texts of every Markdown file under `directory`, front matter left out.

    Raises:
        FileNotFoundError: there is none.
    """
    texts = [
        FRONT_MATTER.sub("", path.read_text("utf-8")) for path in sorted(directory.rglob("*.md"))
    ]
    if not any(text.strip() for text in texts):
        raise FileNotFoundError(f"no Markdown texts under {directory}")
    return texts


def grow(texts: Sequence[str], count: int, seed: int = 1) -> Iterator[Entry]:
    """`count` entries of about 480 words with two facets and dates; the same for the same seed."""
    chance = random.Random(seed)
    sentences = [s for text in texts for s in SENTENCE_END.split(text) if len(s.split()) > 3]
    for number in range(count):
        body: list[str] = []
        while len(body) < WORDS_PER_DOCUMENT:
            body.extend(_renamed(chance.choice(sentences).split(), chance, count))
        start = FIRST_DAY + timedelta(days=chance.randrange(2500))
        yield Entry(
            id=f"d{number}",
            text={"title": " ".join(chance.sample(body, 5)), "body": " ".join(body)},
            facets={
                "sektor": (SECTORS[_skewed(chance, len(SECTORS))],),
                "temat": tuple({TOPICS[_skewed(chance, len(TOPICS))] for _ in range(2)}),
            },
            valid_from=start,
            changed=start,
            sort_title=f"{number:06d}",
        )


def _skewed(chance: random.Random, count: int) -> int:
    """A number below `count`, small ones more often, as in real facets."""
    return int(count * chance.random() ** 2)


def _renamed(words: list[str], chance: random.Random, documents: int) -> list[str]:
    return [_name(chance, documents) if chance.random() < NAMES_SHARE else word for word in words]


def _name(chance: random.Random, documents: int) -> str:
    """An invented name; the commonest occur thousands of times, most only once or twice."""
    number = int((100 + 5 * documents) ** chance.random() * 3)
    letters = random.Random(number)
    syllables = [letters.choice(ONSETS) + letters.choice(VOWELS) for _ in range(2)]
    return ("".join(syllables) + letters.choice(ENDINGS)).capitalize()


@dataclass(frozen=True, slots=True)
class Question:
    """One query of the benchmark, in words; every engine gets it in its own form.

    `phrase` words stand side by side; `prefix` is the beginning of a word; `filters` are facet →
    values.
    """

    words: tuple[str, ...]
    phrase: tuple[str, ...]
    prefix: str
    filters: dict[str, tuple[str, ...]]


def questions(entries: Sequence[Entry], count: int, seed: int = 2) -> list[Question]:
    """Queries of 1–8 words taken from the documents: half with filters, some phrases, prefixes."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        words = re.findall(r"\w{3,}", chance.choice(entries).text["body"])
        start = chance.randrange(len(words) - 10)
        chosen = tuple(chance.sample(words[start : start + 40], 1 + number % 8))
        filters: dict[str, tuple[str, ...]] = {}
        if number % 2:
            filters["temat"] = tuple(chance.sample(TOPICS, 2))
        if number % 4 == 3:
            filters["sektor"] = (chance.choice(SECTORS),)
        phrase = tuple(words[start : start + 2]) if number % 5 == 0 else ()
        prefix = chance.choice(words)[:5] if number % 5 == 1 else ""
        found.append(Question(chosen, phrase, prefix, filters))
    return found
