"""Pages cut into pieces that an engine renders each by itself, and blocks told by their shape.

A shape is a block with stand-ins for what says nothing to the engine: words, addresses, values of attributes.
"""

from __future__ import annotations

import re
from typing import NamedTuple

STAND_IN = "Qx7q{}z"
"""Stands in for the words with this number: a word itself, and no other that is ever met."""

_FAR = re.compile(r"Qx7q|```|~~~|!!!|\[TOC\]|\]:|<[!?]|[\t\r\f\v\x00-\x03\x1c-\x1f\x85\u2028\u2029\\`]")
"""What may reach beyond its block, is no line to all, or is a stand-in's mark."""

_BOX = "article|aside|details|div|footer|header|nav|section"
_OPENING = re.compile(rf'<({_BOX})(?: (?!markdown)[a-z-]+(?:="[^"<>&]*")?)* markdown>\Z')
_CLOSING = re.compile(rf"</({_BOX})>\Z")
_RAW = re.compile(r'<(figure|dl|div)(?: [a-zA-Z-]+="[^"<>]*")*>\Z')
_SPAN = "a|abbr|b|bdi|bdo|cite|circle|code|del|em|g|i|ins|kbd|line|mark|path|rect|s|small|span|strong|sub|sup|svg|time"
LINE = re.compile(rf'<(div|summary)(?: (?!markdown)[a-z-]+="[^"<>]*")*>(?:[^<>]|</?(?:{_SPAN})(?: [^<>]*)?/?>)*</\1>\Z')
_HEADING = re.compile(r"#{1,6} [^\n\[<]*(?:<small>[^\n\[<]*</small>)?[^\n\[<]*\Z")
_GOES_ON = re.compile(r" |>|[-+*] |\d+\.")
"""What opens a block that the engine may join to the one before it."""

QUIET = r"[^\x00-\x1f\x7f<>&#|~^=$@`*\[\](){}!\\_\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
"""Characters that mean nothing between two letters: neither marks of Markdown nor white space, but for the space."""

_VALUE = re.compile(r"=\"((?:[^\W_]|[ ./:;,#%()'’~+·–—-])+)\"")


