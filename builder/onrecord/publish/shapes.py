"""Markdown rendered by its shape: what differs from page to page in its words only is rendered once.

`[Ann Lee](../speakers/ann-lee.md) · said` becomes what any other link with a word after it becomes. So the site's own
engine renders each such shape once, with stand-ins for the words, and these are filled in wherever the shape comes
again. Nothing here knows what Markdown becomes. What is known is where a page can be cut, and which characters say
nothing to the engine (`pieces`); a page that has anything else is left to whoever asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import count
from typing import Any, NamedTuple

import markdown
from markdown.serializers import RE_AMP

from onrecord.publish.headings import Headings
from onrecord.publish.pieces import LINE, STAND_IN, Piece, UnknownError, cut, is_sound, shaped, valued

_KNOWN = frozenset({"admonition", "attr_list", "fenced_code", "md_in_html", "tables", "toc"})
_NEEDED = frozenset({"attr_list", "md_in_html", "toc"})

_MANY = 20_000
"""Shapes that are kept at most, and lines that open boxes."""

_STOOD_IN = re.compile(STAND_IN.format(r"(\d+)"))
_IN_TAG = re.compile(rf"<[^<>]*{_STOOD_IN.pattern}")
_LED = re.compile(rf'href="{_STOOD_IN.pattern}"')
_MARK = re.compile(r'(\]\()?(=")?\0')

_FEW = 4
"""Lines from which on a block is rendered line by line."""
_INNER = r"[^\[\]*]|\[[^\[\]*]*\]\(\0\)"
_CLOSED = re.compile(rf"(?= ·|[\0\[<*])(?:{_INNER}|\*\*(?:{_INNER})+\*\*)*+\Z")
"""A line of which nothing reaches into another: every mark that opens something closes it."""


_Key = tuple[bool, str, str]
"""What lines in a row have in common: whether they stand in a box, what each begins with, attributes below them."""


class _Form(NamedTuple):
    """What the engine makes of a shape, as a format of the words; how many these are, and where which links lead."""

    html: str
    words: int
    links: tuple[int, ...]

    def filled(self, words: list[str], lead: Callable[[str], str]) -> str:
        """The HTML with these words, of which the links are led where they lead from a page."""
        for number in self.links:
            words[number] = RE_AMP.sub("&amp;", lead(words[number]))  # as any attribute
        return self.html.format(*words)


class _Lines(NamedTuple):
    """What the engine makes of lines in a row: what stands before, between and after them, and each line's form.

    A line that cannot stand in any place alike has none.
    """

    before: str
    between: str
    after: str
    forms: dict[str, _Form | None]

    def around(self, made: Iterable[str]) -> str:
        """The HTML of lines, each made."""
        return f"{self.before}{self.between.join(made)}{self.after}"


def fit(extensions: Iterable[object]) -> bool:
    """Whether words are nothing but words to all of these extensions of Python-Markdown, as far as is known."""
    names = {str(name).removeprefix("markdown.extensions.") for name in extensions}
    return names >= _NEEDED and names <= _KNOWN


class Shapes:
    """The shapes of a site's pages, each rendered by its engine when it is first met."""

    def __init__(self, extensions: Sequence[str], settings: Mapping[str, Mapping[str, Any]]) -> None:
        self._engine: Any = markdown.Markdown(extensions=list(extensions), extension_configs=dict(settings))
        self._headings = Headings(self._engine)
        toc: Any = self._engine.treeprocessors["toc"]
        self._marker: str = toc.marker
        self._forms: dict[tuple[bool, str], _Form] = {}
        self._rows: dict[_Key, _Lines | None] = {}
        self._boxes: dict[str, tuple[str, str]] = {}
        self._opened: dict[str, tuple[str, str]] = {}

    def render(self, text: str, lead: Callable[[str], str]) -> tuple[str, list[Any]] | None:
        """A page's HTML and its headings, as the engine's `toc` tells them; None where that is not ours to say.

        Args:
            text: the page's Markdown.
            lead: the address that a link's target becomes.
        """
        if self._marker and self._marker in text:
            return None
        try:
            return self._rendered(cut(text), text, lead)
        except UnknownError:
            return None

    def _rendered(self, pieces: Sequence[Piece], text: str, lead: Callable[[str], str]) -> tuple[str, list[Any]]:
        headings, contents = self._headings.render([line for kind, line, _ in pieces if kind == "heading"], text)
        made: list[str] = []
        closing: list[str] = []
        heading = iter(headings)
        for kind, piece, deep in pieces:
            if kind == "block":
                made.append(self._block(piece, lead, inside=deep > 0))
            elif kind == "closing":
                made.append(closing.pop())
            elif kind == "heading":
                made.append(next(heading))
            elif kind == "raw":
                made.append(f"{piece}\n")  # as the engine has it, with the line's end
            else:
                opens, closes = self._box(piece)
                made.append(opens if kind == "opening" else opens + closes)
                closing += [closes] if kind == "opening" else []
        return "\n".join(made).strip(), contents

    def _block(self, text: str, lead: Callable[[str], str], *, inside: bool) -> str:
        """The HTML of one block."""
        shape, words = shaped(text)
        if shape.count("\n") >= _FEW - 1 and (made := self._row(shape, words, lead, inside=inside)) is not None:
            return made
        form = self._forms.get((inside, shape)) or self._shape(shape, inside=inside)
        return form.filled(words, lead)

    def _row(self, shape: str, words: list[str], lead: Callable[[str], str], *, inside: bool) -> str | None:
        """The HTML of a block of lines that do not depend on each other; None if they may."""
        lines = shape.split("\n")
        told = lines.pop() if lines[-1].startswith("{:") else ""
        bullet = "- " if lines[0].startswith("- ") else ""
        key: _Key = (inside, bullet, told)
        row = self._rows[key] if key in self._rows else self._lines(*key)
        if row is None:
            return None
        made: list[str] = []
        start = 0
        for line in lines:
            form = row.forms[line] if line in row.forms else self._line(line, key, row)
            if form is None:
                return None
            made.append(form.filled(words[start : start + form.words], lead))
            start += form.words
        return row.around(made)

    def _lines(self, inside: bool, bullet: str, told: str) -> _Lines | None:
        """What becomes of lines that begin so, with these attributes below them; kept. None if they are not alike."""
        row = None
        if "\0" not in told and is_sound(told):
            first, second, third = map(STAND_IN.format, range(3))
            html = self._together((first, second, third), (inside, bullet, told))
            before, _, rest = html.partition(first)
            between, _, rest = rest.partition(second)
            again, _, after = rest.partition(third)
            if between and between == again:
                row = _Lines(before, between, after, {})
        self._rows[inside, bullet, told] = row
        return row

    def _line(self, shape: str, key: _Key, row: _Lines) -> _Form | None:
        """What becomes of a line, be it first, last or between others; kept. None if that is not the same."""
        bullet, form = key[1], None
        if shape.startswith(bullet) and _CLOSED.match(shape[len(bullet) :]) and is_sound(shape):
            with suppress(UnknownError):
                html = self._alike(_stood_in(shape[len(bullet) :]), shape.count("\0"), key, row)
                form = _form(shape, html) if html else None
        if len(row.forms) >= _MANY:
            row.forms.clear()
        row.forms[shape] = form
        return form

    def _alike(self, line: str, words: int, key: _Key, row: _Lines) -> str | None:
        """What the engine makes of a line with so many stand-ins, wherever it stands; None if that is not the same."""
        one, two = STAND_IN.format(words), STAND_IN.format(words + 1)
        made = self._together((one, line, two), key)
        start, end = f"{row.before}{one}{row.between}", f"{row.between}{two}{row.after}"
        html = made[len(start) : len(made) - len(end)]
        places = (
            ((line, one, two), (html, one, two)),
            ((one, line, two), (one, html, two)),
            ((one, two, line), (one, two, html)),
        )
        same = all(self._together(lines, key) == row.around(parts) for lines, parts in places)
        return html if same else None

    def _together(self, lines: Sequence[str], key: _Key) -> str:
        """What the engine makes of lines in a row."""
        inside, bullet, told = key
        text = "\n".join(f"{bullet}{line}" for line in lines)
        return self._whole(f"{text}\n{told}" if told else text, inside=inside)

    def _shape(self, shape: str, *, inside: bool) -> _Form:
        """What becomes of a shape, kept."""
        if not is_sound(shape):
            raise UnknownError
        html = self._whole(_stood_in(shape), inside=inside)
        form = _form(shape, f"{html}\n" if LINE.match(shape) and not inside else html)
        if len(self._forms) >= _MANY:
            self._forms.clear()
        self._forms[inside, shape] = form
        return form

    def _whole(self, text: str, *, inside: bool) -> str:
        """What the engine makes of a text, in a box or not."""
        html = self._made(f"<div markdown>\n\n{text}\n\n</div>" if inside else text)
        if "<pre" in html:
            raise UnknownError  # code, in which no character stands for another
        if not inside:
            return html
        if not (html.startswith("<div>\n") and html.endswith("\n</div>")):
            raise UnknownError
        return html[6:-7]

    def _box(self, line: str) -> tuple[str, str]:
        """The HTML of a line that opens a box, and of the one that closes it; kept for those that come often."""
        if found := self._opened.get(line):
            return found
        shape, values = valued(line)
        opens, closes = self._boxes.get(shape) or self._box_form(shape, len(values))
        if len(self._opened) >= _MANY:
            self._opened.clear()
        found = self._opened[line] = opens.format(*values), closes
        return found

    def _box_form(self, shape: str, values: int) -> tuple[str, str]:
        """What becomes of such lines, the first as a format of its attributes' values, kept."""
        word = STAND_IN.format(values)
        tag = shape[1:].partition(" ")[0]
        html = self._made(f"{_stood_in(shape)}\n\n{word}\n\n</{tag}>")
        opens, found, closes = html.partition(f"\n<p>{word}</p>\n")
        if not found:
            raise UnknownError
        if len(self._boxes) >= _MANY:
            self._boxes.clear()
        self._boxes[shape] = _format(opens), closes
        return self._boxes[shape]

    def _made(self, text: str) -> str:
        """What the engine makes of a piece, which may hold no headings: these are told page by page."""
        self._engine.reset()
        html: str = self._engine.convert(text)
        if self._engine.toc_tokens:
            raise UnknownError
        return html


