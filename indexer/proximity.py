"""Where words stand side by side or near, from sorted position keys (see `snapshot`)."""

from collections.abc import Sequence

import numpy as np

from indexer.snapshot import DOCUMENT_SHIFT, Floats, Keys
from indexer.weights import Weights

FAR = np.int64(1) << 62


def side_by_side(words: Sequence[Keys]) -> Keys:
    """The documents where the words follow one another in this order, sorted."""
    if not words or not all(len(keys) for keys in words):
        return np.zeros(0, np.int64)
    by_number = sorted(enumerate(words), key=lambda pair: len(pair[1]))
    offset, rarest = by_number[0]
    starts = rarest - offset
    for offset, keys in by_number[1:]:
        starts = followed(starts, keys, offset)
    return np.unique(starts >> DOCUMENT_SHIFT)


def followed(starts: Keys, keys: Keys, offset: int) -> Keys:
    """Of some places those that a word (at the sorted `keys`) stands `offset` words after."""
    if not len(keys):
        return starts[:0]
    places = np.minimum(np.searchsorted(keys, starts + offset), len(keys) - 1)
    left: Keys = starts[keys[places] == starts + offset]
    return left


def closeness(left: Keys, right: Keys, distance: int, weights: Weights) -> tuple[Keys, Floats]:
    """How near two words of a query come to each other: documents, and for each 0 … 1.

    `distance` is how far apart they stand in the query. In that order and at most so far apart
    is 1; farther falls with the distance; the other order earns a share.
    """
    if not len(left) or not len(right):
        return np.zeros(0, np.int64), np.zeros(0)
    places, ahead, behind = _gaps(left, right)
    reach = distance + weights.window
    near = np.flatnonzero((ahead <= reach) | (behind <= reach))
    ahead, behind = ahead[near], behind[near]
    forward = np.where(ahead <= reach, distance / np.maximum(ahead, distance), 0.0)
    back = np.where(behind <= reach, distance / np.maximum(behind, distance), 0.0)
    values = np.maximum(forward, weights.reversed_order * back)
    documents = places[near] >> DOCUMENT_SHIFT
    starts = np.flatnonzero(np.append(True, documents[1:] != documents[:-1])[: len(documents)])
    best = np.maximum.reduceat(values, starts) if len(starts) else values
    return documents[starts], best


def _gaps(left: Keys, right: Keys) -> tuple[Keys, Keys, Keys]:
    """For each place of the rarer word: distance when the left word comes first, and otherwise.

    Both inputs are sorted and not empty. Distances between documents or fields come out huge.
    """
    probes, others = (left, right) if len(left) <= len(right) else (right, left)
    following = np.searchsorted(others, probes)
    after = np.where(
        following < len(others), others[np.minimum(following, len(others) - 1)] - probes, FAR
    )
    before = np.where(following > 0, probes - others[np.maximum(following - 1, 0)], FAR)
    after = np.where(after > 0, after, FAR)
    return (probes, after, before) if probes is left else (probes, before, after)
