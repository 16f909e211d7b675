"""A statement's page: its fullest wording, who is credited with it, and how each outlet cut it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord.model import Correction, Rendering, Span, Statement
from onrecord.text import normalise
from onrecord.write import escape
from onrecord.write.catalogue import Catalogue, Link, counted, joined, spoken, uncertain
from onrecord.write.cuts import Piece, cut, share
from onrecord.write.editorial import Word, words
from onrecord.write.marks import sentences_around
from onrecord.write.render import Page

_BEFORE = re.compile(r"\s*[\"“‘'«]*\s*$")
_AFTER = re.compile(r"^\s*[,.]?[\"”’'»]*\s*")
LONG = 60
"""Words from which the wording is set smaller."""


@dataclass(frozen=True, slots=True)
class Carried:
    """How one article carries the statement.

    Attributes:
        pieces: its words, and those it leaves out.
        before, after: the rest of the sentence around its words, in pieces; True marks the cue.
        credited: whom it credits; none: `nobody` says why.
        editor: what the editor says of this rendering alone.
        place: the link to its place in the article here; `original` to its place at the outlet.
    """

    outlet: Link | None
    headline: Link
    date: str | None
    pieces: tuple[Piece, ...]
    words: int
    share: int
    before: tuple[tuple[str, bool], ...]
    after: tuple[tuple[str, bool], ...]
    credited: tuple[Link, ...]
    nobody: str
    uncertain: Markup | None
    place: Markup
    original: Markup | None
    domain: str
    editor: tuple[Word, ...]


def page(catalogue: Catalogue, statement: Statement) -> Page:
    """The statement's page."""
    found = catalogue.renderings(statement)
    names = [catalogue.archive.speakers[i].name for i in statement.speakers]
    known = catalogue.archive.statements
    cuts = len({normalise(catalogue.archive.words(r)) for r in found})
    common = _common(found)
    carried = [_carried(catalogue, rendering, statement, common) for rendering in found]
    who = (" or " if statement.disputed else " and ").join(names) or "Nobody named"
    title = f"{who}: “{escape.shortened(spoken(statement.wording), 70)}”"
    return Page("statement.md.j2", _meta(catalogue, statement, title, names), {
        "statement": statement,
        "wording": spoken(statement.wording),
        "long": len(statement.wording.split()) > LONG,
        "who": catalogue.speakers(statement.speakers),
        "uncertain": catalogue.unsure if uncertain(found) else None,
        "credits": _credits(catalogue, found) if statement.disputed else [],
        "reasons": list(dict.fromkeys(map(catalogue.nobody, found))) if not names else [],
        "counts": _counts(catalogue, found, cuts),
        "cuts": cuts,
        "carriers": "article" if catalogue.outlets_of(r.article for r in found) == 1 else "outlet",
        "reworded": any(piece.kind == "other" for one in carried for piece in one.pieces),
        "topics": catalogue.topics(statement.topics),
        "carried": carried,
        "editor": words(catalogue, common),
        "recurs": [catalogue.item(known[i]) for i in statement.recurs if i in known],
    })  # fmt: skip


def _counts(catalogue: Catalogue, found: Sequence[Rendering], cuts: int) -> list[str]:
    articles = {rendering.article for rendering in found}
    outlets = catalogue.outlets_of(articles) or 1
    said = [counted(outlets, "outlet")] if outlets > 1 else []
    said.append(counted(len(articles), "article"))
    if len(found) > 1:
        said.append(f"{cuts} cuts" if cuts > 1 else "the same words")
    return said


def _meta(catalogue: Catalogue, statement: Statement, title: str, names: list[str]) -> dict[str, object]:
    archive = catalogue.archive
    return {
        "title": escape.heading(title),
        "description": escape.heading(f"“{escape.shortened(spoken(statement.wording), 150)}”"),
        "date": statement.first,
        "speakers": names,
        "topics": [archive.topics[i].label for i in statement.topics if i in archive.topics],
    }


def _credits(catalogue: Catalogue, found: Sequence[Rendering]) -> list[tuple[list[str], tuple[Link, ...]]]:
    """Who is credited, and by which outlets: what they disagree on, in the order they were carried."""
    by_speaker: dict[tuple[str, ...], list[str]] = {}
    for rendering in found:
        names = by_speaker.setdefault(rendering.speakers, [])
        name = catalogue.carrier_name(rendering.article)
        if name not in names:
            names.append(name)
    return [(names, catalogue.speakers(who)) for who, names in by_speaker.items()]


def _common(found: Sequence[Rendering]) -> tuple[Correction, ...]:
    """What the editor says of every rendering, and so of the statement."""
    first = found[0].corrections
    return tuple(word for word in first if all(word in rendering.corrections for rendering in found))


def _carried(catalogue: Catalogue, rendering: Rendering, statement: Statement, common: Sequence[Correction]) -> Carried:
    archive = catalogue.archive
    entry = archive.entries[rendering.article]
    article, content = entry.record.article, rendering.quotation.content
    printed = archive.words(rendering)
    around = sentences_around(article.text, content)
    cue = rendering.quotation.cue
    outlet = archive.outlets.get(entry.outlet or "")
    return Carried(
        outlet=catalogue.outlet(outlet.id) if outlet else None,
        headline=catalogue.article(entry.id),
        date=entry.record.date,
        pieces=cut(joined(printed), spoken(statement.wording)),
        words=len(printed.split()),
        share=share(printed, statement.wording),
        before=_context(article.text, around.start, _open(article.text, around.start, content.start), cue),
        after=_context(article.text, _close(article.text, content.end, around.end), around.end, cue),
        credited=catalogue.speakers(rendering.speakers),
        nobody=catalogue.nobody(rendering),
        uncertain=catalogue.unsure if rendering.uncertain else None,
        place=catalogue.rendering(rendering).target,
        original=escape.text_fragment(article.url, printed),
        domain=escape.domain(article.url),
        editor=words(catalogue, (word for word in rendering.corrections if word not in common)),
    )


def _open(text: str, start: int, end: int) -> int:
    """Where the words before a quotation end: ahead of its opening mark."""
    found = _BEFORE.search(text[start:end])
    return start + found.start() if found else end


def _close(text: str, start: int, end: int) -> int:
    """Where the words after a quotation begin: past its closing mark."""
    found = _AFTER.match(text[start:end])
    return start + found.end() if found else start


def _context(text: str, start: int, end: int, cue: Span | None) -> tuple[tuple[str, bool], ...]:
    """The words of `text[start:end]`, the cue apart."""
    if cue is None or not start <= cue.start < cue.end <= end:
        return ((text[start:end], False),) if text[start:end].strip() else ()
    pieces = ((text[start : cue.start], False), (cue.of(text), True), (text[cue.end : end], False))
    return tuple((piece, is_cue) for piece, is_cue in pieces if piece)
