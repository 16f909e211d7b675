"""Headline and deck: what an article's text begins after."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.clean.opening import byline_of, dateline_of
from onrecord.clean.page import Line, Page, capitals
from onrecord.clean.vocabulary import DATE, outlet_words, sections, sentence_words
from onrecord.text import normalise, words

TOP = 8
"""Lines that may stand before the first paragraph: section, headline, deck, byline, date."""

_LONGEST = 160
_LONGEST_DECK = 320
_FEWEST, _MOST = 2, 24
"""Words of a headline."""

_FEWEST_STOPPED, _MOST_STOPPED = 5, 14
"""Words of a headline that ends in a full stop: some exports add one."""

_FEWEST_TOLD = 4
"""Words from which on two headlines that differ a little are one, and a line can be a deck."""

_TITLE_CASE = 0.6
_MASTHEAD_MOST = 6
_SIMILAR = 0.85
_CUT = 0.6
_ABSTRACT_WITHIN = 20

_STOP = re.compile(r"\.[\"'”’)\]]*$")
_ENDS = re.compile(r"[.!?…][\"'”’)\]]*$")
_OPEN = re.compile(r"[:,–—-]$")
_SPOKEN = re.compile(r"[\"“‘'].{0,150}[,.!?][”\"’'] [a-z]|.{0,150}\bsaid\b")
_DATE_LINE = re.compile(rf"(?:(?:Published|Updated|Posted|Last updated)(?: on)?:? )?{DATE}.{{0,40}}", re.IGNORECASE)


def labels(page: Page) -> None:
    """Drops the outlet's name and section labels, where they stand above everything else."""
    top = page.body()[:TOP]
    if len(top) > 1 and _is_masthead(top[0], page.given.outlet):
        top.pop(0).drop("masthead")
    for line in top:
        if line.heading or line.key.rstrip(" .:|›»").lower() not in sections():
            return
        line.drop("section label")


def _is_masthead(line: Line, outlet: str | None) -> bool:
    """Whether the line is the outlet's name: the given one, or capitals (or "The …") that end as such names do."""
    if outlet and normalise(line.key) == normalise(outlet):
        return True
    tokens = line.key.split()
    if not _FEWEST <= len(tokens) <= _MASTHEAD_MOST or tokens[-1].lower() not in outlet_words():
        return False
    return line.key.isupper() or (tokens[0] == "The" and all(token[0].isupper() for token in tokens))


def headline(page: Page) -> None:
    """Finds the headline: the given one standing again in the body is dropped; without one, the body's is taken."""
    top = page.body()[:TOP]
    if not top:
        return
    marked = next((line for line in top[:3] if line.heading == 1), None)
    if page.given.title:
        if not _repeated(page.given.title, top) and marked:
            marked.drop("other headline")
    elif marked:
        marked.role = "headline"
    elif top[0].heading or _is_headline(top[0], top[1] if len(top) > 1 else None):
        top[0].role = "headline"


def _repeated(title: str, top: list[Line]) -> bool:
    """Drops the lines at the top that say the given headline again: in one line, or in two with the deck."""
    wanted = normalise(title)
    for line in top[:3]:
        if _same(normalise(line.text[:1000]), wanted):
            line.drop("repeated headline")
            return True
    for first, second in pairwise(top[:3]):
        if wanted and normalise(f"{first.text[:1000]} {second.text[:1000]}") == wanted:
            first.drop("repeated headline")
            second.drop("repeated headline")
            return True
    return False


def _same(one: str, other: str) -> bool:
    """Whether two normalised headlines are one: equal, nearly so, or one with a site's name or a deck at its end."""
    if not one or not other or one == other:
        return bool(one) and one == other
    shorter, longer = sorted((one, other), key=len)
    if longer.startswith(shorter + " ") and len(shorter) >= _CUT * len(longer):
        return len(shorter.split()) >= _FEWEST_TOLD
    a, b = set(one.split()), set(other.split())
    return min(len(a), len(b)) >= _FEWEST_TOLD and len(a & b) >= _SIMILAR * len(a | b)


def _is_headline(line: Line, following: Line | None) -> bool:
    """Whether the first line of a body is its headline.

    It stands apart, is short, and no sentence: it ends without a full stop, or all its words are capitalised, or it
    does without the small words that a sentence has. A wrong headline takes the lede out of the text; a missed one
    only leaves the headline in it. So in doubt it is none.
    """
    key = line.key
    tokens = words(key[: _LONGEST + 1])
    if following is None or len(key) > _LONGEST or not _FEWEST <= len(tokens) <= _MOST:
        return False
    if not _stands_apart(line, following) or _OPEN.search(key) or _SPOKEN.match(key):
        return False
    if byline_of(key) or dateline_of(key):
        return False
    if key.endswith(";") or capitals(key) == 1:
        return True
    longer = len(following.key) >= len(key) or _is_head(following)
    small = sentence_words() & {part for token in tokens for part in token.split("'")}
    if _STOP.search(key):
        return longer and _FEWEST_STOPPED <= len(tokens) <= _MOST_STOPPED and not small
    if _ENDS.search(key):
        return longer and not small
    return longer or capitals(key) > _TITLE_CASE


def _stands_apart(line: Line, following: Line) -> bool:
    """Whether a headline could end where `line` does: before a blank line, the byline, or (";") the deck."""
    if following.block != line.block:
        return True
    return line.key.endswith(";") or _is_head(following)


def _is_head(line: Line) -> bool:
    """Whether the line says who wrote the article, or when or where."""
    return bool(byline_of(line.key) or dateline_of(line.key) or _DATE_LINE.fullmatch(line.key[: _LONGEST + 1]))


def deck(page: Page) -> None:
    """Finds the deck: a press database's abstract, or a line without a full stop between headline and text."""
    if _abstract(page):
        return
    top = page.lines[: TOP * 2]
    after = next((i for i, line in enumerate(top) if line.role == "headline" or "headline" in line.detail), None)
    if after is None:
        return
    rest = [line for line in top[after + 1 :] if line.role in ("body", "byline")]
    if len(rest) > 1 and (_is_deck(rest[0], rest[1]) or _goes_on(top[after], rest[0])):
        rest[0].role = "deck"


def _goes_on(headline: Line, line: Line) -> bool:
    """Whether `line` is the second part of a headline that a press database parted with a semicolon."""
    short = line.role == "body" and len(line.key) <= _LONGEST and line.block == headline.block
    return short and headline.key.endswith(";")


def _is_deck(line: Line, following: Line) -> bool:
    key = line.key
    if line.role != "body" or len(key) > _LONGEST_DECK or line.holds_marks or _OPEN.search(key) or line.flows:
        return False
    if len(words(key)) < _FEWEST_TOLD or dateline_of(key):
        return False
    if following.role == "byline":
        return True
    return following.block != line.block and not _ENDS.search(key) and len(following.key) > len(key)


def _abstract(page: Page) -> bool:
    """Takes the one paragraph between the marks "ABSTRACT" and "FULL TEXT" as the deck; of several none is it."""
    marks = [i for i, line in enumerate(page.lines[:_ABSTRACT_WITHIN]) if line.detail == "database mark"]
    if not marks or marks == marks[:1] or "ABSTRACT" not in page.lines[marks[0]].key.upper():
        return False
    between = [line for line in page.lines[marks[0] : marks[1]] if line.role == "body"]
    if len(between) != 1:
        return False
    between[0].role = "deck"
    return True