def _form(shape: str, html: str) -> _Form:
    """The form of a shape of which this HTML was made, with stand-ins.

    Raises:
        UnknownError: it is not sure that other words would come out likewise.
    """
    marks = list(_MARK.finditer(shape))
    links = [number for number, mark in enumerate(marks) if mark[1]]
    told = {number for number, mark in enumerate(marks) if mark[1] or mark[2]}
    if {*map(int, _STOOD_IN.findall(html))} != {*range(len(marks))}:
        raise UnknownError  # marks that the engine trips over have cost a word a letter
    led = sorted(set(map(int, _LED.findall(html))))
    if led != links or len(_LED.findall(html)) != sum(html.count(STAND_IN.format(one)) for one in led):
        raise UnknownError  # what looks like a link is none, or the other way round
    if not told.issuperset(map(int, _IN_TAG.findall(html))):
        raise UnknownError  # words have become an attribute
    return _Form(_format(html), len(marks), tuple(led))


def _stood_in(shape: str) -> str:
    """A shape with stand-ins for its words."""
    number = count()
    return re.sub("\0", lambda _: STAND_IN.format(next(number)), shape)


def _format(html: str) -> str:
    """HTML with stand-ins, as a format of the words."""
    return _STOOD_IN.sub(r"{\1}", html.replace("{", "{{").replace("}", "}}"))
