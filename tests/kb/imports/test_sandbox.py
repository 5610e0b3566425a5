import sys

import pytest

from kb.imports.errors import ImportRefused
from kb.imports.sandbox import Limits, has_namespaces, sandboxed


def run(code: str, limits: Limits | None = None) -> bytes:
    """What a Python program leaves in `out`."""
    program = [sys.executable, "-I", "-c", code]
    with sandboxed(program, {"input": b"tekst"}, limits) as folder:
        return folder.read("out", 1_000)


def reason_of(code: str, limits: Limits | None = None) -> str:
    with pytest.raises(ImportRefused) as refused:
        run(code, limits)
    return refused.value.reason


def test_a_program_reads_and_writes_in_a_folder_of_its_own() -> None:
    code = "import os; open('out', 'w').write(open('input').read() + str(sorted(os.listdir())))"
    assert run(code) == b"tekst['input', 'out']"


def test_the_environment_holds_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_DATABASE", "postgresql://tajne")
    assert b"tajne" not in run("import os; open('out', 'w').write(str(dict(os.environ)))")


def test_memory_is_bounded() -> None:
    assert reason_of("bytearray(2 * 10**9)") == "damaged"


def test_a_slow_program_is_ended_with_all_it_started() -> None:
    inner = "[sys.executable, '-c', 'import time; time.sleep(60)']"
    code = f"import subprocess, sys; subprocess.run({inner})"
    assert reason_of(code, Limits(wall_clock=0.5)) == "slow"


def test_processor_time_is_bounded() -> None:
    assert reason_of("while True: pass", Limits(cpu_seconds=1)) == "slow"


def test_files_are_bounded() -> None:
    code = "from pathlib import Path; Path('out').write_bytes(b'x' * 2_000)"
    assert reason_of(code, Limits(file_size=1_000)) == "damaged"


def test_links_out_of_the_folder_are_not_followed() -> None:
    assert reason_of("import os; os.symlink('/etc/hostname', 'out')") == "damaged"


def test_there_is_no_network_where_the_system_permits() -> None:
    code = (
        "import socket\n"
        "try: socket.create_connection(('127.0.0.1', 9), 1)\n"
        "except OSError as error: open('out', 'w').write(str(error.errno))"
    )
    unreachable, refused = b"101", b"111"
    assert run(code) == (unreachable if has_namespaces() else refused)
