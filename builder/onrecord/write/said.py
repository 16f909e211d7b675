"""The list of what an article quotes: by speaker, each quotation with its place in the text and its statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord import addresses
from onrecord.model import Rendering
from onrecord.write import escape
from onrecord.write.catalogue import Catalogue, Link, counted, edited, joined, spoken
from onrecord.write.margin import anchor, role

_LISTED = 3
"""Quotations from which an article has a list of them; fewer are seen at a glance."""
_SHOWN = 160
"""Characters of a quotation's words in the list."""


@dataclass(frozen=True, slots=True)
class Line:
    """One quotation: its words, shortened, its place in the text, and its statement's page.

    Attributes:
        reported: it stands without marks.
        summary: "3 outlets", or "" where this article alone carries it.
        edited: what the editor did to it; "" for nothing.
    """

    words: str
    anchor: Markup
    reported: bool
    summary: str
    statement: Markup | None
    edited: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker, several who spoke jointly, or nobody, and their quotations in the order of the text."""

    speakers: tuple[Link, ...]
    role: str
    lines: tuple[Line, ...]


def voices(catalogue: Catalogue, renderings: Sequence[Rendering]) -> list[Voice]:
    """Who is quoted, in the order of their first words, nobody last; none where there are few quotations.

    A reported clause that holds words in marks is listed by these.
    """
    found: dict[tuple[str, ...], list[Rendering]] = {}
    listed = [one for one in renderings if not one.holds]
    if len(listed) < _LISTED:
        return []
    for one in sorted(listed, key=lambda one: (one.quotation.content.start, one.id)):
        found.setdefault(one.speakers, []).append(one)
    ordered = sorted(found.items(), key=lambda pair: not pair[0])
    return [
        Voice(catalogue.speakers(who), role(catalogue, said[0]), tuple(_line(catalogue, one) for one in said))
        for who, said in ordered
    ]


def _line(catalogue: Catalogue, rendering: Rendering) -> Line:
    archive = catalogue.archive
    statement = archive.statements.get(rendering.statement or "")
    shared = statement is not None and len(statement.articles) > 1
    paged = statement is not None and archive.has_page(statement)
    return Line(
        words=escape.shortened(spoken(joined(archive.words(rendering))), _SHOWN),
        anchor=anchor(rendering),
        reported=rendering.reported,
        summary=_summary(catalogue, statement.articles) if statement and shared else "",
        statement=catalogue.file(addresses.statement(archive, statement)) if statement and paged else None,
        edited=edited(rendering.corrections),
    )


def _summary(catalogue: Catalogue, articles: Sequence[str]) -> str:
    outlets = catalogue.outlets_of(articles) or 1
    return counted(outlets, "outlet") if outlets > 1 else counted(len(articles), "article")
