"""`onrecord check`: what a build would report, and whether the site is what a fresh build would make."""

from __future__ import annotations

import click

from onrecord import build
from onrecord.cli.options import jobs_option, say_options, settings_of, where_options
from onrecord.cli.reports import holdings, progress_bars, tell_problems
from onrecord.cli.settings import Settings
from onrecord.cli.words import plain
from onrecord.config import Config

SHOWN = 20
"""This many files that differ are named; -v names all."""


@click.command("check")
@click.option("--site", is_flag=True, help="Compare the site with a fresh build of it, too.")
@jobs_option
@where_options
@say_options
@click.pass_context
def command(ctx: click.Context, site: bool, jobs: int | None) -> None:
    """Say what is wrong with the archive, and write no page.

    Reads mkdocs.yml, authority/ and articles/ as a build does. Exits with status 1 if there are warnings, with 2 if
    mkdocs.yml or a file of authority/ is wrong.

    --site builds the site once more, in a temporary folder and with nothing remembered, and compares it with docs/ and
    the site file by file. Exits with status 1, too, if one differs, is missing or is too many. That takes as long as a
    first build, and as much space as docs/ and the site.

    \b
    Examples:
      onrecord check          warnings, and how many notes of each sort
      onrecord check -v       … and every note, such as which articles have no date
      onrecord check --site   … and whether the site is what its sources say
    """  # noqa: D301 - click keeps the lines after \b as they are
    settings = settings_of(ctx)
    config = settings.config()
    with progress_bars(settings) as progress:
        report = build.check(config, jobs=jobs, progress=progress)
    tell_problems(settings, report.problems)
    settings.say(holdings(report))
    if not report.warnings:
        settings.say("No warnings.")
    same = not site or _same(settings, config)
    if report.warnings or not same:
        ctx.exit(1)


def _same(settings: Settings, config: Config) -> bool:
    """Whether the site is as a fresh build makes it; tells what is not."""
    from onrecord import publish  # noqa: PLC0415 - the command alone need not wait for MkDocs

    settings.say("Building afresh, to compare …")
    told = publish.compare(config)
    if not told.differences:
        settings.say(f"The site is what a fresh build makes: {told.files} files are the same.")
        return True
    shown = told.differences if settings.verbose else told.differences[:SHOWN]
    for found in shown:
        settings.say(f"{click.style('warning:', fg='yellow', bold=True)} {plain(found.path)}: {found.how}.")
    if len(shown) < len(told.differences):
        settings.say(f"… and {len(told.differences) - len(shown)} more: -v lists them all.")
    settings.say(
        f"{len(told.differences)} of {told.files} files are not as a fresh build makes them. Run mkdocs build. If they"
        " stay as they are, delete .onrecord/ and docs/assets/search/, and run it again: all that is made anew."
    )
    return False
