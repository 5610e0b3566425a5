#!/usr/bin/env bash
# Prints the first interpreter that is Python 3.11 or newer: $PYTHON if set, then python3, then
# the versioned names. Exits 1 with advice when there is none.
set -euo pipefail

for candidate in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$candidate"
        exit 0
    fi
done

echo "Python 3.11 or newer was not found. Install it (on Debian 12: apt-get install python3" >&2
echo "python3-venv) or name it: make setup PYTHON=/path/to/python3" >&2
exit 1
