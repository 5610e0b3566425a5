"""Whoosh on disk: writing changes, reading segments. The only file that opens Whoosh indexes."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from whoosh import index
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.index import TOC
from whoosh.reading import IndexReader, SegmentReader
from whoosh.writing import SegmentWriter

from indexer.entry import Entry, Indexable
from indexer.errors import IndexDamaged, IndexerError
from indexer.facets import Mask
from indexer.postings import SegmentPostings, decode, load, save
from indexer.snapshot import Segment, Snapshot
from indexer.vocabulary import Vocabulary
from indexer.whoosh_schema import (
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


def latest_commit(path: Path) -> int:
    """The number of the newest commit.

    Raises:
        IndexDamaged: there is none, or it cannot be read.
    """
    return _readable(path, lambda: int(index.open_dir(str(path)).latest_generation()))


def apply_changes(
    path: Path,
    changed: Changes,
    outdated: Iterable[int],
    field_names: Sequence[str],
    analyser: IndexAnalyser,
) -> None:
    """Write changed entries as a segment of their own and strike out documents, in one commit.

    `outdated` are numbers of documents in the snapshot of the newest commit.

    Raises:
        IndexerError: an entry cannot be indexed; names it. Nothing is written then.
        IndexDamaged: Whoosh cannot open the index.
    """
    with _writing(path) as writer:
        for number in outdated:
            writer.delete_document(number)
        for entry, digest in changed.values():
            try:
                made = entry if isinstance(entry, Entry) else entry.make()
                writer.add_document(**document_of(made, digest, field_names, analyser))
            except (IndexerError, ValueError, TypeError, AttributeError, LookupError) as problem:
                raise IndexerError(f"entry {entry.id!r} cannot be indexed: {problem}") from problem
        _readable(path, lambda: writer.commit(merge=False))


def merge(path: Path, names: Collection[str]) -> None:
    """Write the living documents of the segments named anew, as one segment.

    Raises:
        IndexDamaged: Whoosh cannot read one of them.
    """

    def merged(writer: SegmentWriter, segments: Sequence[WhooshSegment]) -> list[WhooshSegment]:
        living = [segment for segment in segments if segment.doc_count()]
        for segment in living:
            if _name(path, segment) in names:
                with closing(SegmentReader(writer.storage, writer.schema, segment)) as reader:
                    writer.add_reader(reader)
        return [segment for segment in living if _name(path, segment) not in names]

    with _writing(path) as writer:
        _readable(path, lambda: writer.commit(mergetype=merged))


@contextmanager
def _writing(path: Path) -> Iterator[SegmentWriter]:
    """A writer; what it has not committed is undone."""
    found = _readable(path, lambda: index.open_dir(str(path)))
    writer = _readable(path, lambda: found.writer(limitmb=WRITER_MEGABYTES))
    try:
        yield writer
    finally:
        if not writer.is_closed:
            writer.cancel()


def read_snapshot(
    path: Path, field_names: Sequence[str], known: Snapshot | None
) -> tuple[Snapshot, int]:
    """The newest commit and its number; segments that `known` has already are not opened.

    Raises:
        IndexDamaged: the index cannot be read, or another process has just removed it.
    """
    return _readable(path, lambda: _read(path, field_names, known))


def _read(path: Path, field_names: Sequence[str], known: Snapshot | None) -> tuple[Snapshot, int]:
    old = {segment.name: segment for segment in known.segments} if known else {}
    found = index.open_dir(str(path))
    while True:
        contents = TOC.read(found.storage, found.indexname)
        written = [segment for segment in contents.segments if segment.doc_count_all()]
        try:
            segments = [
                _known(old[name], segment)
                if (name := _name(path, segment)) in old
                else _opened(
                    SegmentReader(found.storage, contents.schema, segment), path, field_names
                )
                for segment in written
            ]
        except FileNotFoundError:  # merged away since, unless there is no newer commit
            if found.latest_generation() == contents.generation:
                raise
        else:
            return Snapshot(segments, field_names), int(contents.generation)


def _name(path: Path, segment: WhooshSegment) -> str:
    return f"{path.name}-{segment.segment_id()}"


def _known(before: Segment, segment: WhooshSegment) -> Segment:
    """A segment read before: only documents may have been struck out since."""
    return replace(before, alive=_alive(segment))


def _opened(reader: SegmentReader, path: Path, field_names: Sequence[str]) -> Segment:
    with closing(reader):
        segment = reader.segment()
        postings = _postings(reader, path, field_names)
        return Segment(
            _name(path, segment), postings, Vocabulary(postings), _records(reader), _alive(segment)
        )


def _alive(segment: WhooshSegment) -> Mask:
    alive = np.ones(segment.doc_count_all(), np.bool_)
    alive[list(segment.deleted_docs())] = False
    return alive


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
