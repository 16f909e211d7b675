"""Markdown rendered by its shape: what differs from page to page in its words only is rendered once.

`[Ann Lee](../speakers/ann-lee.md) · said` becomes what any other link with a word after it becomes. So the site's own
engine renders each such shape once, with stand-ins for the words, and these are filled in wherever the shape comes
again. Nothing here knows what Markdown becomes. What is known is where a page can be cut, and which characters say
nothing to the engine (`pieces`); a page that has anything else is left to whoever asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple

import markdown
from markdown.serializers import RE_AMP

from onrecord.publish.headings import Headings
from onrecord.publish.pieces import LINE, STAND_IN, Piece, Shape, UnknownError, cut, shaped, valued

_KNOWN = frozenset({"admonition", "attr_list", "fenced_code", "md_in_html", "tables", "toc"})
_NEEDED = frozenset({"attr_list", "md_in_html", "toc"})

_MANY = 20_000
"""Shapes that are kept at most, and lines that open boxes."""

_STOOD_IN = re.compile(STAND_IN.format(r"(\d+)"))
_IN_TAG = re.compile(rf"<[^<>]*{_STOOD_IN.pattern}")
_LED = re.compile(rf'href="{_STOOD_IN.pattern}"')


class _Form(NamedTuple):
    """What the engine makes of a shape, as a format of the words, and which of them are where links lead."""

    html: str
    links: tuple[int, ...]


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
        self._boxes: dict[str, tuple[str, str]] = {}

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
        headings, contents = self._headings.render([one.text for one in pieces if one.kind == "heading"], text)
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
        shape = shaped(text)
        form = self._forms.get((inside, shape.text)) or self._form(shape, inside=inside)
        words = shape.words
        for number in form.links:
            words[number] = RE_AMP.sub("&amp;", lead(words[number]))  # as any attribute
        return form.html.format(*words)

    def _form(self, shape: Shape, *, inside: bool) -> _Form:
        """What a shape becomes, kept."""
        text = _stood_in(shape.text)
        html = self._made(f"<div markdown>\n\n{text}\n\n</div>" if inside else text)
        if "<pre" in html:
            raise UnknownError  # code, in which no character stands for another
        if {*map(int, _STOOD_IN.findall(html))} != {*range(len(shape.words))}:
            raise UnknownError  # marks that the engine trips over have cost a word a letter
        if inside:
            if not (html.startswith("<div>\n") and html.endswith("\n</div>")):
                raise UnknownError
            html = html[6:-7]
        elif LINE.match(shape.text):
            html += "\n"
        led = sorted(set(map(int, _LED.findall(html))))
        if led != shape.links or len(_LED.findall(html)) != sum(html.count(STAND_IN.format(one)) for one in led):
            raise UnknownError  # what looks like a link is none, or the other way round
        if not shape.told.issuperset(map(int, _IN_TAG.findall(html))):
            raise UnknownError  # words have become an attribute
        form = _Form(_format(html), tuple(led))
        if len(self._forms) >= _MANY:
            self._forms.clear()
        self._forms[inside, shape.text] = form
        return form

    def _box(self, line: str) -> tuple[str, str]:
        """The HTML of a line that opens a box, and of the one that closes it."""
        shape, values = valued(line)
        opens, closes = self._boxes.get(shape) or self._box_form(shape, len(values))
        return opens.format(*values), closes

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


def _stood_in(shape: str) -> str:
    """A shape with stand-ins for its words."""
    number = count()
    return re.sub("\0", lambda _: STAND_IN.format(next(number)), shape)


def _format(html: str) -> str:
    """HTML with stand-ins, as a format of the words."""
    return _STOOD_IN.sub(r"{\1}", html.replace("{", "{{").replace("}", "}}"))
