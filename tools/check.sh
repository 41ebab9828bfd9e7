#!/usr/bin/env bash
# Install Khorgos for development into .venv and run every check: the README's second command, and what CI calls.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"

# The browser tests drive Debian's Chromium; without it (and without the right to install it) they are skipped.
if ! command -v chromium >/dev/null && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium fonts-noto-core fonts-noto-cjk >/dev/null
fi

step() { printf '\n== %s\n' "$1"; shift; "$@"; }
bin=.venv/bin

step "style" $bin/ruff check .
step "format" $bin/ruff format --check .
step "types" $bin/mypy
step "imports run one way" $bin/lint-imports
step "tests, in random order, warnings are errors" $bin/python -m pytest
