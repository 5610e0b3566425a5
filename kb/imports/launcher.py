"""Takes rights away from its own process, then becomes the program named on its command line.

Run as a script by `kb.imports.sandbox`: `python -I -S launcher.py OPTIONS PROGRAM ARGUMENT …`,
where OPTIONS is JSON. It needs nothing but the standard library. Linux only as far as the network
is concerned; limits of memory, time and file size hold on every POSIX system.
"""

import ctypes
import json
import os
import resource
import signal
import sys

CLONE_NEWUSER = 0x10000000
CLONE_NEWNET = 0x40000000
PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
NO_NAMESPACE = 71
"""The exit status that says: this system permits no network namespace of one's own."""


def main(arguments: list[str]) -> None:
    """Apply the options, then execute the program."""
    options, program = json.loads(arguments[0]), arguments[1:]
    seconds = options["cpu_seconds"]
    limits = {
        resource.RLIMIT_AS: options["memory"],
        resource.RLIMIT_FSIZE: options["file_size"],
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        resource.setrlimit(limit, (value, value))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # SIGXCPU, then SIGKILL
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        library.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        if options["no_network"] and library.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
            sys.exit(NO_NAMESPACE)
    os.execv(program[0], program)  # noqa: S606 - the program of the command line, no shell


if __name__ == "__main__":
    main(sys.argv[1:])
