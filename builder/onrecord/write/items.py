"""The lines of lists: links, statements, and what is reported without marks, as templates show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TypeVar

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere, and how much is there."""

    label: str
    target: Markup
    count: int | None = None


class Part(Protocol):
    """A part of a long list with a page of its own."""

    @property
    def key(self) -> str:
        """The last part of its address."""

    @property
    def label(self) -> str:
        """How it is called."""


AnyPart = TypeVar("AnyPart", bound=Part)


@dataclass(frozen=True, slots=True)
class Beside:
    """The pages before and after a part of a long list, as the list runs: newest first, or by the alphabet."""

    before: Link | None
    after: Link | None


@dataclass(frozen=True, slots=True)
class Item:
    """One statement as a line of a list.

    Attributes:
        words: its fullest wording.
        target: its page, or the place in the article that alone carries it.
        speakers: who is credited with it, several jointly or in dispute; empty: nobody named, and `nobody` says why.
        edited: what the editor did to it, "corrected, disputed"; "" for nothing.
        uncertain: where that is explained, if no outlet's words make sure who said it.
        report: the reported clause that its words stand in, if there is one.
        carriers: the articles that carry it, by outlet; `more` counts those not named.
        summary: "3 outlets, 2 cuts", or "" where one article alone carries it.
    """

    id: str
    words: str
    target: Markup
    date: str | None
    speakers: tuple[Link, ...]
    carriers: tuple[Link, ...]
    more: int
    summary: str
    topics: tuple[Link, ...]
    disputed: bool
    edited: str
    uncertain: Markup | None
    nobody: str
    report: Report | None


@dataclass(frozen=True, slots=True)
class Report:
    """One quotation without marks as a line of a list: the outlet's sentence, and which stretch of it is the report.

    Attributes:
        before, words, after: the sentence in three pieces; `words` tell what was said.
        target: its place in the article.
    """

    before: str
    words: str
    after: str
    target: Markup
    date: str | None
    speakers: tuple[Link, ...]
    carrier: Link
    topics: tuple[Link, ...]
    edited: str
    uncertain: Markup | None
    nobody: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What an outlet's page tells of the whole archive.

    Attributes:
        quoted: the speakers whom it quotes most, in marks: who, how often, and their share of all quotations with a
            named speaker, here and elsewhere.
        shared: the outlets that carry most statements in common with it, with how many.
    """

    quoted: tuple[tuple[str, int, str, str], ...]
    shared: tuple[tuple[str, int], ...]
