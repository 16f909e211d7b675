"""What every command can be told: where the archive is, and how much to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord import config
from onrecord.config import Config

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Settings:
    """What was said before or after the command's name."""

    folder: Path | None = None
    file: Path | None = None
    verbose: bool = False
    quiet: bool = False

    def config(self) -> Config:
        """The archive's settings: of the file named, else of the folder, else of the nearest mkdocs.yml upwards.

        Raises:
            ConfigError: there is none, or it is wrong.
        """
        if self.file is not None:
            return config.load(self.file)
        if self.folder is not None:
            return config.load(self.folder / "mkdocs.yml")
        here = Path.cwd()
        found = (folder / "mkdocs.yml" for folder in (here, *here.parents))
        return config.load(next((path for path in found if path.is_file()), here / "mkdocs.yml"))

    def say(self, message: str = "") -> None:
        """Tell something on stderr, unless asked to be quiet."""
        if not self.quiet:
            click.echo(message, err=True)


def settings_of(ctx: click.Context) -> Settings:
    """The settings of this run."""
    return ctx.ensure_object(Settings)


def _set(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:  # noqa: ARG001 - click's signature
        if value:
            setattr(settings_of(ctx), name, value)

    return keep


def where_options(function: F) -> F:
    """Options that say which archive."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    for option in (
        click.option(
            "-f", "--config-file", type=file, expose_value=False, callback=_set("file"),
            help="The archive's mkdocs.yml.",
        ),
        click.option(
            "-C", "--directory", type=folder, expose_value=False, callback=_set("folder"),
            help="The archive's folder. [default: the nearest one upwards that has a mkdocs.yml]",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def say_options(function: F) -> F:
    """Options that say how much to say."""
    for option in (
        click.option(
            "-q", "--quiet", is_flag=True, expose_value=False, callback=_set("quiet"),
            help="Say nothing but errors.",
        ),
        click.option(
            "-v", "--verbose", is_flag=True, expose_value=False, callback=_verbose,
            help="List every note too, and show where a bug is.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


def jobs_option(function: F) -> F:
    """The option that says how many processes read articles."""
    number = click.IntRange(min=0)
    return click.option("-j", "--jobs", type=number, help="Processes that read articles; 0 for one a core.")(function)


def _verbose(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: ARG001 - click's signature
    if value:
        from onrecord.cli.logs import echo  # noqa: PLC0415 - who only searches need not wait for it

        settings_of(ctx).verbose = True
        echo()
