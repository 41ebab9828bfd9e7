#!/usr/bin/env bash
# Install Khorgos for development into .venv and run every check: the README's second command, and what CI calls.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"

step() { printf '\n== %s\n' "$1"; shift; "$@"; }
bin=.venv/bin

step "style" $bin/ruff check .
step "format" $bin/ruff format --check .
step "types" $bin/mypy
step "imports run one way" $bin/lint-imports
step "tests, in random order, warnings are errors" $bin/python -m pytest
