"""How words look on a terminal, without the library that reads commands: `onrecord search` has no time to load it."""

from __future__ import annotations

import io
import os
import re
import sys
from typing import TextIO

_COLOURS = {"cyan": 36, "yellow": 33}
_STYLED = re.compile(r"\x1b\[[0-9;]*m")


def styled(text: str, *, bold: bool | None = None, fg: str | None = None) -> str:
    """`text` in bold or in a colour: the very characters that `click.style` puts, so that `click.echo` leaves them out
    where nobody looks.
    """
    colour = f"\x1b[{_COLOURS[fg]}m" if fg else ""
    weight = "" if bold is None else f"\x1b[{1 if bold else 22}m"
    return f"{colour}{weight}{text}\x1b[0m"


def unstyled(text: str) -> str:
    """`text` as `styled` got it."""
    return _STYLED.sub("", text)


def shown(text: str, stream: TextIO) -> str:
    """`text` as the stream gets it: in colours on a terminal, unless NO_COLOR (https://no-color.org) is set."""
    return text if stream.isatty() and not os.environ.get("NO_COLOR") else unstyled(text)


def forgive() -> None:
    """Let stdout and stderr take any text: a terminal that knows no “ ” still gets its answer."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
