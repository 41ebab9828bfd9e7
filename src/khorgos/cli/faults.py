"""Faults as one sentence on stderr, and exit codes."""

from __future__ import annotations

import click

from khorgos.errors import InputFault, KhorgosError

FAULT, USAGE, INTERRUPTED = 1, 2, 130


def report(fault: KhorgosError) -> int:
    """Say a fault on stderr without stopping, and return its exit code."""
    return say(fault.sentence(), USAGE if isinstance(fault, InputFault) else FAULT)


def say(sentence: str, code: int) -> int:
    """Say a sentence on stderr, and return the exit code."""
    click.echo(f"error: {sentence}", err=True)
    return code
