"""khorgos archive: the bytes as they came."""

from __future__ import annotations

from pathlib import Path

import click

from khorgos.cli import options


@click.group("archive")
def command() -> None:
    """Hold the archived bytes of the ledger to their hashes, or write them out under their own names.

    \b
    khorgos archive verify
    khorgos archive export copies/
    """  # noqa: D301 - click wants the character itself


@command.command("verify")
@options.ledger
def verify(place: str) -> int:
    """Read every file of the archive and of the ledger's documents and pages; what is missing or changed is told."""
    from khorgos.errors import LedgerFault
    from khorgos.store import Ledger

    bad = 0
    with Ledger(place, create=False) as ledger:
        rows = [*ledger.documents(), *ledger.fetches()]
        names = {row["sha"]: row.get("name") or row["address"] for row in rows if row["sha"]}
        for sha in sorted({*ledger.archive.names(), *names}):
            try:
                ledger.archive.get(sha)
            except LedgerFault as fault:
                bad += 1
                click.echo(f"error: {names.get(sha, 'of no document')}: {fault.sentence()}", err=True)
    click.echo(f"{len(names)} files of the ledger, {bad} of them missing or changed")
    return 1 if bad else 0


@command.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@options.ledger
def export(folder: Path, place: str) -> int:
    """Write the bytes of every document into FOLDER, verified, with a list of what they are (documents.csv)."""
    import csv

    from khorgos.store import Ledger

    with Ledger(place, create=False) as ledger:
        rows = [row for row in ledger.documents() if row["sha"]]
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


def _ending(media_type: str | None) -> str:
    """The ending of a file of this type."""
    import mimetypes

    return mimetypes.guess_extension(media_type or "") or ".bin"
