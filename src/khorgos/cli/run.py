"""From arguments to an exit code: every fault is one sentence on stderr."""

from __future__ import annotations

import keyword
import os
import sys
from importlib import import_module
from typing import NoReturn

import click

from khorgos.cli.faults import INTERRUPTED, report, say
from khorgos.errors import InputFault, KhorgosError

# Verb: the line that --help shows.  The verb's own module is loaded when it is used.
VERBS = {
    "read": "Print what reports say; nothing is kept.",
    "add": "Read reports into the ledger.",
    "reread": "Read archived reports again with newer code; see what changes.",
    "documents": "List reports of the ledger, those that failed too.",
    "copies": "Find which reports copy one another, and what they changed.",
    "archive": "Hold the archived bytes to their hashes; write them out; delete.",
    "claims": "Print claims of the ledger.",
    "facts": "Print what several reports say of the same thing.",
    "projects": "Print project records, one of them, or their total.",
    "import": "Take IATI, SDMX, FollowTheMoney, a data package or a table.",
    "check": "Say which sums hold, which do not, and what drifted.",
    "statistics": "Fetch official series, and show both sides of a flow.",
    "verify": "Hold somebody's extractions to their texts.",
    "watch": "Take what is new in feeds; write what becomes of a fact as one.",
    "publish": "Write facts and projects in the formats that others use.",
    "chart": "Draw facts and projects: over time, who says what, on a map.",
    "poster": "Set a poster: numbers, chart, map, timeline, disagreements.",
    "brief": "Write two pages on a topic, a mechanism, or one report.",
    "desk": "Open the ledger in the browser: read, look, judge.",
    "judge": "Rule that two claims are the same, or not; take a ruling back.",
    "doctor": "Say what is installed, what is missing and how to mend it.",
    "schema": "Print the JSON Schema of claims.",
}


class Verbs(click.Group):
    """The commands, each loaded from `khorgos.cli.<verb>` when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The verbs, in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of a verb, from its own module."""
        if cmd_name not in VERBS:
            return None
        command = import_module(f"khorgos.cli.{_module(cmd_name)}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(VERBS.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; an unknown one is told with the nearest."""
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            _unknown(args[0])
        return super().resolve_command(ctx, args)


def _module(verb: str) -> str:
    """The module of a verb; a verb that Python keeps for itself has a mark behind."""
    return f"{verb}_" if keyword.iskeyword(verb) else verb


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="khorgos", message="%(prog)s %(version)s")
def khorgos() -> None:
    """Read press reports about international cooperation into a ledger of sourced claims.

    \b
    khorgos read report.html                       what one report says
    khorgos add reports/                           keep a folder of them
    khorgos claims --indicator trade --party KAZ   ask what was said
    """  # noqa: D301 - click wants the character itself


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        result = khorgos.main(arguments, prog_name="khorgos", standalone_mode=False)
    except KhorgosError as fault:
        return report(fault)
    except click.ClickException as fault:
        return say(_sentence(fault), fault.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return say("interrupted; what was done is kept.", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output (head, a pager) has enough.  Leave nothing to be flushed into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return result if isinstance(result, int) else 0


def _sentence(fault: click.ClickException) -> str:
    hint = f" See `{fault.ctx.command_path} --help`." if isinstance(fault, click.UsageError) and fault.ctx else ""
    message = " ".join(fault.format_message().split())
    return message.rstrip(".") + "." + hint


def _unknown(verb: str) -> NoReturn:
    import difflib

    # Of verbs that are near, the one of the same length: letters are swapped more often than left out.
    close = sorted(difflib.get_close_matches(verb, VERBS), key=lambda each: abs(len(each) - len(verb)))
    mend = f"Did you mean `khorgos {close[0]}`?" if close else f"One of {', '.join(VERBS)}."
    raise InputFault("no such command.", value=verb, mend=mend)
