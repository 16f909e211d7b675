"""What every command can be told: where the archive is, and how much to say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from onrecord.cli.settings import Settings

F = TypeVar("F", bound=Callable[..., Any])


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
