"""The group of commands, and what becomes of an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

import onrecord
from onrecord.cli.options import say_options, where_options
from onrecord.cli.settings import Settings
from onrecord.cli.styles import forgive
from onrecord.errors import OnRecordError, of_disk

COMMANDS = ("new", "build", "check", "review", "topics", "search", "show", "extract")
"""In the order in which somebody meets them; each is the `command` of the module of its name."""

BUG, INTERRUPTED, MISTAKE = 70, 130, 2


class UnreadError(Exception):
    """Nobody reads what we print any more."""


class Commands(click.Group):
    """The commands, each loaded when it is asked for: `extract` need not wait for MkDocs to be imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Their names, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"onrecord.cli.{cmd_name}").command
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:  # click would exit with 1, as if something were wrong
            raise UnreadError from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(onrecord.__version__, "--version", prog_name="onrecord", help="Show the version and exit.")
@where_options
@say_options
def onrecord_command() -> None:
    """Turn saved news articles into a searchable archive of who said what.

    \b
    Examples:
      onrecord new harbour-news          make an archive
      cd harbour-news                    … put articles into articles/ …
      onrecord build                     write its pages
      mkdocs serve                       look at it in a browser
      onrecord search '"ferry of hope"'  ask it

    Every command explains itself: onrecord build --help.

    Exit status: 0 fine; 1 there are warnings (with --strict, and from check); 2 a mistake that the message says how to
    mend; 70 a bug in onrecord; 130 interrupted.
    """  # noqa: D301 - click keeps the lines after \b as they are


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit with its status. An error is a message on stderr, with a traceback only under -v."""
    settings = Settings()
    try:
        status = _run(arguments, settings)
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last place where a bug can be told as one
        status = ended(error, verbose=settings.verbose)
    sys.exit(status)


def ended(error: BaseException, *, verbose: bool = False) -> int:
    """The status that a command ends with over an error, which is told."""
    match error:
        case click.ClickException():
            error.show()
            return MISTAKE
        case OnRecordError():
            _complain(str(error), error if verbose else None)
            return MISTAKE
        case click.Abort() | KeyboardInterrupt():
            click.echo("Interrupted. Nothing is left half done: run the command again to go on.", err=True)
            return INTERRUPTED
        case UnreadError() | BrokenPipeError():  # whoever reads our output has had enough, as in `onrecord … | head`
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return 0
        case OSError():  # no permission, no space: the machine's matter, not a bug
            _complain(of_disk(error), error if verbose else None)
            return MISTAKE
    hint = "" if verbose else " Run with -v to see where, and report that."
    _complain(f"this is a bug in onrecord: {type(error).__name__}: {error}.{hint}", error if verbose else None)
    return BUG


def _run(arguments: Sequence[str] | None, settings: Settings) -> int:
    """The status that a command ends with, all that it prints printed."""
    forgive()
    status = onrecord_command.main(
        None if arguments is None else list(arguments),
        "onrecord",
        standalone_mode=False,
        obj=settings,
        color=False if os.environ.get("NO_COLOR") else None,  # https://no-color.org
    )
    sys.stdout.flush()
    return status if isinstance(status, int) else 0


def _complain(message: str, error: BaseException | None) -> None:
    """Tell a message, after where `error` was raised."""
    if error is not None:
        import traceback  # noqa: PLC0415 - who only searches need not wait for it

        click.echo("".join(traceback.format_exception(error)), err=True, nl=False)
    click.echo(f"{click.style('onrecord:', fg='red', bold=True)} {message}", err=True)
