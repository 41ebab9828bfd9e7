#!/usr/bin/env bash
# Install Khorgos for development into .venv and run every check: the README's second command, and what CI calls.
set -euo pipefail
cd "$(dirname "$0")/.."

python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -e ".[dev]"

# The browser tests drive Debian's Chromium; LibreOffice and tesseract make and read documents for tests.  What is not
# there (and cannot be installed) is skipped by its tests.  Together they take two to three minutes.
wanted=()
command -v chromium >/dev/null || wanted+=(chromium fonts-noto-core fonts-noto-cjk)
command -v soffice >/dev/null || wanted+=(libreoffice-writer-nogui libreoffice-calc-nogui)
command -v tesseract >/dev/null || wanted+=(tesseract-ocr tesseract-ocr-rus tesseract-ocr-chi-sim)
if [ "${#wanted[@]}" -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null || echo "not installed: ${wanted[*]}"
fi

step() { printf '\n== %s\n' "$1"; shift; "$@"; }
bin=.venv/bin

step "style" $bin/ruff check .
step "format" $bin/ruff format --check .
step "types" $bin/mypy
step "imports run one way" $bin/lint-imports

# Two minutes of broken files for every reader, beside the tests: the files of one seed, so that two runs try the same.
found=$(mktemp -d)
(cd "$found" && nice -n 10 "$OLDPWD/$bin/python" "$OLDPWD/bench/fuzz.py" 120 2026 >fuzz.txt 2>&1) &
fuzzing=$!
step "tests, in random order, warnings are errors" $bin/python -m pytest
wait $fuzzing || { cat "$found/fuzz.txt"; exit 1; }
step "two minutes of fuzzing: nothing crashed, nothing hung" tail -n 3 "$found/fuzz.txt"
