"""`onrecord build`: bring the pages up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from onrecord import publish
from onrecord.cli.options import jobs_option, say_options, settings_of, where_options
from onrecord.cli.reports import progress_bars, tell_report
from onrecord.places import is_address


@click.command("build")
@click.option("--strict", is_flag=True, help="Exit with status 1 if there are warnings.")
@click.option("--fresh", is_flag=True, help="Make everything again, whatever is remembered.")
@click.option(
    "--records",
    metavar="PATH",
    help="Take the records of this set, made by extract --output, instead of the articles.",
)
@jobs_option
@where_options
@say_options
@click.pass_context
def command(ctx: click.Context, strict: bool, fresh: bool, records: str | None, jobs: int | None) -> None:
    """Write the archive's pages, data and search, where something changed.

    Reads articles/ and authority/, writes below docs/. Only what changed is read and written again; a page that
    somebody has edited is left as it is. `mkdocs build` does the same first, then makes the site of it.

    --records takes a folder, or an address such as s3://bucket/records. Put it into mkdocs.yml too (records: PATH), or
    `mkdocs build` will go back to articles/.

    \b
    Examples:
      onrecord build                      in the archive's folder
      onrecord -C harbour-news build      … or from elsewhere
      onrecord build --strict             fail on warnings, as before publishing
      onrecord build --fresh --jobs 1     everything again, in one process
      onrecord build --records s3://news/records
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    config = settings.config()
    if records is not None:
        given = records if is_address(records) else str(Path(records).absolute())
        if given != config.records:
            settings.say("note: `mkdocs build` takes these records only if mkdocs.yml names them, too (records: PATH).")
        config = replace(config, records=given)
    with progress_bars(settings) as progress:
        report = publish.prepare(config, jobs=jobs, fresh=fresh, progress=progress)
    tell_report(settings, report)
    if strict and report.warnings:
        ctx.exit(1)
