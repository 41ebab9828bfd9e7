"""khorgos archive: the bytes as they came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from khorgos.cli import options

if TYPE_CHECKING:
    from khorgos.store import Ledger


@click.group("archive")
def command() -> None:
    """Hold the archived bytes of the ledger to their hashes, write them out under their own names, delete some.

    \b
    khorgos archive verify
    khorgos archive export copies/
    khorgos archive delete 3f9a01bc52d1 --by "A. Editor" --reason "withdrawn by the outlet"
    khorgos archive deleted
    """  # noqa: D301 - click wants the character itself


@command.command("verify")
@options.ledger
def verify(place: str) -> int:
    """Read every file of the archive and of the ledger's documents and pages; what is missing or changed is told."""
    from khorgos.store import Ledger
    from khorgos.store.deletions import Deletions

    bad = 0
    with Ledger(place, create=False) as ledger:
        rows = [*ledger.documents(), *ledger.fetches()]
        gone = Deletions(ledger).standing()
        names = {row["sha"]: row.get("name") or row["address"] for row in rows if row["sha"] and row["sha"] not in gone}
        for sha in sorted({*ledger.archive.names(), *names}):
            left = f"these bytes were deleted, and are there: delete {sha[:12]} again."
            said = left if sha in gone else _fault(ledger, sha)
            if said:
                bad += 1
                click.echo(f"error: {names.get(sha, 'of no document')}: {said}", err=True)
    told = f", {len(gone)} deleted" if gone else ""
    click.echo(f"{len(names)} files of the ledger, {bad} of them missing or changed{told}")
    return 1 if bad else 0


@command.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@options.ledger
def export(folder: Path, place: str) -> int:
    """Write the bytes of every document into FOLDER, verified, with a list of what they are (documents.csv)."""
    import csv

    from khorgos.store import Ledger

    with Ledger(place, create=False) as ledger:
        rows = [row for row in ledger.documents() if row["sha"] and row["state"] != "deleted"]
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "documents.csv").open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(("file", "sha", "name", "address", "published"))
            for row in rows:
                # By hash: a name from a report's archive or the web could lead anywhere.
                name = row["sha"][:32] + _ending(row["media_type"])
                (folder / name).write_bytes(ledger.archive.get(row["sha"]))
                out.writerow(
                    (
                        name,
                        row["sha"],
                        *(
                            "'" + v if (v or "")[:1] in "=+-@" and v else v
                            for v in (row["name"], row["address"], row["published"])
                        ),
                    )
                )
    click.echo(f"{len(rows)} files in {folder}")
    return 0


@command.command("delete")
@click.argument("hashes", nargs=-1, metavar="[HASH…]")
@options.ledger
@click.option("--document", "documents", multiple=True, metavar="ID", help="A report, by its id; repeatable.")
@click.option("--by", required=True, metavar="NAME", help="Who deletes.")
@click.option("--reason", required=True, metavar="WORDS", help="Because of what.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(hashes: tuple[str, ...], place: str, documents: tuple[str, ...], by: str, reason: str, *, yes: bool) -> int:
    """Delete bytes from the archive for good, by their HASH or its beginning; a tombstone stays in the ledger.

    Of a report the text goes too, and its claims are withdrawn.  docs/ledger.md says what stays.
    """
    from khorgos.errors import InputFault
    from khorgos.store import Ledger
    from khorgos.store.deletions import Deletions

    if not hashes and not documents:
        raise InputFault("nothing is named.", place="archive delete", mend="Give a HASH, or --document ID.")
    with Ledger(place, create=False) as ledger:
        deletions = Deletions(ledger)
        targets = [deletions.find(each) for each in (*hashes, *documents)]
        official = _official(ledger)
        for target in targets:
            if target.sha in official:
                raise InputFault("these bytes are an official series.", place="archive delete", value=target.sha[:12])
            click.echo(f"{target.sha[:12]}  {target.name}: {target.claims} claims are withdrawn", err=True)
        _consent(len(targets), yes=yes)
        for target in targets:
            deletions.delete(target, by, reason)
            if target.feed:
                click.echo(f"note: the answers of {target.feed} may hold the words too (fetches).", err=True)
    click.echo(f"{len(targets)} deleted")
    return 0


@command.command("deleted")
@options.ledger
def deleted(place: str) -> int:
    """List what was deleted or added again: when, by whom, why."""
    from khorgos.store import Ledger
    from khorgos.store.deletions import Deletions

    with Ledger(place, create=False) as ledger:
        rows = Deletions(ledger).rows()
    for row in rows:
        why = f": {row['reason']}" if row["reason"] else ""
        click.echo(f"{row['sha'][:12]}  {row['name']}  {row['act']} on {row['made_at']} by {row['made_by']}{why}")
    return 0


def _fault(ledger: Ledger, sha: str) -> str | None:
    """What is wrong with archived bytes."""
    from khorgos.errors import LedgerFault

    try:
        ledger.archive.get(sha)
    except LedgerFault as fault:
        return fault.sentence()
    return None


def _official(ledger: Ledger) -> set[str]:
    """The hashes of the pages of official series."""
    from khorgos.statistics import Snapshots

    return {page.sha for snapshot in Snapshots(ledger.archive).all() for page in snapshot.pages}


def _consent(count: int, *, yes: bool) -> None:
    """Ask, unless it was said; raises InputFault where nobody can be asked or leave is not given."""
    import sys

    from khorgos.errors import InputFault

    if yes:
        return
    if not sys.stdin.isatty():
        raise InputFault("nothing is deleted without leave.", place="archive delete", mend="Give --yes.")
    if not click.confirm(f"Delete {count} for good?", default=False, err=True):
        raise InputFault("nothing was deleted.", place="archive delete")


def _ending(media_type: str | None) -> str:
    """The ending of a file of this type."""
    import mimetypes

    return mimetypes.guess_extension(media_type or "") or ".bin"
