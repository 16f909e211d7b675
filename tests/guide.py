"""The page of the guide that is made from the program: the command reference. `python -m tests.guide` writes it."""

from __future__ import annotations

from pathlib import Path

from onrecord import cli

GUIDE = Path(__file__).parent.parent / "docs" / "guide"

_COMMANDS = """---
title: Commands
description: Every command and option of onrecord, as --help tells them.
---

# Commands

<!-- Made from the program's own help by `make docs`. Do not edit it here. -->

This is what `onrecord --help` and `onrecord COMMAND --help` print. `python -m onrecord` is the same as `onrecord`.
Data goes to standard output, everything else to standard error. Progress bars are shown in a terminal only.

"""


def commands() -> str:
    """What `commands.md` has to say."""
    return _COMMANDS + cli.reference()


def write() -> None:
    """Bring the page up to date."""
    (GUIDE / "commands.md").write_text(commands(), encoding="utf-8")


if __name__ == "__main__":
    write()
