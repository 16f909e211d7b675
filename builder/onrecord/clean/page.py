"""The page that the steps of cleaning work on: lines, each with the role it plays.

A line is never removed, only given a role: so nothing can be lost on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Given

Role = Literal["body", "headline", "deck", "byline", "caption", "dropped"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_DOUBLE_MARKS = re.compile("[\"“”„«»]|''|‘‘|’’|``")


@dataclass(slots=True)
class Line:
    """One line of a body: a paragraph, or a piece of page furniture.

    Attributes:
        text: without white space at its ends; for Markdown, without its syntax.
        block: the number of the run of lines, between blank ones, that it stands in.
        heading: its level where the format says that it is a heading (Markdown's `#`), else 0.
        role: what it is.
        detail: why it was dropped, or the credit of a caption.
        flows: it goes on in the next line of its block (Markdown's single line end).
    """

    text: str
    block: int
    heading: int = 0
    role: Role = "body"
    detail: str = ""
    flows: bool = False

    @property
    def key(self) -> str:
        """The text for matching: no invisible characters, single spaces."""
        return " ".join(_INVISIBLE.sub("", self.text).split())

    @property
    def holds_marks(self) -> bool:
        """Whether there are quotation marks in it: such a line may be speech."""
        return bool(_DOUBLE_MARKS.search(self.text))

    def drop(self, reason: str) -> None:
        """Leaves the line out, for `reason`."""
        self.role, self.detail = "dropped", reason


@dataclass(slots=True)
class Page:
    """An article while it is being cleaned.

    Attributes:
        lines: all of them, in order.
        given: the metadata that came with it.
        dateline: the place it opens with, once found.
        agency: the wire agency credited, once found.
    """

    lines: list[Line]
    given: Given
    dateline: str | None = None
    agency: str | None = None

    def body(self) -> list[Line]:
        """The lines that are the article's text, as far as is known."""
        return [line for line in self.lines if line.role == "body"]

    def alone(self, line: Line) -> bool:
        """Whether no other line of text stands in the line's block."""
        return sum(other.block == line.block and other.role == "body" for other in self._near(line)) == 1

    def _near(self, line: Line) -> Iterator[Line]:
        index = next(i for i, other in enumerate(self.lines) if other is line)
        yield from self.lines[max(0, index - 3) : index + 4]
