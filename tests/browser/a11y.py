"""The judges of pages: axe-core in the browser, the Nu HTML checker over files."""

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

NODE_MODULES = Path(__file__).parents[2] / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
VNU = NODE_MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"

# Java spends more on optimising itself than the few pages are worth.
QUICK_START = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss8m"]

# Named one by one: without wcag22aa axe leaves out target-size.
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


# Where each element stands takes as long to tell as a rule to check: asked only when one is wrong.
FIND = """async ([only, more]) => (await axe.run(
    document, {runOnly: only, preload: false, resultTypes: ['violations'], ...more}
)).violations"""


def axe_violations(page: Page, *rules: str) -> list[str]:
    """What axe finds wrong on the page, one readable message for each element.

    With `rules` it looks for those alone, which is quicker: for what only colours can spoil.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))  # past the content security policy
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": AXE_TAGS}
    found = page.evaluate(FIND, [only, {"selectors": False}])
    return [
        _axe_message(violation, node)
        for violation in found and (page.evaluate(FIND, [only, {}]) or found)
        for node in violation["nodes"]
    ]


def nu_html_errors(folder: Path) -> list[str]:
    """What the Nu HTML checker finds wrong in the .html files of a folder, one message each.

    Raises CalledProcessError when the checker itself fails.
    """
    command = ["java", *QUICK_START, "-jar", str(VNU), "--errors-only", "--skip-non-html"]
    checked = subprocess.run(
        [*command, "--format", "json", "--exit-zero-always", str(folder)],
        capture_output=True,
        check=True,
        text=True,
    )
    return [_nu_message(message) for message in json.loads(checked.stderr)["messages"]]


def _axe_message(violation: dict[str, Any], node: dict[str, Any]) -> str:
    place = " ".join(str(part) for part in node.get("target") or ["an element that has changed"])
    return f"{violation['id']} at {place}: {node['failureSummary']}\n  {node['html']}"


def _nu_message(message: dict[str, Any]) -> str:
    file = "/".join(message.get("url", "").split("/")[-2:])
    line = message.get("lastLine", "?")
    return f"{file}:{line}: {message['message']}\n  {message.get('extract', '').strip()}"
