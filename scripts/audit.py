"""Lighthouse over the main pages: `python -m scripts.audit`. Fails when a score is under its bar.

The site runs in a process of its own; Lighthouse 12 (npm) looks at it with Debian's Chromium as
its default does: a mid-range phone on a slow line.
"""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.browser.a11y import NODE_MODULES
from tests.browser.conftest import CHROMIUM
from tests.browser.pages import STANDARD
from tests.browser.server import running_site

LIGHTHOUSE = NODE_MODULES / "lighthouse" / "cli" / "index.js"
PAGES = {
    "home": "/",
    "search": "/szukaj?q=maly+grant",
    "standard": STANDARD,
    "calculator": f"{STANDARD}/terminy",
}
BARS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""Category → least score, 0–100."""
NOT_FOR_SEARCH_ENGINES = {("search", "seo"): frozenset({"is-crawlable"})}
"""Audits that a page fails on purpose: results of a search are kept out of search engines."""
MOST_SECONDS = 120.0


@dataclass(frozen=True)
class Audit:
    """The scores of one page by category, 0–100, and what cost points."""

    scores: dict[str, int]
    faults: tuple[str, ...]


def main() -> None:
    """Audit every page, print the scores, end with status 1 when one is under its bar."""
    failed = False
    print("".join([f"{'page':<12}", *(f"{category:>16}" for category in BARS)]))
    with tempfile.TemporaryDirectory() as folder, running_site(Path(folder)) as site:
        for name, path in PAGES.items():
            found = audit(f"{site}{path}", name)
            print("".join([f"{name:<12}", *(f"{found.scores[c]:>16}" for c in BARS)]))
            for fault in found.faults:
                print(f"  {fault}")
            failed |= any(found.scores[category] < bar for category, bar in BARS.items())
    if failed:
        sys.exit("A score is under its bar: " + ", ".join(f"{c} {b}" for c, b in BARS.items()))


def audit(address: str, name: str) -> Audit:
    """What Lighthouse says of one page.

    Raises:
        CalledProcessError: Lighthouse itself fails.
        TimeoutExpired: it takes longer than `MOST_SECONDS`.
    """
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    flags = " ".join(["--headless=new", "--disable-gpu", "--disable-quic", *sandbox])
    done = subprocess.run(  # noqa: S603 – its arguments are this file's own
        [  # noqa: S607 – node is where the machine has it
            "node",
            str(LIGHTHOUSE),
            address,
            "--quiet",
            "--no-enable-error-reporting",
            "--output=json",
            f"--only-categories={','.join(BARS)}",
            f"--chrome-flags={flags}",
        ],
        capture_output=True,
        check=True,
        text=True,
        timeout=MOST_SECONDS,
        env={**os.environ, "CHROME_PATH": CHROMIUM},
    )
    return read_report(json.loads(done.stdout), name)


def read_report(report: dict[str, Any], name: str) -> Audit:
    """Scores and faults of a report; audits that the page fails on purpose do not count."""
    categories, audits = report["categories"], report["audits"]
    scores, faults = {}, []
    for category in BARS:
        passed = weight = 0.0
        meant = NOT_FOR_SEARCH_ENGINES.get((name, category), frozenset())
        for reference in categories[category]["auditRefs"]:
            found = audits[reference["id"]]
            if not reference["weight"] or found["score"] is None or found["id"] in meant:
                continue
            weight += reference["weight"]
            passed += reference["weight"] * found["score"]
            if found["score"] < 0.9:
                faults.append(f"{category}: {found['title']} {found.get('displayValue', '')}")
        scores[category] = round(100 * passed / weight)
    return Audit(scores, tuple(faults))


if __name__ == "__main__":
    main()
