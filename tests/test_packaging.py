import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from tests.browser.server import fetch, free_port, running

ROOT = Path(__file__).parents[1]


def run(*command: str | Path, cwd: Path) -> None:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder of the programs of an environment that holds the wheel and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = (sys.executable, "-m", "build", "--wheel", "--no-isolation")
    run(*build, "--outdir", folder / "dist", ROOT, cwd=folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv")
    programs = folder / "venv" / "bin"
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    run(*pip, "install", "--quiet", "--no-compile", wheel, cwd=folder)
    return programs


def outside_environment(folder: Path) -> dict[str, str]:
    """The environment of a process that knows nothing of this checkout."""
    ours = ("KB_", "PYTHON", "VIRTUAL_ENV", "COV_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**kept, "KB_VAR": str(folder / "var")}


def test_the_wheel_alone_serves_the_bundled_standards(installed: Path, tmp_path: Path) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with running(
        [str(installed / "kb"), "serve", "--port", str(port)],
        address,
        cwd=tmp_path,
        environment=outside_environment(tmp_path),
        log=tmp_path / "server.log",
    ):
        status, home = fetch(f"{address}/")
        assert status == 200
        assert '<html lang="pl"' in home

        status, results = fetch(f"{address}/szukaj.json?q=maly+grant")
        assert status == 200
        assert "maly-grant" in [result["slug"] for result in json.loads(results)["results"]]
        assert "/standardy/maly-grant" in fetch(f"{address}/szukaj?q=maly+grant")[1]

        status, standard = fetch(f"{address}/standardy/maly-grant")
        assert status == 200
        assert "19a" in standard


def test_the_wheel_alone_checks_the_bundled_standards(installed: Path, tmp_path: Path) -> None:
    checked = subprocess.run(
        [installed / "kb", "check"],
        cwd=tmp_path,
        env=outside_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_wheel_carries_both_licences(installed: Path) -> None:
    (package,) = (installed.parent / "lib").glob("python3*/site-packages/baza_standardow-*")
    licences = package / "licenses"
    assert "EUROPEAN UNION PUBLIC LICENCE" in (licences / "LICENSE").read_text(encoding="utf-8")
    standards = (licences / "standards" / "LICENSE").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0 International" in standards
