"""What the library logs, told by the command line under -v."""

from __future__ import annotations

import logging

import click


def echo() -> None:
    """From now on, print all that is logged on stderr."""
    log = logging.getLogger("onrecord")
    log.setLevel(logging.DEBUG)
    if not any(isinstance(handler, _Echo) for handler in log.handlers):
        log.addHandler(_Echo())


class _Echo(logging.Handler):
    """Prints each message."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one."""
        click.echo(f"{record.name}: {self.format(record)}", err=True)
