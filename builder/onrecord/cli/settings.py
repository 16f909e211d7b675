"""What was said before or after a command's name: where the archive is, and how much to say."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord import config

if TYPE_CHECKING:
    from onrecord.config import Config


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
            import click  # noqa: PLC0415 - who only searches need not wait for it

            click.echo(message, err=True)
