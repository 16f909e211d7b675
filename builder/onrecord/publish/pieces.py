"""Pages cut into pieces that an engine renders each by itself, and blocks told by their shape.

A shape is a block with marks for what says nothing to the engine: words, addresses, values of attributes.
"""

from __future__ import annotations

import re

STAND_IN = "Qx7q{}z"
"""Stands in for the words with this number: a word itself, and no other that is ever met."""

_FAR = ("Qx7q", "~~~", "[TOC]", "]:", "<!", "<?")
_FAR_LINES = re.compile(r"\n(?:[ >*+\d.-]*!!!|[^\S\n]+(?:\n|\Z))")
_FAR_SIGNS = re.compile(r"[\t\r\f\v\x00-\x03\x1c-\x1f\x85\u2028\u2029\\`]")
"""What may reach beyond its block, is no line to all, or is a stand-in's mark."""

_BOX = "article|aside|details|div|footer|header|nav|section"
_OPENING = re.compile(rf'<({_BOX})(?: (?!markdown)[a-z-]+(?:="[^"<>&]*")?)* markdown>\Z')
_CLOSING = re.compile(rf"</({_BOX})>\Z")
_RAW = re.compile(r'<(figure|dl|div)(?: [a-zA-Z-]+="[^"<>]*")*>\Z')
_SPAN = "a|abbr|b|bdi|bdo|cite|circle|code|del|em|g|i|ins|kbd|line|mark|path|rect|s|small|span|strong|sub|sup|svg|time"
_WITHIN = rf'(?: (?!markdown)[a-z-]+="[^"<>]*")*>(?:[^<>]|</?(?:{_SPAN})(?: [^<>]*)?/?>)*'
_LINE = rf"(?:<div{_WITHIN}</div>|<summary{_WITHIN}</summary>)"
LINE = re.compile(rf"{_LINE}(?:\n{_LINE})*\Z")
"""HTML on a line of its own, or several such lines."""
_HEADING = re.compile(r"#{1,6} [^\n\[<]*(?:<small>[^\n\[<]*</small>)?[^\n\[<]*\Z")
_GOES_ON = re.compile(r" |>|[-+*] |\d+\.")
"""What opens a block that the engine may join to the one before it, if that is one that goes on."""
_MAY_GO_ON = re.compile(r"(?m)^ *(?:>|[-+*] |\d+\.)|^    ")

QUIET = r"[^\x00-\x1f\x7f<>&#|~^=$@`*\[\](){}!\\_\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*"
"""Characters that mean nothing between two letters: neither marks of Markdown nor white space, but for the space."""

_VALUE = r"(?! )(?:[^\W_]|[ ./:;,#%()'’~+·–—=-])+"
_VALUES = re.compile(rf'="({_VALUE})"')
_TARGET = r"[\w./:#%~,;?=+&$!@-]+"
_ENTITY = r"&(?:\#\d+|[a-z]+);"
_LETTER = r"[^\x00-\x1f\x7f\x85\u2028\u2029<>&#|~^=$@`*\[\]{}\\_]"
_WORDS = (
    r"(?<![^\s>\[)*+-])(?!\d+\.(?:\s|$))"  # where words may begin, and no number of a list's
    rf"(?>(?:(?![\s)+-]){_LETTER}|{_ENTITY}){_LETTER}*(?:{_ENTITY}{_LETTER}*)*(?<!\s))"
    r"(?![^<>{}\[\]\n]*[>}])(?!(?<=!)\[)"  # not in a tag or a list of attributes; no mark of a picture
)
_DIFFERS = re.compile(rf'((?<=\]\(){_TARGET}(?=\))|(?<=="){_VALUE}(?=")|{_WORDS})')
"""What differs from page to page: targets of links, values of attributes, words."""


def _sound(tags: str) -> re.Pattern[str]:
    return re.compile(
        r"(?:[^&\\`\]{}<!_]|\]\(\0\)|!(?!\[)"
        rf"|</?(?:{tags})(?: [a-zA-Z:-]+(?:=\"[^\"<>\[\]{{}}]*\")?)*/?>"
        r"|\{:(?: (?:[.#][\w-]+|[\w-]+=\"[^\"<>\[\]{}]*\"))+ ?\})*+\Z"
    )


_SOUND, _SOUND_LINE = _sound(_SPAN), _sound(f"{_SPAN}|div|summary")


class UnknownError(Exception):
    """A page is not written as ours are."""


Piece = tuple[str, str, int]
"""A piece of a page: its kind, its text, and how many boxes it stands in.

Its kind: "opening" or "closing", a line that opens or closes a box; "empty", one that opens a box with nothing in it;
"heading"; "raw", HTML that is as it shall be; "block", whatever else stands between blank lines.
"""


def cut(text: str) -> list[Piece]:
    """The pieces of a page.

    Raises:
        UnknownError: it cannot be told where they end.
    """
    if any(mark in text for mark in _FAR) or _FAR_SIGNS.search(text) or _FAR_LINES.search(f"\n{text}"):
        raise UnknownError
    cutter = _Cutter()
    for part in text.split("\n\n"):
        cutter.take(part)
    return cutter.done()


class _Cutter:
    """Cuts a page, line by line."""

    def __init__(self) -> None:
        self._parts: list[Piece] = []
        self._open: list[str] = []
        self._lines: list[str] = []
        self._raw = ""
        self._below = False

    def take(self, part: str) -> None:
        """Take the next part: what stands before two line ends."""
        if not self._raw and part[:1] not in "<\n" and "\n<" not in part and part[-1] != "\n":
            self._lines.append(part)
        else:
            for line in part.split("\n"):
                self._take_line(line)
        self._take_line("")

    def _take_line(self, line: str) -> None:
        below, self._below = self._below, False
        if self._raw:
            self._lines.append(line)
            if line.endswith(self._raw):
                self._end_raw()
        elif not line:
            self._end_block()
        elif below or (self._lines and not self._open and LINE.match(self._lines[0]) and not LINE.match(line)):
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
            if self._parts[-1][0] == "opening":
                self._parts[-1] = ("empty", *self._parts[-1][1:])
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
        text = "\n".join(self._lines)
        self._lines = []
        if text[0] == "#" and _HEADING.match(text):
            self._add("heading", text)
            return
        if self._parts and _GOES_ON.match(text):
            kind, last, deep = self._parts[-1]
            if kind == "heading":
                raise UnknownError
            if kind == "block" and _MAY_GO_ON.search(last):
                self._parts[-1] = (kind, f"{last}\n\n{text}", deep)
                return
        self._add("block", text)

    def _add(self, kind: str, text: str) -> None:
        self._parts.append((kind, text, len(self._open)))


def shaped(text: str) -> tuple[str, list[str]]:
    r"""A block's shape, with "\0" for whatever differs from page to page, and what that is."""
    parts = _DIFFERS.split(text)
    return "\0".join(parts[::2]), parts[1::2]


def is_sound(shape: str) -> bool:
    """Whether a shape has no mark that may make something else of what is beside it."""
    return bool((_SOUND_LINE if LINE.match(shape) else _SOUND).match(shape))


def valued(tag: str) -> tuple[str, list[str]]:
    r"""A tag with "\0" for its attributes' values; these."""
    rest = _VALUES.split(tag)
    return '="\0"'.join(rest[::2]), rest[1::2]
