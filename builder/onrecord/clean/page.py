"""The page that the steps of cleaning work on: lines, each with the role it plays.

A line is never removed, only given a role: so nothing can be lost on the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

from onrecord.clean.vocabulary import small_words
from onrecord.model import Given

Role = Literal["body", "headline", "deck", "byline", "caption", "dropped"]

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_DOUBLE_MARKS = ('"', "“", "”", "''", "„", "«", "»", "‘‘", "’’", "``")


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
    _keyed: tuple[str, str] = field(default=("", ""), init=False, repr=False, compare=False)

    @property
    def key(self) -> str:
        """The text for matching: no invisible characters, single spaces."""
        if self._keyed[0] is not self.text:
            visible = self.text if self.text.isascii() else _INVISIBLE.sub("", self.text)
            self._keyed = self.text, " ".join(visible.split())
        return self._keyed[1]

    @property
    def holds_marks(self) -> bool:
        """Whether there are quotation marks in it: such a line may be speech."""
        text = self.text
        for mark in _DOUBLE_MARKS:  # noqa: SIM110 - a generator costs more than the search
            if mark in text:
                return True
        return False

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


def capitals(key: str) -> float:
    """The share of capitalised words among those that a headline's style would capitalise, the first left out."""
    tokens = [token for token in re.findall(r"[^\W\d_][\w'’]*", key)[1:] if token.lower() not in small_words()]
    return sum(token[0].isupper() for token in tokens) / len(tokens) if len(tokens) > 1 else 0.0
