"""Speed of the site as a reader meets it: `python -m tests.benchmarks.pages --documents 1000`.

The real server answers over loopback on connections that stay open. First each kind of page alone,
one request after another; then a mix of all from several readers at once. Everything is bounded by
a number of requests and by time.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import quote_plus, urlsplit

from kb.settings import bundled_standards
from tests.benchmarks.catalogue import grow_catalogue
from tests.browser.server import free_port, running

QUERIES = (
    *("mały grant", "art. 19a", "ile dni na składanie ofert", "wzór umowy", "wkład własny"),
    *("wolontariat", "kosztorys", "komisja konkursowa", "zwrot dotacji", "inicjatywa lokalna"),
    *("sprawozdanie", "RODO", "konsultacje społeczne", "program współpracy", "budżet obywatelski"),
)
KINDS = {"home": 0.15, "search": 0.35, "document": 0.5}
"""Share of each kind of page in the mix."""
MOST_SECONDS = 30.0
"""How long one measurement may take, whatever is left to ask."""


@dataclass(frozen=True, slots=True)
class Site:
    """A running site and the addresses that are asked for."""

    address: str
    paths: dict[str, list[str]]


class Reader:
    """One browser: a connection that stays open and takes compressed pages."""

    def __init__(self, site: Site) -> None:
        self._connection = HTTPConnection(urlsplit(site.address).netloc, timeout=30)

    def milliseconds(self, path: str) -> float:
        """Ask for a page and read it whole.

        Raises:
            RuntimeError: the site answers anything but the page.
        """
        start = time.perf_counter()
        self._connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        answer.read()
        took = (time.perf_counter() - start) * 1000
        if answer.status != 200:
            raise RuntimeError(f"{path} answers {answer.status}")
        return took


def main() -> None:
    """Grow the catalogue, start the site, measure, print the tables."""
    parser = argparse.ArgumentParser(description="Measure the site over loopback.")
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--requests", type=int, default=2000, help="of each measurement")
    parser.add_argument("--readers", type=int, default=4, help="at once in the mix")
    parser.add_argument("--workers", type=int, default=1, help="processes of the server")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        count = grow_catalogue(bundled_standards(), folder / "standards", chosen.documents)
        slugs = sorted(path.parent.name for path in (folder / "standards").glob("*/*/*-??-??.md"))
        print(f"{count} documents, {chosen.requests} requests each, times in ms")
        for address in serving(folder, chosen.workers):
            site = report_kinds(Site(address, addresses(slugs)), chosen.requests)
            report_mix(site, chosen.requests, chosen.readers)


def serving(folder: Path, workers: int) -> Iterator[str]:
    """The address of a server of `folder/standards`, its index built before it starts."""
    root = Path(__file__).parents[2]
    own = {name: value for name, value in os.environ.items() if name[:3] != "KB_"}
    environment = {
        **own,
        "KB_VAR": str(folder / "var"),
        "KB_STANDARDS": str(folder / "standards"),
        "KB_LOG_LEVEL": "ERROR",
    }
    start = time.perf_counter()
    kb = [sys.executable, "-m", "kb.cli"]
    subprocess.run([*kb, "index"], cwd=root, env=environment, check=True, stdout=subprocess.DEVNULL)
    print(f"index built in {time.perf_counter() - start:.1f} s")
    port = free_port()
    command = [*kb, "serve", "--port", str(port), "--workers", str(workers)]
    address = f"http://127.0.0.1:{port}"
    start = time.perf_counter()
    with running(
        command, address, cwd=root, environment=environment, log=folder / "server.log"
    ) as site:
        print(f"server answers after {time.perf_counter() - start:.1f} s\n")
        yield site


def addresses(slugs: Sequence[str]) -> dict[str, list[str]]:
    """Kind of page → addresses of it, in an order that is the same each time."""
    documents = [f"/standardy/{slug}" for slug in dict.fromkeys(slugs)]
    random.Random(1).shuffle(documents)
    searches = [f"/szukaj?q={quote_plus(query)}" for query in QUERIES]
    return {"home": ["/"], "search": searches, "document": documents}


def report_kinds(site: Site, requests: int) -> Site:
    """Each kind alone: its pages for the first time, and from then on.

    Returns the site with only the addresses that there was time to ask for.
    """
    print(f"{'one reader':<22}{'requests':>10}{'median':>10}{'p95':>10}")
    reader, met = Reader(site), {}
    for kind, paths in site.paths.items():
        first = timed(reader, paths, len(paths))
        met[kind] = paths[: len(first)]
        report_row(f"{kind}, first time", first)
        report_row(kind, timed(reader, met[kind], requests))
    return replace(site, paths=met)


def timed(reader: Reader, paths: Sequence[str], requests: int) -> list[float]:
    """Ask for pages in turn until there are enough times or no time is left."""
    found: list[float] = []
    end = time.monotonic() + MOST_SECONDS
    for path in cycle(paths):
        if len(found) >= requests or time.monotonic() > end:
            return found
        found.append(reader.milliseconds(path))
    return found


def report_mix(site: Site, requests: int, readers: int) -> None:
    """All kinds together from several readers at once."""

    def read(seed: int) -> list[float]:
        reader, chance = Reader(site), random.Random(seed)
        kinds = chance.choices(list(KINDS), list(KINDS.values()), k=requests // readers)
        return timed(reader, [chance.choice(site.paths[kind]) for kind in kinds], len(kinds))

    start = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        times = [took for found in pool.map(read, range(readers)) for took in found]
    seconds = time.perf_counter() - start
    shares = ", ".join(f"{kind} {share:.0%}" for kind, share in KINDS.items())
    print(f"\n{readers} readers at once: {shares}")
    report_row("mix", times)
    print(f"{len(times) / seconds:.0f} requests a second")


def report_row(name: str, times: Sequence[float]) -> None:
    """One row of the table."""
    p95 = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    print(f"{name:<22}{len(times):>10}{statistics.median(times):>10.2f}{p95:>10.2f}")


if __name__ == "__main__":
    main()
