"""What each part of a match is worth. Round numbers, each with its reason; no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from indexer.query import Channel


@dataclass(frozen=True, slots=True)
class FieldWeight:
    """What a word in a text field counts, and how far a long field dilutes it.

    `weight` multiplies the number of occurrences; `b` in 0..1 is BM25's length normalisation.
    """

    weight: float = 1.0
    b: float = 0.75


def _channels() -> dict[Channel, float]:
    return {"surface": 0.5, "lemma": 0.5, "stem": 0.5, "prefix": 1.0}


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of the ranking (BM25F over fields, a weighted sum over channels).

    `fields` also names the text fields that the index has; changing the names rebuilds it, changing
    the numbers does not.
    """

    fields: Mapping[str, FieldWeight]

    channels: Mapping[Channel, float] = field(default_factory=_channels)
    """A word written the same way earns all four. The first three mostly repeat each other, so each
    counts half; the first letters bring kin of the word that the others miss (kościół, kościelny).
    """

    k1: float = 1.2
    """Saturation of repeated words: the customary value of BM25."""

    exact: float = 1.5
    """Article numbers and abbreviations are what the reader is after when they are typed."""

    stop_share: float = 0.2
    """A function word's share of a full word's score: it breaks ties, no more."""

    minimum_match: float = 0.3
    """An entry must hold words worth this share of the rarity that the best entry holds."""

    complete_bonus: float = 0.2
    """Added share of the score when every word of the query is there."""

    proximity: float = 0.2
    """What two neighbouring query words earn for standing together, of the worth of the lesser."""

    window: int = 5
    """Words that may lie between two query words that still count as near."""

    reversed_order: float = 0.5
    """Share of the proximity bonus when the words stand in the other order."""

    naming: str = ""
    """The field whose words name an entry (its title); empty for none."""

    named_bonus: float = 0.5
    """Added share of the score of an entry that the query names: all words of the query stand in
    its name, and its name holds no others. Partly named, partly added.
    """

    archived: float = 0.5
    """An entry no longer in force stands behind its successor when both are shown."""
