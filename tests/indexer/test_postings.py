"""What is decoded from Whoosh is what was written, and it survives the disk."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import fields
from pathlib import Path

import numpy as np

from indexer.entry import Entry
from indexer.lexicon import Lexicon, block_of
from indexer.polish import Analyser
from indexer.postings import SegmentPostings, load, ranges, save
from indexer.query import Term
from indexer.snapshot import DOCUMENT_SHIFT, FIELD_SHIFT, Snapshot
from indexer.vocabulary import document_counts
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.samples import entries

MakeEngine = Callable[[], WhooshEngine]
FIELDS = ("body", "title")


def snapshot_of(engine: WhooshEngine, collection: Iterable[Entry], revision: str = "1") -> Snapshot:
    engine.synchronise(collection, revision)
    return engine._state.snapshot


def expected_places(
    collection: list[Entry], analyser: Analyser, term: Term
) -> set[tuple[str, str, int]]:
    """Entry, field and position of every word that has the term."""
    return {
        (entry.id, name, token.position)
        for entry in collection
        for name, text in entry.text.items()
        for token in analyser.tokens(text)
        if (term.channel, term.value) in analyser.index_terms(token)
    }


def test_positions_are_those_of_the_text(make_engine: MakeEngine, analyser: Analyser) -> None:
    snapshot = snapshot_of(make_engine(), entries())
    for term in (
        Term("surface", "wspolpracy"),
        Term("lemma", "rada"),
        Term("prefix", "konku"),
    ):
        keys = snapshot.position_keys([term]).tolist()
        found = {
            (
                snapshot.records[key >> DOCUMENT_SHIFT].id,
                FIELDS[(key >> FIELD_SHIFT) & 0xFF],
                key & ((1 << FIELD_SHIFT) - 1),
            )
            for key in keys
        }
        assert keys == sorted(keys)
        assert found == expected_places(entries(), analyser, term)
        assert found


def test_lengths_count_words(make_engine: MakeEngine, analyser: Analyser) -> None:
    snapshot = snapshot_of(make_engine(), entries())
    for number, record in enumerate(snapshot.records):
        entry = next(entry for entry in entries() if entry.id == record.id)
        counted = [len(analyser.tokens(entry.text[name])) for name in FIELDS]
        assert snapshot.lengths[number].tolist() == counted


def test_counts_of_words_are_exact_after_changes(
    make_engine: MakeEngine, analyser: Analyser
) -> None:
    engine, kept = make_engine(), entries()[1:]
    engine.synchronise(entries(), "1")
    snapshot = snapshot_of(engine, kept, "2")
    surfaces: Counter[str] = Counter()
    written: Counter[str] = Counter()
    for entry in kept:
        tokens = [token for text in entry.text.values() for token in analyser.tokens(text)]
        terms = {term for token in tokens for term in analyser.index_terms(token)}
        surfaces.update(value for channel, value in terms if channel == "surface")
        written.update({" ".join(token.text.lower().split()) for token in tokens})
    assert snapshot.vocabulary == surfaces
    assert snapshot.words == written


def test_arrays_survive_the_disk(make_engine: MakeEngine, tmp_path: Path) -> None:
    postings = snapshot_of(make_engine(), entries()).segments[0].postings
    save(postings, tmp_path / "copy.npz")
    copy = load(tmp_path / "copy.npz")
    assert copy is not None
    for field in fields(SegmentPostings):
        assert np.array_equal(getattr(copy, field.name), getattr(postings, field.name))


def test_any_flipped_byte_is_noticed_or_harmless(make_engine: MakeEngine, tmp_path: Path) -> None:
    postings = snapshot_of(make_engine(), entries()).segments[0].postings
    path = tmp_path / "copy.npz"
    save(postings, path)
    content = path.read_bytes()
    for place in range(0, len(content), 97):
        path.write_bytes(content[:place] + bytes([content[place] ^ 0x55]) + content[place + 1 :])
        copy = load(path)
        if copy is not None:
            for field in fields(SegmentPostings):
                assert np.array_equal(getattr(copy, field.name), getattr(postings, field.name))


def test_file_of_other_arrays_is_not_taken(make_engine: MakeEngine, tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", words_block=np.zeros(3))
    assert load(tmp_path / "other.npz") is None
    assert load(tmp_path / "missing.npz") is None


def test_ranges_are_put_one_after_another() -> None:
    starts, lengths = np.array([5, 0, 9, 2]), np.array([2, 0, 1, 3])
    assert ranges(starts, lengths).tolist() == [5, 6, 9, 2, 3, 4]
    assert ranges(starts[:0], lengths[:0]).tolist() == []


def test_documents_are_counted_once_per_group() -> None:
    groups, documents = np.array([0, 0, 2, 2, 2]), np.array([1, 1, 1, 3, 3])
    assert document_counts(groups, documents, 4).tolist() == [1, 0, 2, 0]


def test_lexicon_finds_words_and_beginnings() -> None:
    words = sorted(["a", "dom", "domek", "domy", "łąka", "żuk", "ż"], key=str.encode)
    lexicon = Lexicon(block_of(words))
    assert list(lexicon) == words
    assert [lexicon.find(word) for word in words] == list(range(len(words)))
    assert lexicon.find("do") is None
    assert lexicon.find("żżż") is None
    assert [lexicon[row] for row in lexicon.starting_with("dom")] == ["dom", "domek", "domy"]
    assert [lexicon[row] for row in lexicon.starting_with("ż")] == ["ż", "żuk"]
    assert list(lexicon.starting_with("x")) == []
    assert len(Lexicon(block_of([]))) == 0
