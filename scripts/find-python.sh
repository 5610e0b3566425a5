#!/usr/bin/env bash
# Prints the interpreter to use, Python 3.11 or newer: $PYTHON if set, then that of the system where
# it can make environments (it is built with every optimisation and kept safe by the system's
# updates), then python3 and the versioned names. Exits 1 with advice when there is none.
set -euo pipefail

# use INTERPRETER [STATEMENT]: print it and end when it is new enough and the statement holds.
use() {
    if "$1" -c "import sys; ${2:-pass}; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then
        command -v "$1"
        exit 0
    fi
}

[ -z "${PYTHON:-}" ] || use "$PYTHON"
use /usr/bin/python3 "import ensurepip, venv"
for name in python3 python3.14 python3.13 python3.12 python3.11; do
    use "$name"
done

echo "Python 3.11 or newer was not found. Install it (on Debian 12: apt-get install python3" >&2
echo "python3-venv) or name it: make setup PYTHON=/path/to/python3" >&2
exit 1
