"""Quotation marks: which stretches of a text stand in marks.

Marks are read by the way they lean (“ opens, ” closes) and by the space around them (straight, two-apostrophe and
wrongly curled ones). A stretch never runs over its paragraph, unless the next paragraph opens with a mark again: then
it is one quotation. Only the outermost marks count. One pass, constant look-ahead: linear in the text's length.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_DOUBLE = re.compile(r"'{2,3}|``|’’|‘‘|[“”„‟\"«»＂]")
_SINGLE = re.compile(r"[‘’'`](?:(?![^\W_])|(?<![^\W_].))")  # between two letters it is always an apostrophe
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_OPENS = frozenset({"“", "„", "‟", "``", "‘‘", "«", "‘", "`"})
_CLOSES = frozenset({"”", "’’", "»"})
_BEFORE_OPEN = frozenset("([{—–-/…:")
_AFTER_CLOSE = frozenset(")]}—–-/….,;:?!*’'”\"")
_SENTENCE_END = frozenset(",.?!…")
MIN_SINGLE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in marks.

    Attributes:
        open: offset of the opening mark.
        start, end: the words inside, outer marks left out.
        close: offset after the closing mark (equal to `end` where it is missing).
    """

    open: int
    start: int
    end: int
    close: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark: where, how long, and what the space around it makes of it ("open", "close", "either" or "none")."""

    start: int
    end: int
    look: str


def marked(text: str, elision: re.Pattern[str]) -> tuple[Marked, ...]:
    """The stretches of `text` in double marks, or in single ones where the article uses those for quotations.

    What `elision` matches is an apostrophe with the word that it shortens.
    """
    double = tuple(_pair(text, _DOUBLE, elision))
    single = tuple(m for m in _pair(text, _SINGLE, elision) if _is_speech(text, m))
    return tuple(m for m in (single if len(single) > len(double) else double) if m.start < m.end)


def _is_speech(text: str, m: Marked) -> bool:
    """Single marks hold speech where the words end in punctuation inside the closed marks, or are many."""
    words = text[m.start : m.end].split()
    return m.close > m.end and bool(words) and (text[m.end - 1] in _SENTENCE_END or len(words) >= MIN_SINGLE_WORDS)


def _pair(text: str, pattern: re.Pattern[str], elision: re.Pattern[str]) -> Iterator[Marked]:
    """Pairs each opening mark with its closing one, paragraph by paragraph."""
    found = deque(pattern.finditer(text))
    opened: _Mark | None = None
    last = 0
    for start, end in _paragraphs(text) if found else ():
        marks: list[_Mark] = []
        while found and found[0].start() < end:
            marks += [m for m in (_look(text, found.popleft(), start, end, elision),) if m.look != "none"]
        if opened and marks and marks[0].start == start and marks[0].look != "close":
            marks = marks[1:]
        elif opened:
            yield _stretch(text, opened, last, last)
            opened = None
        closed, opened = _walk(marks, opened, text) if marks else ((), opened)
        yield from (_stretch(text, first, second.start, second.end) for first, second in closed)
        last = end
    if opened:
        yield _stretch(text, opened, last, last)


def _stretch(text: str, opened: _Mark, end: int, close: int) -> Marked:
    """Trims white space inside the marks."""
    start = opened.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Marked(opened.start, start, end, max(close, end) if close != end else end)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _PARAGRAPH.finditer(text):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _look(text: str, m: re.Match[str], start: int, end: int, elision: re.Pattern[str]) -> _Mark:
    """What the mark is by its shape and the space around it."""
    a, b, shape = m.start(), m.end(), m.group()
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    free_left = before.isspace() or before in _BEFORE_OPEN or before in _OPENS
    free_right = after.isspace() or after in _AFTER_CLOSE or after in _CLOSES
    if len(shape) == 1 and shape in "‘’'`":
        return _Mark(a, b, _single_look(text, a, after, free_left, free_right, elision))
    if shape == "'''":  # two apostrophes that are a mark, and one that is a mark inside it
        if free_right and not free_left:
            return _Mark(a + 1, b, "close")
        return _Mark(a, b - 1, "open" if free_left and not free_right else "none")
    if before.isdigit() and shape in {'"', "''", "”", "’’"} and not free_right:
        return _Mark(a, b, "none")
    if shape in _OPENS:
        return _Mark(a, b, "close" if free_right and not free_left else "open")
    if shape in _CLOSES:
        return _Mark(a, b, "open" if free_left and not free_right else "close")
    if free_left and not free_right:
        return _Mark(a, b, "open")
    if free_right and not free_left:
        return _Mark(a, b, "inch" if before.isdigit() else "close")
    return _Mark(a, b, "either")


def _single_look(text: str, at: int, after: str, free_left: bool, free_right: bool, elision: re.Pattern[str]) -> str:
    """A single mark opens after a space and closes before one; every other is an apostrophe."""
    if free_left and text[at] != "’" and elision.match(text, at + 1):
        return "open"
    if free_left and not free_right and not elision.match(text, at):
        return "open" if after.isalnum() or after in '[“"' else "none"
    if free_right and not free_left and text[at] != "‘":
        return "close"
    return "none"


def _walk(marks: Sequence[_Mark], opened: _Mark | None, text: str) -> tuple[list[tuple[_Mark, _Mark]], _Mark | None]:
    """The pairs closed in one paragraph, and the mark still open at its end; `opened` is the one open at its start."""
    pairs: list[tuple[_Mark, _Mark]] = []
    nested = 0
    for i, mark in enumerate(marks):
        coming = [m.look for m in marks[i + 1 : i + 3]]
        if opened is None:
            opened, nested = (mark, 0) if mark.look in {"open", "either"} else (None, 0)
        elif mark.look == "open":
            opened, nested = (opened, nested + 1) if _closes_twice(coming) else (mark, 0)
        elif coming[:1] == ["close"] and (mark.look == "inch" or _is_apostrophe(mark, text)):
            continue  # the mark that closes is still to come
        elif nested:
            nested -= 1
        else:
            pairs.append((opened, mark))
            opened = None
    return pairs, opened


def _closes_twice(coming: Sequence[str]) -> bool:
    """Whether the next two marks both close: then the mark before them opens a quotation within one."""
    return len(coming) > 1 and set(coming) <= {"close", "inch"}


def _is_apostrophe(mark: _Mark, text: str) -> bool:
    """A plural's: "the workers' union"."""
    single = mark.end - mark.start == 1 and text[mark.start] in "’'"
    return single and text[mark.start - 1] not in _SENTENCE_END
