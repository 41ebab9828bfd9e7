"""The command line: one file for each verb; each parses its arguments, calls one function and prints."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run a command and leave with its exit code: 0 done, 1 a fault, 2 wrong usage, 130 interrupted."""
    from khorgos.cli.run import run

    code = run(sys.argv[1:] if arguments is None else arguments)
    if arguments is None:
        sys.exit(code)
    return code
