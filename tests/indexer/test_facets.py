"""Facets as bits, compared with counting by hand."""

import random

import numpy as np
import pytest

from indexer.facets import bits_at, facets_of, pack, unpack


@pytest.mark.parametrize("size", [0, 1, 63, 64, 65, 1000])
def test_packed_masks_come_back(size: int) -> None:
    mask = np.random.default_rng(size).random(size) < 0.5
    assert np.array_equal(unpack(pack(mask), size), mask)


def test_bits_of_some_documents_come_back() -> None:
    masks = np.random.default_rng(1).random((3, 130)) < 0.5
    chosen = np.array([0, 7, 8, 63, 64, 129])
    assert np.array_equal(bits_at(pack(masks), chosen), masks[:, chosen])


def test_filters_and_counts_agree_with_counting_by_hand() -> None:
    chance = random.Random(1)
    values = ("a", "b", "c", "d")
    documents = [{"f": tuple(chance.sample(values, chance.randrange(4)))} for _ in range(150)]
    facet = facets_of(documents)["f"]
    within = np.array([chance.random() < 0.4 for _ in documents])
    assert facet.counts(pack(within)) == {
        value: sum(value in d["f"] and w for d, w in zip(documents, within, strict=True))
        for value in values
    }
    chosen = unpack(facet.filter(("a", "c", "unknown")), len(documents))
    assert chosen.tolist() == [bool({"a", "c"} & set(d["f"])) for d in documents]


def test_documents_without_facets_have_none() -> None:
    assert facets_of([{}, {}]) == {}
    assert facets_of([]) == {}
