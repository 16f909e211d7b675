"""`onrecord check`: what a build would report."""

from __future__ import annotations

import click

from onrecord import build
from onrecord.cli.options import jobs_option, say_options, settings_of, where_options
from onrecord.cli.reports import holdings, progress_bars, tell_problems


@click.command("check")
@jobs_option
@where_options
@say_options
@click.pass_context
def command(ctx: click.Context, jobs: int | None) -> None:
    """Say what is wrong with the archive, and write no page.

    Reads mkdocs.yml, authority/ and articles/ as a build does. Exits with status 1 if there are warnings, with 2 if
    mkdocs.yml or a file of authority/ is wrong.

    \b
    Examples:
      onrecord check          warnings, and how many notes of each sort
      onrecord check -v       … and every note, such as which articles have no date
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    with progress_bars(settings) as progress:
        report = build.check(settings.config(), jobs=jobs, progress=progress)
    tell_problems(settings, report.problems)
    settings.say(holdings(report))
    if report.warnings:
        ctx.exit(1)
    settings.say("No warnings.")
