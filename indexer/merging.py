"""Which segments of an index to write anew as one: few segments keep searches fast."""

from collections.abc import Sequence

CROWD = 5
"""Fewer segments are not worth merging."""

MOST_DOCUMENTS = 64
"""So many are written in under a second, in which no publication is indexed."""


def worth_merging(sizes: Sequence[int]) -> list[int]:
    """The numbers of the smallest segments, as many as one merge may take; none if they are few.

    `sizes` are the living documents of each segment.
    """
    chosen: list[int] = []
    documents = 0
    for number in sorted(range(len(sizes)), key=sizes.__getitem__):
        documents += sizes[number]
        if documents > MOST_DOCUMENTS:
            break
        chosen.append(number)
    return chosen if len(chosen) >= CROWD else []
