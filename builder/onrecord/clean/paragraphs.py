"""Lines and paragraphs: which line ends mean something, and which only fitted the text to a screen."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.clean import markdown
from onrecord.clean.page import Line

_WIDEST = 100
"""Hard-wrapped text is set to at most this many characters."""

_NARROWEST = 40

_LINES = 4
"""A body of as many lines and no blank one has a paragraph on each."""

_MOST = 0.9
"""The share of a block's lines that must be full."""

_TWO = 55
"""Two lines prove little: the longer of them must then be at least this long."""


def lines_of(body: str, media_type: str) -> list[Line]:
    """The lines of a body, hard-wrapped ones joined; without those that hold nothing but white space."""
    if media_type == "text/markdown":
        return markdown.lines_of(body)
    blocks = _blocks(body)
    if len(blocks) == 1 and len(blocks[0]) >= _LINES and not is_wrapped(blocks[0]):
        blocks = [[line] for line in blocks[0]]
    lines: list[Line] = []
    for number, block in enumerate(blocks):
        texts = [join(block)] if is_wrapped(block) else block
        lines.extend(Line(text, number) for text in texts)
    return lines


def _blocks(body: str) -> list[list[str]]:
    """Runs of lines between blank ones, white space at the lines' ends cut off."""
    blocks: list[list[str]] = [[]]
    for raw in body.split("\n"):
        line = raw.strip()
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


def is_wrapped(block: list[str]) -> bool:
    """Whether the line ends within `block` only fitted it to a width: each next word would not have fitted any more.

    Of two lines the first must also end within a sentence.
    """
    width = max(map(len, block))
    if len(block) == 1 or not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = list(pairwise(block))
    full = sum(len(line) + 1 + len(following.split(None, 1)[0]) > width for line, following in pairs)
    if full < len(pairs) * _MOST:
        return False
    return len(pairs) > 1 or (width >= _TWO and not re.search(r"[.!?:;…][\"'”’)\]]*$", block[0]))


def join(lines: list[str]) -> str:
    """The lines as one; a line that ends in a hyphen within a word goes on without a space."""
    out = lines[0]
    for line in lines[1:]:
        hyphened = len(out) > 1 and out[-1] == "-" and out[-2].isalpha() and line[0].isalpha()
        out += line if hyphened else " " + line
    return out
