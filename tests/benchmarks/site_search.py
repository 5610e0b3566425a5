"""Speed of whole searches over real passages: `python -m tests.benchmarks.site_search`.

The bundled standards are grown to a number of documents and asked the judged queries in process,
warm, as the site does: parse, rank, filter, count, ten excerpts, cards and suggestions.
"""

import argparse
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from indexer.excerpts import AnalysedDocument, analyse_document, best_excerpt, wanted_by
from indexer.parsing import QueryParser
from indexer.polish import Analyser
from indexer.query import Query
from kb.passages import passages
from kb.publication import Publication, Publisher
from kb.search_page import SearchParams
from kb.settings import Settings, bundled_standards
from tests.benchmarks.catalogue import grow_catalogue
from tests.benchmarks.search import percentile, timed
from tests.relevance.measure import DAY, load_judgements

ROUNDS = 3


def main() -> None:
    """Grow the standards, publish them, ask every judged query, print the figures."""
    parser = argparse.ArgumentParser(description="Measure whole searches over real passages.")
    parser.add_argument("--documents", type=int, default=1000)
    chosen = parser.parse_args()
    queries = [judgement.query for judgement in load_judgements()]
    with tempfile.TemporaryDirectory() as place:
        root = Path(place, "standards")
        count = grow_catalogue(bundled_standards(), root, chosen.documents)
        published: list[Publication] = []
        settings = Settings(standards=root, var=Path(place, "var"))
        ready = timed(lambda: published.append(Publisher(settings).current))
        publication = published[0]
        print(f"{count} documents published in {ready / 1000:.0f} s; {len(queries)} judged queries")
        asked = [SearchParams(text=text) for text in queries]
        report("whole search", [partial(publication.search, params, DAY) for params in asked])
        report("ten excerpts", excerpts(publication, queries))


def excerpts(publication: Publication, queries: list[str]) -> list[Callable[[], object]]:
    """For each query with results the making of the excerpts of its first page alone."""
    library, analyser = publication.library, Analyser(publication.library.vocabulary.abbreviations)
    parser = QueryParser(analyser, known_forms=publication.searcher.known_forms)
    analysed: dict[str, AnalysedDocument] = {}
    actions: list[Callable[[], object]] = []
    for text in queries:
        hits = publication.search(SearchParams(text=text), DAY).hits
        for version in (hit.version for hit in hits):
            if version.id not in analysed:
                places = passages(version, library.renderer)
                analysed[version.id] = analyse_document(places, analyser)
        if hits:
            shown = [analysed[hit.version.id] for hit in hits]
            actions.append(partial(make_excerpts, parser.parse(text), shown))
    return actions


def make_excerpts(query: Query, documents: Sequence[AnalysedDocument]) -> None:
    """What a page of results does for its excerpts."""
    wanted = wanted_by(query)
    for document in documents:
        best_excerpt(document, wanted)


def report(name: str, actions: list[Callable[[], object]]) -> None:
    """Run every action once to warm up, then some rounds; print percentiles of all times."""
    for action in actions:
        action()
    times = [timed(action) for _ in range(ROUNDS) for action in actions]
    print(f"{name}: p50 {percentile(times, 0.5):.2f}, p95 {percentile(times, 0.95):.2f} ms")


if __name__ == "__main__":
    main()
