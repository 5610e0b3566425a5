"""The postings of one Whoosh segment as NumPy arrays: decoded once, kept in a file beside it.

A *form* is a word as written together with its channels' spellings (see `whoosh_schema`). For each
form there are *entries*: one per document and text field that hold it, with the positions there.
"""

import struct
import zipfile
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from indexer.lexicon import Lexicon, block_of
from indexer.whoosh_schema import TEXT_PREFIX, form_keys

Ints = npt.NDArray[np.int32]
Offsets = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
Selection = list[slice] | Offsets
"""Elements of an array: slices, or numbers."""

FEW = 16
"""So many slices are copied faster than their elements are picked one by one."""

UNREADABLE = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    zipfile.BadZipFile,
)
"""What NumPy and zipfile raise on a damaged archive; its checksums leave nothing unnoticed."""


@dataclass(frozen=True)
class SegmentPostings:
    """Immutable arrays of one segment; documents are numbered as Whoosh numbers them.

    `words_block`: the forms' words as written, form after form (not sorted). `keys_block`: the
    channel spellings, sorted; key k has the forms `key_forms[key_starts[k]:key_starts[k+1]]`.
    Form f has the entries `form_starts[f]:form_starts[f+1]` of `documents` and `field_numbers`
    (indices into the sorted field names), ordered by document and field; entry e has the positions
    `position_starts[e]:position_starts[e+1]`. `lengths[document, field]` counts words.
    """

    words_block: Bytes
    keys_block: Bytes
    key_starts: Offsets
    key_forms: Ints
    form_starts: Offsets
    documents: Ints
    field_numbers: Bytes
    position_starts: Ints
    positions: Ints
    lengths: Ints

    @cached_property
    def keys(self) -> Lexicon:
        """The channel spellings, sorted."""
        return Lexicon(self.keys_block)

    @cached_property
    def words(self) -> Lexicon:
        """The words as written by form number; only for reading by row."""
        return Lexicon(self.words_block)

    @cached_property
    def frequencies(self) -> Ints:
        """Occurrences per entry."""
        return np.diff(self.position_starts)

    @property
    def entry_forms(self) -> Ints:
        """The form of each entry."""
        forms = np.arange(len(self.form_starts) - 1, dtype=np.int32)
        return np.repeat(forms, np.diff(self.form_starts))

    def forms_of(self, keyed: str) -> Ints:
        """The forms found under a channel spelling; empty when there are none."""
        row = self.keys.find(keyed)
        if row is None:
            return self.key_forms[:0]
        return self.key_forms[self.key_starts[row] : self.key_starts[row + 1]]

    def entries_of(self, forms: Sequence[int]) -> Selection:
        """The entries of several forms, one form after another."""
        chosen = np.array(forms, np.int64)
        starts, ends = self.form_starts[chosen], self.form_starts[chosen + 1]
        if len(forms) > FEW:
            return ranges(starts, ends - starts)
        return [slice(*pair) for pair in zip(starts.tolist(), ends.tolist(), strict=True)]


def take(values: npt.NDArray[Any], selection: Selection) -> npt.NDArray[Any]:
    """The elements selected; a view of one slice, else a copy."""
    if isinstance(selection, np.ndarray):
        return values[selection]
    if len(selection) == 1:
        return values[selection[0]]
    return np.concatenate([values[part] for part in selection]) if selection else values[:0]


def numbers_of(selection: Selection) -> Offsets:
    """The numbers of the elements selected."""
    if isinstance(selection, np.ndarray):
        return selection
    starts = np.array([part.start for part in selection], np.int64)
    return ranges(starts, np.array([part.stop for part in selection], np.int64) - starts)


def ranges(starts: npt.NDArray[Any], lengths: npt.NDArray[Any]) -> Offsets:
    """`start, start+1 … start+length-1` for each pair, one after another."""
    numbers = np.arange(int(lengths.sum()), dtype=np.int64)
    if len(starts):
        numbers += np.repeat(starts - boundaries(lengths)[:-1], lengths)
    return numbers


def decode(reader: IndexReader, field_names: Sequence[str]) -> SegmentPostings:
    """Read every posting of a segment (a leaf reader) out of Whoosh."""
    form_numbers: dict[str, int] = {}
    forms, documents, numbers = array("i"), array("i"), array("B")
    counts, positions = array("i"), array("i")
    for number, name in enumerate(field_names):
        field = TEXT_PREFIX + name
        positions_of = reader.schema[field].format.decoder("positions")
        for term in reader.lexicon(field):
            form = form_numbers.setdefault(term.decode(), len(form_numbers))
            matcher = reader.postings(field, term)
            while matcher.is_active():
                found = positions_of(matcher.value())
                forms.append(form)
                documents.append(matcher.id())
                numbers.append(number)
                counts.append(len(found))
                positions.extend(found)
                matcher.next()
    return _assemble(
        list(form_numbers),
        np.array(forms, np.int32),
        np.array(documents, np.int32),
        np.array(numbers, np.uint8),
        np.array(counts, np.int64),
        np.array(positions, np.int32),
        (reader.doc_count_all(), len(field_names)),
    )


def _assemble(
    form_texts: list[str],
    forms: Ints,
    documents: Ints,
    numbers: Bytes,
    counts: Offsets,
    positions: Ints,
    shape: tuple[int, int],
) -> SegmentPostings:
    """Put entries in order of form, document and field, and build the lexica."""
    order = np.lexsort((numbers, documents, forms))
    ordered_positions = positions[ranges((np.cumsum(counts) - counts)[order], counts[order])]
    lengths = np.zeros(shape, np.int32)
    np.add.at(lengths, (documents, numbers), counts)
    words, keyed = _lexica(form_texts)
    keys = sorted(keyed, key=str.encode)
    return SegmentPostings(
        words_block=block_of(words),
        keys_block=block_of(keys),
        key_starts=boundaries(np.array([len(keyed[key]) for key in keys], np.int64)),
        key_forms=np.array([form for key in keys for form in keyed[key]], np.int32),
        form_starts=boundaries(np.bincount(forms, minlength=len(form_texts))),
        documents=documents[order],
        field_numbers=numbers[order],
        position_starts=boundaries(counts[order]).astype(np.int32),
        positions=ordered_positions,
        lengths=lengths,
    )


def _lexica(form_texts: list[str]) -> tuple[list[str], dict[str, list[int]]]:
    """Forms → their words, and channel spelling → numbers of its forms."""
    words: list[str] = []
    keyed: dict[str, list[int]] = {}
    for number, text in enumerate(form_texts):
        word, keys = form_keys(text)
        words.append(word)
        for key in keys:
            keyed.setdefault(key, []).append(number)
    return words, keyed


def boundaries(lengths: npt.NDArray[Any]) -> Offsets:
    """Lengths of consecutive groups → their boundaries, from 0 to the total."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(lengths, dtype=np.int64)))


def save(postings: SegmentPostings, path: Path) -> None:
    """Write the arrays to `path`, whole or not at all."""
    temporary = path.with_name(path.name + ".tmp")
    with temporary.open("wb") as file:
        np.savez(file, **{f.name: getattr(postings, f.name) for f in fields(postings)})
    temporary.replace(path)


def load(path: Path) -> SegmentPostings | None:
    """Read the arrays back, checksums verified; `None` when they are missing or damaged."""
    names = {field.name for field in fields(SegmentPostings)}
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if set(stored.files) != names:
                return None
            return SegmentPostings(**{name: stored[name] for name in names})
    except UNREADABLE:
        return None
