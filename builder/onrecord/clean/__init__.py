"""Stage 2: from a `Source` to an `Article`: what is headline, deck, byline, caption or text, and what is none of it.

The steps give roles to lines and never remove one: each line of a body ends in the article's text, in one of its
fields, or in `Article.dropped` with the reason. Where a rule is in doubt the line stays text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.clean import captions, furniture, headline, lede, mojibake, opening
from onrecord.clean.page import Line, Page
from onrecord.clean.paragraphs import join, lines_of
from onrecord.clean.vocabulary import reasons
from onrecord.model import Article, Caption, Dropped, Problem, Source
from onrecord.text import slug, words

VERSION = 10
"""Raised whenever what this stage makes of the same source changes: part of the cache key."""

__all__ = ["VERSION", "CleanOptions", "clean", "reasons"]


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """What the editor sets.

    Attributes:
        min_words: an article with fewer words of text is a problem instead; 0 keeps every one.
        house_lines: (outlet's name or "" for any, line) to drop wherever it stands as a line of its own.
    """

    min_words: int = 1
    house_lines: tuple[tuple[str, str], ...] = ()


_STEPS: tuple[Callable[[Page], None], ...] = (
    furniture.styles,
    furniture.tweets,
    furniture.bars,
    captions.credits,
    captions.captions,
    headline.labels,
    furniture.edges,
    headline.headline,
    furniture.edges,
)


def clean(source: Source, options: CleanOptions = CleanOptions()) -> Article | Problem:
    """The article in `source`; a problem where it has fewer words of text than `options.min_words`."""
    body, mended = mojibake.mend(source.body.replace("\r\n", "\n").replace("\r", "\n"))
    given, mended_fields = mojibake.mend_given(source.given)
    page = Page(lines_of(body, source.media_type), given)
    furniture.house_lines(page, options.house_lines)
    for step in _STEPS:
        step(page)
    names = opening.byline(page)
    headline.deck(page)
    furniture.edges(page)
    furniture.bios(page, given.authors or names)
    opening.dateline(page)
    paragraphs = _paragraphs(page)
    text = "\n\n".join(paragraphs)
    count = len(words(text)) if options.min_words > 1 else bool(text)
    if count < options.min_words:
        return _no_text(source.uri, page, len(paragraphs), options)
    problems = (*source.problems, *_mending(source.uri, mended, mended_fields))
    return _article(source, page, text, names, problems)


def _paragraphs(page: Page) -> list[str]:
    """The paragraphs of the text; lines that flow on are joined with the next of their block."""
    runs: list[list[str]] = []
    before: Line | None = None
    for line in page.body():
        if before is not None and before.flows and before.block == line.block:
            runs[-1].append(line.text)
        else:
            runs.append([line.text])
        before = line
    return [join(run) for run in runs]


def _no_text(uri: str, page: Page, count: int, options: CleanOptions) -> Problem:
    captioned = sum(line.role == "caption" for line in page.lines)
    dropped = sum(line.role == "dropped" for line in page.lines)
    found = f"({captioned} captions, {count} paragraphs{f', {dropped} lines dropped' if dropped else ''})"
    what = f"fewer than {options.min_words} words of text" if count else "no article text"
    return Problem(uri, "clean", f"{what} {found}.", "Keep short pieces with min_words: 0.")


def _mending(uri: str, lines: int, fields: int) -> tuple[Problem, ...]:
    if not lines and not fields:
        return ()
    places = [f"{n} {what}{'s' if n > 1 else ''}" for n, what in ((lines, "line"), (fields, "header field")) if n]
    message = f"mended mojibake (wrongly decoded characters) in {' and '.join(places)}."
    return (Problem(uri, "clean", message, "Save the page again if characters still look wrong.", "note"),)


def _article(source: Source, page: Page, text: str, names: tuple[str, ...], problems: tuple[Problem, ...]) -> Article:
    given = page.given
    authors = given.authors or names
    headline, found_in = _headline(page, text, source.uri)
    article = Article(
        id=article_id(source.uri, source.digest),
        source=source.uri,
        digest=source.digest,
        headline=headline,
        headline_source=found_in,
        text=text,
        outlet=given.outlet,
        date=given.date,
        url=given.url,
        retrieved=given.retrieved,
        deck=given.deck or _first(page, "deck"),
        byline=_first(page, "byline"),
        authors=authors,
        dateline=page.dateline,
        agency=_agency(page, authors),
        captions=tuple(Caption(*captions.split(line)) for line in page.lines if line.role == "caption"),
        dropped=_dropped(page),
        rights=given.rights,
        problems=problems,
    )
    return replace(article, language=given.language) if given.language else article


def _first(page: Page, role: str) -> str | None:
    """The text of the line that plays `role`, or None."""
    return next((line.text for line in page.lines if line.role == role), None)


def _dropped(page: Page) -> tuple[Dropped, ...]:
    """The lines left out, in order; a deck in the body gives way to a given one."""
    dropped = []
    for line in page.lines:
        if line.role == "dropped":
            dropped.append(Dropped(line.text, line.detail))
        elif line.role == "deck" and page.given.deck:
            dropped.append(Dropped(line.text, "repeated deck"))
    return tuple(dropped)


def _agency(page: Page, authors: tuple[str, ...]) -> str | None:
    """The wire agency credited: by the page itself, else where the authors stand."""
    return page.agency or opening.agency_in("; ".join((*authors, _first(page, "byline") or "")))


def _headline(page: Page, text: str, uri: str) -> tuple[str, Literal["given", "text", "lede"]]:
    """The headline, and where it comes from."""
    if page.given.title:
        return page.given.title, "given"
    printed = (_first(page, "headline") or "").rstrip(" ;")  # a press database's mark between headline and deck
    return (printed, "text") if printed else (_made_up(page, text, uri), "lede")


def _made_up(page: Page, text: str, uri: str) -> str:
    """A heading where none was printed: from the lede, else from a caption, else the file's name."""
    caption = next((line.text for line in page.lines if line.role == "caption"), "")
    name = uri.rpartition("/")[2]
    return lede.heading(text) or lede.heading(caption) or name or "Untitled"


_URI = re.compile(r"(?P<stem>.*?)(?:\.[^./#]*)?(?:#(?P<number>\d+))?", re.S)


def article_id(uri: str, digest: str) -> str:
    """The address of the article in `uri`: the slug of its path without suffix, "#n" as "-n"; never empty.

    "index" is a hub page's address, and so never an article's.
    """
    match = _URI.fullmatch(uri)
    stem, number = (match["stem"], match["number"]) if match else (uri, None)
    suffix = f"-{number}" if number else ""
    base = slug(stem, 80 - len(suffix)) or digest[:12]
    return "index-article" if base + suffix == "index" else base + suffix
