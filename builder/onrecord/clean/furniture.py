"""Lines that stand on a page without being the article's text: bars, buttons, pleas, links, notes, embeds."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.clean.page import Line, Page, capitals
from onrecord.clean.vocabulary import Rule, Where, clock_words, furniture
from onrecord.text import normalise

_CLOSING = " .:;»›"
_RUNNING_TIME = re.compile(
    r".{8,150}?(?:[^\d:.,;!?\s]|\b(?:19|20)\d\d)['’\")]? \(?(?:\d{2}:[0-5]\d|\d:[0-5]\d:[0-5]\d)\)?"
)
"""A title, then minutes and seconds: a player's label. A single figure of minutes might be a verse ("John 3:16")."""

_TIME_ENDS = "0123456789)"
_STYLE = re.compile(
    r"[.#@*]?[\w\-., :#>@()*\"'=\[\]]{1,200}\{[^{}]{0,2000}\}?"  # a rule, or where one opens
    r"|-?[a-z-]{2,40} ?: ?[^;:{}]{1,100};|\}[.;]?|/\*.{0,200}\*/"  # a declaration, a closing brace, a comment
)
_STYLE_LINES = 4
_STYLE_LONGEST = 2300
_TITLE_LONGEST = 160
_BIO_LONGEST = 400
_TITLE_CASE = 0.8
_TWEET_TAG = re.compile(r"</?tweet\b[^<>]{0,400}>|<tweet/>")


def house_lines(page: Page, lines: Iterable[tuple[str, str]]) -> None:
    """Drops the lines that the editor has named for an outlet, or for all (""): whole lines, marks and case aside.

    An article whose outlet nobody has told may be of any.
    """
    outlet = normalise(page.given.outlet or "")
    wanted = {normalise(line) for name, line in lines if not name or not outlet or normalise(name) == outlet} - {""}
    if not wanted:
        return
    for line in page.body():
        if normalise(line.text) in wanted:
            line.drop("house line")


def bars(page: Page) -> None:
    """Drops what the rules know wherever it stands, and the labels of players."""
    rules = [rule for rule in furniture() if rule.where == "anywhere"]
    longest = max(rule.longest for rule in rules)
    in_list = False
    for line in page.body():
        if len(line.text) > longest:
            in_list = False
            continue
        reason, heads = _reason(line, rules)
        if not reason and in_list and _is_title(line):
            reason, heads = "related link", True
        in_list = heads
        if reason or (reason := _video(line)):
            line.drop(reason)


def _is_title(line: Line) -> bool:
    """Whether the line is a headline in a list of links: short, its words capitalised."""
    return len(line.text) <= _TITLE_LONGEST and capitals(line.key) > _TITLE_CASE


def _reason(line: Line, rules: Iterable[Rule]) -> tuple[str | None, bool]:
    """(why one of the rules would drop the line, or None; whether it heads a list)."""
    key, length, marks = line.key, len(line.key), line.holds_marks
    fitting = [rule for rule in rules if length <= rule.longest and (rule.quotes or not marks)]
    if not fitting:
        return None, False
    cut = key.rstrip(_CLOSING) or key
    lower = cut.lower()
    for rule in fitting:
        for pattern in rule.patterns:
            if pattern.needs and not _holds(lower, pattern.needs):
                continue
            if pattern.line.fullmatch(cut) or (cut != key and pattern.line.fullmatch(key)):
                return rule.reason, pattern.heads
    return None, False


def _holds(text: str, words: Iterable[str]) -> bool:
    for word in words:  # noqa: SIM110 - a generator costs more than the search
        if word in text:
            return True
    return False


def _video(line: Line) -> str | None:
    if line.text[-1:] not in _TIME_ENDS or line.holds_marks or not _RUNNING_TIME.fullmatch(line.key):
        return None
    before = line.key.rsplit(" ", 2)[-2].lower()
    return None if before in clock_words() else "related video"


def edges(page: Page) -> None:
    """Drops what the rules know at the article's top or end only, from the edge inwards as far as it reaches."""
    _edge(page.lines, ("top", "edges"))
    _edge(page.lines[::-1], ("end", "edges"))


def _edge(lines: list[Line], where: tuple[Where, ...]) -> None:
    rules = [rule for rule in furniture() if rule.where in where]
    for line in lines:
        if line.role != "body":
            continue
        reason, _ = _reason(line, rules)
        if reason is None:
            return
        line.drop(reason)


def bios(page: Page, authors: Iterable[str]) -> None:
    """Drops the last paragraph where it says who one of the authors is."""
    last = next((line for line in reversed(page.lines) if line.role == "body"), None)
    if last is None or last.holds_marks or len(last.text) > _BIO_LONGEST:
        return
    if any(last.key.startswith((f"{author} is ", f"{author}, ", f"{author} covers ")) for author in authors):
        last.drop("author bio")


def styles(page: Page) -> None:
    """Drops style sheets that were saved with the text: four lines of it at least, so that no single odd line goes."""
    found = [line for line in page.body() if len(line.text) < _STYLE_LONGEST and _STYLE.fullmatch(line.text)]
    if len(found) >= _STYLE_LINES:
        for line in found:
            line.drop("style sheet")


def tweets(page: Page) -> None:
    """Takes the tags of embedded tweets off their words; a tag without words is dropped."""
    if not any("<tweet" in line.text or "</tweet" in line.text for line in page.lines):
        return
    lines: list[Line] = []
    for line in page.lines:
        tags = _TWEET_TAG.findall(line.text) if line.role == "body" else []
        lines.extend(Line(tag, line.block, role="dropped", detail="tweet markup") for tag in tags)
        if tags:
            line.text = _TWEET_TAG.sub("", line.text).strip()
            if line.text.strip(" .") == "":
                if line.text:
                    line.drop("tweet markup")
                    lines.append(line)
                continue
        lines.append(line)
    page.lines = lines
