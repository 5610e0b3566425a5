#!/usr/bin/env bash
# Installs, by apt-get, what this machine lacks of the programs named in PROFILE:
#   serve   what the site needs: Python with venv
#   test    what the tests need besides: git, Chromium, Java 17, Node.js with npm, a dictionary
# Does nothing, and asks for no rights, when everything is there.
set -euo pipefail

profile="${1:?usage: install-system-packages.sh serve|test}"
missing=()

# need PACKAGE COMMAND…: PACKAGE is missing when COMMAND fails.
need() {
    local package="$1"
    shift
    "$@" >/dev/null 2>&1 || missing+=("$package")
}

# venv refuses to work without ensurepip, which Debian ships apart from Python.
python="$("$(dirname "$0")/find-python.sh" 2>/dev/null || echo python3)"
need python3-venv "$python" -c 'import ensurepip, venv'

if [ "$profile" = test ]; then
    need git git --version
    need chromium-headless-shell test -x /usr/bin/chromium-headless-shell
    need openjdk-17-jre-headless java -version
    need nodejs node --version
    need npm npm --version
    need hunspell-pl test -f /usr/share/hunspell/pl_PL.dic
fi

if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi
if ! command -v apt-get >/dev/null; then
    echo "Missing: ${missing[*]} (names of Debian packages). Install them and try again." >&2
    exit 1
fi

if [ "$(id -u)" -eq 0 ]; then
    as_root=()
elif command -v sudo >/dev/null; then
    as_root=(sudo)
else
    echo "Missing: ${missing[*]}. There is no sudo here; run as root:" >&2
    echo "    apt-get update && apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
fi

echo "Installing: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${missing[@]}"
