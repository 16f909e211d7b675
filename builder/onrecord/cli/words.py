"""Words from articles, made fit for a terminal: they are data, and must not steer it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence

from onrecord.cli.styles import styled, unstyled
from onrecord.model import Span

_WIDEST = 100
"""Columns that a paragraph takes at most, however wide the terminal: longer lines are hard to read."""

_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def plain(text: str) -> str:
    """`text` on one line, without characters that would colour, move or turn round what a terminal shows."""
    return " ".join(_STEERING.sub("\N{REPLACEMENT CHARACTER}", text).split())


def json_text(value: object, indent: int | None = None) -> str:
    """`value` as JSON: with its characters as they are where stdout is UTF-8, else with escapes."""
    readable = "utf" in (sys.stdout.encoding or "").lower()
    return json.dumps(value, ensure_ascii=not readable, indent=indent)


def emphasised(text: str, marks: Iterable[Span]) -> str:
    """`text`, its `marks` in bold (which `click.echo` leaves out where nobody looks)."""
    out, at = [], 0
    for span in marks:
        out += [spaced(text[at : span.start]), styled(plain(span.of(text)), bold=True, fg="yellow")]
        at = span.end
    return "".join([*out, spaced(text[at:])])


def quoted(text: str | None, marks: Iterable[Span] = ()) -> str:
    """`text` in quotation marks, its `marks` in bold; or that an archive does not publish it."""
    return f"“{emphasised(text, marks)}”" if text else "(its words are not published)"


def spaced(text: str) -> str:
    """`text` made `plain`, the space at either end kept."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{plain(text)}{right}"


def line_of(first: str, *more: str | None) -> str:
    """`first`, which may be styled, and the other parts that there are, with dots between."""
    return " · ".join([first, *(plain(part) for part in more if part)])


def paragraph(text: str, indent: int = 0, hanging: int = 0, *, bold: bool = False) -> list[str]:
    """`text`, which may be styled, in lines that fit the terminal: `indent` from the left, later ones more."""
    import shutil  # noqa: PLC0415 - who only searches need not wait for it

    width = min(shutil.get_terminal_size((80, 24)).columns, _WIDEST)
    first, rest = " " * indent, " " * (indent + hanging)
    lines, line, used = [], first, indent
    for word in text.split(" "):
        length = len(unstyled(word))
        if used > len(rest) and used + length > width:
            lines.append(line.rstrip(" "))
            line, used = rest, len(rest)
        line, used = f"{line}{word} ", used + length + 1
    lines.append(line.rstrip(" "))
    return [styled(line, bold=True) for line in lines] if bold else lines


def together(names: Sequence[str]) -> str:
    """The names of those who said something: "Ada Lane", "Ada Lane and Ben Holt, jointly"; "" where there are none."""
    return " and ".join(names) + (", jointly" if len(names) > 1 else "")


def address(site_url: str | None, path: str) -> str:
    """Where something is published: in full where the site's own address is known."""
    return f"{site_url.rstrip('/')}/{path}" if site_url else path
