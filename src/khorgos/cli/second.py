"""The second reader on the command line: its options, what it would be sent, and leave to send it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from khorgos.errors import InputFault

if TYPE_CHECKING:
    from khorgos.documents import Document
    from khorgos.models import ModelReader
    from khorgos.pipeline import Reading

READERS = ("grammar", "model", "both")
# A request carries the task and its worked examples too: so many characters, about four to a token.
_TO_A_TOKEN = 4


def options(command: Callable[..., Any]) -> Callable[..., Any]:
    """--reader and what belongs to it."""
    for option in (
        click.option("--yes", is_flag=True, help="Do not ask before text is sent to a host that is not this machine."),
        click.option(
            "--auto-accept",
            "accept",
            type=click.FloatRange(0, 1),
            metavar="SHARE",
            help="Mark claims of which at least this share of their like proved right: a person need not look.",
        ),
        click.option(
            "--spend",
            type=click.Choice(("low", "normal", "all")),
            help="How much of the text a model gets beside the grammar: where that is least sure, or all.",
        ),
        click.option("--model", "model", metavar="NAME", help="The model's name; the endpoint's first if none."),
        click.option(
            "--model-url", "url", metavar="URL", help="An OpenAI-compatible endpoint, as http://127.0.0.1:11434/v1."
        ),
        click.option("--reader", type=click.Choice(READERS), help="Who reads; the grammar alone if nothing is said."),
    ):
        command = option(command)
    return command


@dataclass(slots=True)
class Second:
    """Who reads beside the grammar: nobody (`model` is None), or a model, how, and with what part of the text.

    With `records` a text that tells of projects is sent once more, for its project records.
    """

    model: ModelReader | None = None
    reader: str = "grammar"
    spend: str = "all"
    accept: float | None = None
    records: bool = False
    asks: bool = True
    sent: int = 0
    of: int = 0

    @property
    def name(self) -> str | None:
        """Who reads, for the ledger; None for the grammar alone."""
        return f"{self.reader} {self.spend}: {self.model.name}" if self.model else None

    def read(self, document: Document) -> Reading:
        """A document read by whoever reads."""
        from khorgos.pipeline import accepted, read, read_records

        if self.model is None:
            return accepted(read(document), self.accept)
        reading = read(document, self.model, reader=self.reader, spend=self.spend)
        if reading.sent is not None:
            self.sent += reading.sent.characters
            self.of += reading.sent.of
        if self.records:
            reading = read_records(reading, self.model, reader=self.reader)
        return accepted(reading, self.accept)

    def consent(self, characters: int, reports: int) -> None:
        """Say which host gets how much text, and ask unless it was said; raises InputFault where leave is not given."""
        if self.model is None:
            return
        from khorgos.models import host_of, is_local

        url = self.model.settings.url
        host = f"{host_of(url)} (local)" if is_local(url) else host_of(url)
        part = "" if self.spend == "all" or self.reader == "model" else " a part of"
        again = ", those of projects twice" if self.records else ""
        many = f"{reports} report{'s'[: reports != 1]}{again}"
        click.echo(f"{host} gets{part} {characters:,} characters of {many}.", err=True)
        if not self.asks or is_local(url):
            return
        if not sys.stdin.isatty():
            raise InputFault("nothing is sent without leave.", place=host_of(url), mend="Give --yes to send it.")
        if not click.confirm("Send it?", default=False, err=True):
            raise InputFault("nothing was sent.", place=host_of(url), mend="Read with --reader grammar.")

    def told(self) -> str | None:
        """What was sent and what it took, in a line; None without a model."""
        if self.model is None:
            return None
        spent = self.model.spent
        share = f"{self.sent / self.of:.0%} of the text was sent" if self.of else "nothing was sent"
        money = f", {spent.money:.4f} in money" if spent.money else ""
        kept = f", {spent.cached} from the cache" if spent.cached else ""
        tokens = f"{spent.tokens_in + spent.tokens_out:,} tokens in {spent.requests} requests{kept}{money}"
        whole = self._all(spent.tokens_in + spent.tokens_out)
        return f"{share}: {tokens}{whole}."

    def _all(self, tokens: int) -> str:
        if not self.sent or self.sent >= self.of or not tokens:
            return ""
        return f"; all of it would have been about {round(tokens * self.of / self.sent):,} tokens"


@contextmanager
def second_reader(
    reader: str | None, url: str | None, model: str | None, spend: str | None, accept: float | None, *, yes: bool
) -> Iterator[Second]:
    """The second reader that options and the configuration file ask for; raises InputFault where one is not named."""
    from khorgos.models.settings import from_file

    table = from_file()
    chosen = reader or table.get("reader", "grammar")
    if chosen not in READERS:
        mend = f"One of {', '.join(READERS)}."
        raise InputFault("no such reader.", place="khorgos.toml [model]", value=chosen, mend=mend)
    if chosen == "grammar":
        yield Second(accept=accept)
        return
    found = _model(url or table.get("url"), model or table.get("name", ""), table)
    try:
        yield Second(found, chosen, spend or table.get("spend", "all"), accept, asks=not yes)
    finally:
        found.close()


def _model(url: str | None, name: str, table: dict[str, Any]) -> ModelReader:
    from khorgos.models import ModelReader, Settings
    from khorgos.models.cache import folder
    from khorgos.models.settings import limits_of

    if not url:
        raise InputFault(
            "a model needs its endpoint.",
            place="--model-url",
            mend="Give --model-url http://127.0.0.1:11434/v1, or url under [model] in khorgos.toml.",
        )
    return ModelReader(Settings(url, name, limits_of(table), folder()))


def missing(reading: Reading) -> list[str]:
    """What a second reader could not read of a document, a line each."""
    lost = reading.sent.missing if reading.sent else ()
    return [f"characters {span.start} to {span.end} were not read by the model: {why}" for span, why in lost]
