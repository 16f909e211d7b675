"""What `onrecord extract` needs to write a record set: where to, and who does the work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from onrecord import fleet
from onrecord.build import Options
from onrecord.cli.reports import progress_bars, tell_problems
from onrecord.cli.settings import Settings
from onrecord.places import is_address


class _Place(click.ParamType[str]):
    """A file or folder that is there, or an address."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path or the address."""
        if not is_address(value) and not Path(value).exists():
            self.fail(f"Path {value!r} does not exist.", param, ctx)
        return str(value)


PLACE = _Place()


@dataclass(frozen=True, slots=True)
class Recording:
    """What was said of a record set to write."""

    form: str | None
    output: str | None
    engine: str
    scheduler: str | None

    def wanted(self, paths: Sequence[str]) -> bool:
        """Whether a set is to be written, rather than lines printed.

        Raises:
            click.UsageError: what was said does not go together.
        """
        if self.form == "parquet" and self.output is None:
            raise click.UsageError("A record set needs a place: --output PATH.")
        if self.form == "jsonl" and self.output is not None:
            raise click.UsageError("Lines are printed: leave out --output, or say --format parquet.")
        if self.scheduler is not None and self.engine != "dask":
            raise click.UsageError("A scheduler is for --engine dask.")
        if self.output is None and self.engine != "local":
            raise click.UsageError("--engine dask writes a record set: say where, with --output PATH.")
        far = next((path for path in paths if is_address(path)), None)
        if self.output is None and far is not None:
            raise click.UsageError(f"What {far} holds can be extracted into a record set only: --output PATH.")
        return self.output is not None

    def run(self, settings: Settings, paths: Sequence[str], options: Options, jobs: int) -> None:
        """Write the set, and tell what was done."""
        assert self.output is not None
        engine = fleet.dask(self.scheduler, jobs) if self.engine == "dask" else fleet.local(jobs)
        with progress_bars(settings) as progress:
            done = fleet.gather(paths, self.output, options, engine, progress=progress)
        tell_problems(settings, done.problems)
        settings.say(
            f"{self.output}: the records of {done.files} files, of which {done.processed} were extracted now;"
            f" parts: {done.parts}, of which {done.made} are new."
        )


def recording_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """The options that make a `Recording`, which the command is given in their place."""

    @click.option(
        "--format", "form", type=click.Choice(["jsonl", "parquet"]),
        help="Lines that are printed, or a record set. [default: jsonl; parquet with --output]",
    )  # fmt: skip
    @click.option("-o", "--output", metavar="PATH", help="Write a record set here, instead of printing lines.")
    @click.option(
        "--engine", type=click.Choice(["local", "dask"]), default="local", help="Who makes it: this machine, or Dask."
    )
    @click.option("--scheduler", metavar="ADDRESS", help="Of the Dask cluster. [default: one on this machine]")
    @wraps(function)
    def command(form: str | None, output: str | None, engine: str, scheduler: str | None, **named: Any) -> Any:
        return function(recording=Recording(form, output, engine, scheduler), **named)

    return command
