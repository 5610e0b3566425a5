"""Many threads search while the index changes; every answer is that of one state of the index."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from indexer.engine import Request, Results
from indexer.entry import Entry
from indexer.polish import Analyser
from indexer.whoosh_engine import WhooshEngine
from tests.indexer.samples import TODAY, entries, parsed

THREADS = 12
STATES = 6
PAUSE_SECONDS = 0.03  # between rounds of queries: the writer needs the interpreter too
QUERIES = (
    "mały grant art. 19a",
    "program współpracy rada",
    '"realizacja zadania" termin',
    "umowa gminy -konkurs",
    "wersja",
    "",
)


def state(number: int) -> list[Entry]:
    """The collection at one moment: a third of its entries differ from moment to moment."""
    return [
        replace(entry, text={**entry.text, "body": f"{entry.text['body']} wersja {number}"})
        if place % 3 == number % 3
        else entry
        for place, entry in enumerate(entries())
        if place != number
    ]


def answers(engine: WhooshEngine, requests: Mapping[str, Request]) -> dict[str, Results]:
    return {text: engine.search(request) for text, request in requests.items()}


def test_every_answer_is_that_of_one_state(
    make_engine: Callable[[], WhooshEngine], analyser: Analyser
) -> None:
    engine = make_engine()
    engine.synchronise(entries(), "all")
    requests = {
        text: Request(
            parsed(engine, analyser, text),
            TODAY,
            filters={"sektor": ("gmina", "organizacja")},
            facets=("sektor", "temat", "period"),
        )
        for text in QUERIES
    }
    expected = []
    for number in range(STATES):
        engine.synchronise(state(number), f"s{number}")
        expected.append(answers(engine, requests))
    wrong: list[tuple[str, Results]] = []
    finished = threading.Event()
    counted = [0] * THREADS

    def search(thread: int) -> None:
        while not finished.wait(PAUSE_SECONDS):
            for text, request in requests.items():
                found = engine.search(request)
                counted[thread] += 1
                if not any(_same(found, known[text]) for known in expected):
                    wrong.append((text, found))

    threads = [threading.Thread(target=search, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for number in range(3 * STATES):
        engine.synchronise(state(number % STATES), f"t{number}")
    finished.set()
    for thread in threads:
        thread.join()
    assert not wrong, wrong[0]
    assert all(counted)


def _same(left: Results, right: Results) -> bool:
    """Whether two answers agree; scores may differ in the last places between segment layouts."""
    return (
        left.total == right.total
        and left.facets == right.facets
        and [(hit.id, hit.matched) for hit in left.hits]
        == [(hit.id, hit.matched) for hit in right.hits]
        and all(
            abs(mine.score - theirs.score) < 1e-5
            for mine, theirs in zip(left.hits, right.hits, strict=True)
        )
    )