def _tokens(tags: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<words>(?!(?<![^\s>])\d+\.(?: |$))[^\W_]{QUIET}(?:&\#\d+;{QUIET})*(?<=[^\W_]))"
        r"|(?P<link>\]\((?P<to>[\w./:#%~,;?=+&$!@-]+)\))"
        rf"|(?P<tag></?(?:{tags})(?: [a-zA-Z:-]+(?:=\"[^\"<>\[\]{{}}]*\")?)*/?>)"
        r"|(?P<told>\{:(?: (?:[.#][\w-]+|[\w-]+=\"[^\"<>\[\]{}]*\"))+ ?\})"
        r"|(?P<sign>\d+|&\#\d+;|&[a-z]+;|!(?!\[)|[^&\\`\]{}<!])"
    )


_TOKENS, _TOKENS_OF_LINE = _tokens(_SPAN), _tokens(f"{_SPAN}|div|summary")


class UnknownError(Exception):
    """A page is not written as ours are."""


class Piece(NamedTuple):
    """A piece of a page, and how many boxes it stands in.

    Its kind: "opening" or "closing", a line that opens or closes a box; "empty", one that opens a box with nothing in
    it; "heading"; "raw", HTML that is as it shall be; "block", whatever else stands between blank lines.
    """

    kind: str
    text: str
    deep: int


class Shape(NamedTuple):
    r"""A block with "\0" for each of its words: runs of them, links' targets, attributes' values.

    `links` are the numbers of the targets, `told` those of whatever becomes an attribute.
    """

    text: str
    words: list[str]
    links: list[int]
    told: set[int]


def cut(text: str) -> list[Piece]:
    """The pieces of a page.

    Raises:
        UnknownError: it cannot be told where they end.
    """
    if _FAR.search(text):
        raise UnknownError
    cutter = _Cutter()
    for line in text.split("\n"):
        cutter.take(line)
    return cutter.done()


class _Cutter:
    """Cuts a page, line by line."""

    def __init__(self) -> None:
        self._parts: list[Piece] = []
        self._open: list[str] = []
        self._lines: list[str] = []
        self._raw = ""
        self._below = False

    def take(self, line: str) -> None:
        """Take the next line."""
        below, self._below = self._below, False
        if self._raw:
            self._lines.append(line)
            if line.endswith(self._raw):
                self._end_raw()
        elif not line:
            self._end_block()
        elif line.isspace():
            raise UnknownError  # nothing, or code
        elif below or (self._lines and not self._open and LINE.match(self._lines[0])):
            raise UnknownError  # what stands right below raw HTML is set apart in another way
        elif line[0] == "<":
            self._take_tag(line)
        else:
            self._lines.append(line)

    def done(self) -> list[Piece]:
        """The pieces, now that all lines are taken."""
        self._end_block()
        if self._open or self._raw:
            raise UnknownError
        return self._parts

    def _take_tag(self, line: str) -> None:
        if opening := _OPENING.match(line):
            self._end_block()
            self._add("opening", line)
            self._open.append(opening[1])
        elif closing := _CLOSING.match(line):
            self._end_block()
            if not self._open or self._open.pop() != closing[1]:
                raise UnknownError
            if self._parts[-1].kind == "opening":
                self._parts[-1] = self._parts[-1]._replace(kind="empty")
            else:
                self._add("closing", line)
        elif self._open and not self._lines and LINE.match(line):
            self._add("block", line)
        elif not self._open and not self._lines and (raw := _RAW.match(line)):
            self._lines.append(line)
            self._raw = f"</{raw[1]}>"
        else:
            self._lines.append(line)

    def _end_raw(self) -> None:
        """Keep raw HTML as it is; the engine looks for where it ends only, by its first tag."""
        text, tag = "\n".join(self._lines), self._raw[2:-1]
        if text.count(self._raw) != 1 or text.count(f"<{tag}") != 1 or "markdown" in text:
            raise UnknownError
        self._add("raw", text)
        self._lines, self._raw, self._below = [], "", True

    def _end_block(self) -> None:
        if not self._lines:
            return
        text, last = "\n".join(self._lines), self._parts[-1] if self._parts else None
        self._lines = []
        if _HEADING.match(text):
            self._add("heading", text)
        elif last and _GOES_ON.match(text) and last.kind in ("block", "heading") and not LINE.match(last.text):
            if last.kind == "heading":
                raise UnknownError
            self._parts[-1] = last._replace(text=f"{last.text}\n\n{text}")
        else:
            self._add("block", text)

    def _add(self, kind: str, text: str) -> None:
        self._parts.append(Piece(kind, text, len(self._open)))


def shaped(text: str) -> Shape:
    """A block's shape.

    Raises:
        UnknownError: it has a mark that may make something else of the words beside it.
    """
    shape: list[str] = []
    words: list[str] = []
    links: list[int] = []
    told: list[int] = []
    end = 0
    for found in (_TOKENS_OF_LINE if LINE.match(text) else _TOKENS).finditer(text):
        if found.start() != end:
            break
        kind, token, end = found.lastgroup, found[0], found.end()
        if kind == "words":
            words.append(token)
            shape.append("\0")
        elif kind == "link":
            links.append(len(words))
            words.append(found["to"])
            shape.append("](\0)")
        else:
            token, values = (token, []) if kind == "sign" else valued(token)
            told += range(len(words), len(words) + len(values))
            words += values
            shape.append(token)
    if end != len(text):
        raise UnknownError
    return Shape("".join(shape), words, links, {*told, *links})


def valued(tag: str) -> tuple[str, list[str]]:
    r"""A tag, or a list of attributes, with "\0" for their values; these."""
    rest = _VALUE.split(tag)
    return '="\0"'.join(rest[::2]), rest[1::2]
