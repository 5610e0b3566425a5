"""Whoosh on disk: writing changes, reading segments. The only file that opens Whoosh indexes."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from whoosh import index
from whoosh.reading import IndexReader
from whoosh.writing import IndexWriter

from indexer.entry import Entry, Indexable
from indexer.errors import IndexDamaged, IndexerError
from indexer.postings import SegmentPostings, decode, load, save
from indexer.snapshot import Segment, Snapshot
from indexer.vocabulary import Vocabulary
from indexer.whoosh_schema import (
    ID_FIELD,
    IndexAnalyser,
    Record,
    document_of,
    record_of,
    whoosh_schema,
)

Result = TypeVar("Result")

Changes = Mapping[str, tuple[Indexable, str]]
"""Entry id → the entry, or the promise of it, and the digest it is written with."""

WRITER_MEGABYTES = 256
"""Memory that Whoosh may fill with postings before it sorts them to disk."""


def create(path: Path, field_names: Sequence[str]) -> None:
    """Make an empty Whoosh index in an empty directory."""
    index.create_in(str(path), whoosh_schema(field_names))


def apply_changes(
    path: Path,
    changed: Changes,
    removed: Sequence[str],
    field_names: Sequence[str],
    analyser: IndexAnalyser,
) -> int:
    """Write changed entries and remove others in one commit; its number.

    Raises:
        IndexerError: an entry cannot be indexed; names it. Nothing is written then.
        IndexDamaged: Whoosh cannot open the index.
    """
    found = _readable(path, lambda: index.open_dir(str(path)))
    writer = _readable(path, lambda: found.writer(limitmb=WRITER_MEGABYTES))
    committed = False
    try:
        _readable(path, lambda: _delete(writer, (*changed, *removed)))
        for entry, digest in changed.values():
            try:
                made = entry if isinstance(entry, Entry) else entry.make()
                writer.add_document(**document_of(made, digest, field_names, analyser))
            except (IndexerError, ValueError, TypeError, AttributeError, LookupError) as problem:
                raise IndexerError(f"entry {entry.id!r} cannot be indexed: {problem}") from problem
        _readable(path, writer.commit)
        committed = True
    finally:
        if not committed:
            writer.cancel()
    return int(index.open_dir(str(path)).latest_generation())


def _delete(writer: IndexWriter, ids: Sequence[str]) -> None:
    for entry_id in ids:
        writer.delete_by_term(ID_FIELD, entry_id)


def read_snapshot(path: Path, field_names: Sequence[str], known: Snapshot | None) -> Snapshot:
    """Open the newest commit; segments that `known` has already are not read again.

    Raises:
        IndexDamaged: the index cannot be read, or another process has just removed it.
    """
    return _readable(path, lambda: _read(path, field_names, known))


def _read(path: Path, field_names: Sequence[str], known: Snapshot | None) -> Snapshot:
    old = {segment.name: segment for segment in known.segments} if known else {}
    with closing(index.open_dir(str(path)).reader()) as reader:
        leaves = [leaf for leaf, _ in reader.leaf_readers() if leaf.doc_count_all()]
        return Snapshot([_segment(leaf, path, field_names, old) for leaf in leaves], field_names)


def _segment(
    reader: IndexReader, path: Path, field_names: Sequence[str], old: Mapping[str, Segment]
) -> Segment:
    name = f"{path.name}-{reader.segment().segment_id()}"
    alive = np.zeros(reader.doc_count_all(), np.bool_)
    alive[list(reader.all_doc_ids())] = True
    if name in old:
        return replace(old[name], alive=alive)
    postings = _postings(reader, path, field_names)
    return Segment(name, postings, Vocabulary(postings), _records(reader), alive)


def _records(reader: IndexReader) -> list[Record]:
    return [record_of(reader.stored_fields(n)) for n in range(reader.doc_count_all())]


def _postings(reader: IndexReader, path: Path, field_names: Sequence[str]) -> SegmentPostings:
    """The arrays kept beside the segment, or decoded and kept now."""
    kept = postings_path(path, reader.segment().segment_id())
    postings = load(kept)
    if postings is None:
        postings = decode(reader, field_names)
        save(postings, kept)
    return postings


def postings_path(path: Path, segment_id: str) -> Path:
    """Where the arrays of a segment are kept."""
    return path / f"postings-{segment_id}.npz"


def remove_stale_postings(path: Path, snapshot: Snapshot) -> None:
    """Remove the arrays of segments that are gone; call with the lock held."""
    current = {f"postings-{segment.name.rpartition('-')[2]}.npz" for segment in snapshot.segments}
    for file in path.glob("postings-*"):
        if file.name not in current:
            file.unlink(missing_ok=True)


def _readable(path: Path, action: Callable[[], Result]) -> Result:
    """Run what reads Whoosh's files.

    Whoosh checks nothing and unpickles what it finds: on damaged files it raises anything at all,
    plain `Exception` included, so all of it is turned into `IndexDamaged` with its cause.
    """
    try:
        return action()
    except IndexerError:
        raise
    except Exception as problem:
        raise IndexDamaged(f"the index in {path} cannot be read: {problem!r}") from problem
