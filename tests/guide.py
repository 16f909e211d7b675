"""The guide: how tests read its pages, and the one that is made from the program, the command reference.

`python -m tests.guide` writes that one.
"""

from __future__ import annotations

import re
from pathlib import Path

from onrecord import cli

GUIDE = Path(__file__).parent.parent / "docs" / "guide"

FENCE = re.compile(r"^ *```(\w+)[^\n]*\n(.*?)^ *```$", re.M | re.S)
"""A code block: its language and its text."""

CODE = re.compile(r"`([^`]+)`")
"""Code amid the text."""

_COMMANDS = """---
title: Commands
description: Every command and option of onrecord, as --help tells them.
---

# Commands

<!-- Made from the program's own help by `make docs`. Do not edit it here. -->

This is what `onrecord --help` and `onrecord COMMAND --help` print. `python -m onrecord` is the same as `onrecord`.
Data goes to standard output, everything else to standard error. Progress bars are shown in a terminal only.

"""


def blocks(page: str, language: str) -> list[str]:
    """The code blocks of a language on a page."""
    return [text for name, text in FENCE.findall(page) if name == language]


def section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    found: list[str] | None = None
    level, fenced = len(heading.partition(" ")[0]), False
    for line in page.splitlines(keepends=True):
        fenced ^= line.lstrip().startswith("```")
        own = 0 if fenced else len(line) - len(line.lstrip("#"))
        if found is not None and 0 < own <= level:
            break
        if line.rstrip("\n") == heading:
            found = []
        elif found is not None:
            found.append(line)
    assert found, f"no heading {heading!r}"
    return "".join(found)


def rows(text: str) -> list[list[str]]:
    """The cells of the tables in a text, row by row, without their heads."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    heads = {i - 1 for i, line in enumerate(lines) if set(line) <= set("|-: ")}
    cells = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]
    return [row for i, row in enumerate(cells) if i not in heads and not set("".join(row)) <= set("-: ")]


def codes(text: str, column: int = 0) -> list[str]:
    """Everything in backticks in a column of the tables in a text, in order."""
    return [code for row in rows(text) for code in CODE.findall(row[column])]


def commands() -> str:
    """What `commands.md` has to say."""
    return _COMMANDS + cli.reference()


def write() -> None:
    """Bring the page up to date."""
    (GUIDE / "commands.md").write_text(commands(), encoding="utf-8")


if __name__ == "__main__":
    write()
