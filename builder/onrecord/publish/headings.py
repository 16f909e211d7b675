"""The headings of a page, as the site's Markdown engine has them, with their anchors and the page's contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import markdown
from markdown.extensions.toc import nest_toc_tokens

from onrecord.publish.pieces import QUIET, STAND_IN, UnknownError

_MANY = 5_000
"""Headings that are kept at most: those that many pages have."""

_PLAIN = re.compile(rf"(#{{1,6}} )(?! )({QUIET})(?<! )((?: \{{:[^{{}}]*\}})?)\Z")
_WORD = STAND_IN.format(0)
_OTHER = "Two words"
_BETWEEN = re.compile(r"(?<=</h[1-6]>)\n(?=<h[1-6])")


class _Heading(NamedTuple):
    """A heading's HTML, and its entry in the contents."""

    html: str
    entry: Mapping[str, Any]


class Headings:
    """The headings of pages, each rendered alone where no other has its anchor."""

    def __init__(self, engine: markdown.Markdown) -> None:
        self._engine: Any = engine  # with what `toc` puts there
        self._toc: Any = engine.treeprocessors["toc"]
        self._kept: dict[str, _Heading] = {}
        self._forms: dict[tuple[str, str], _Heading | None] = {}

    def render(self, lines: Sequence[str], text: str) -> tuple[list[str], list[Any]]:
        """The HTML of a page's headings, by their lines, and its contents as the engine's `toc` tells them.

        Args:
            lines: the headings' lines, in order.
            text: the page.

        Raises:
            UnknownError: something else in the page has a heading's anchor, or the engine does not keep them apart.
        """
        found = [self._kept.get(line) or self._by_form(line) or self._alone(line) for line in lines]
        alone = [heading for heading in found if heading]
        anchors = {heading.entry["id"] for heading in alone}
        if len(anchors) == len(lines):
            html = [heading.html for heading in alone]
            entries: list[Any] = [dict(heading.entry) for heading in alone]
            contents = nest_toc_tokens(entries)
        else:
            html, contents = self._together(lines)
            anchors = set(_anchors(contents))
        if any(_taken(anchor, text, lines) for anchor in anchors):
            raise UnknownError
        return html, contents

    def _by_form(self, line: str) -> _Heading | None:
        """A heading of nothing but words; None if it has more, or its anchor is not made of them alone."""
        plain = _PLAIN.match(line)
        if not plain:
            return None
        marks, words, told = plain.groups()
        if (marks, told) not in self._forms:
            form = self._form(f"{marks}{_WORD}{told}")
            if form and self._filled(form, _OTHER) != self._once(f"{marks}{_OTHER}{told}"):
                form = None  # what looks like the anchor is something else
            self._forms[marks, told] = form
        form = self._forms[marks, told]
        return self._filled(form, words) if form and " ".join(words.split()) == words else None

    def _filled(self, form: _Heading, words: str) -> _Heading | None:
        """A form with words; None if they make no anchor."""
        anchor = self._toc.slugify(words, self._toc.sep)
        if not anchor:
            return None
        id_ = form.entry["id"].format(words, anchor)
        return _Heading(form.html.format(words, anchor), {**form.entry, "id": id_, "name": words, "html": words})

    def _form(self, line: str) -> _Heading | None:
        """What becomes of a heading, as a format of its words and of their anchor."""
        slug, alone = self._toc.slugify(_WORD, self._toc.sep), self._once(line)
        if not alone or slug in ("", _WORD) or {alone.entry["name"], alone.entry["html"]} != {_WORD}:
            return None
        either = "|".join(map(re.escape, sorted((slug, _WORD), key=len, reverse=True)))  # one may hold the other
        html, id_ = (
            re.sub(
                either, lambda found: "{1}" if found[0] == slug else "{0}", one.replace("{", "{{").replace("}", "}}")
            )
            for one in (alone.html, alone.entry["id"])
        )
        return _Heading(html, {**alone.entry, "id": id_})

    def _once(self, line: str) -> _Heading | None:
        """A heading rendered for itself, and not kept."""
        found = self._alone(line)
        self._kept.pop(line, None)
        return found

    def _alone(self, line: str) -> _Heading | None:
        """A heading rendered for itself, and kept; None where it is not in the contents."""
        self._engine.reset()
        html, entries = self._engine.convert(line), self._engine.toc_tokens
        if len(entries) != 1 or len(_BETWEEN.split(html)) != 1:
            return None
        if len(self._kept) >= _MANY:
            self._kept.clear()
        self._kept[line] = _Heading(html, {key: told for key, told in entries[0].items() if key != "children"})
        return self._kept[line]

    def _together(self, lines: Sequence[str]) -> tuple[list[str], list[Any]]:
        """Headings of which several would have one anchor."""
        self._engine.reset()
        html = _BETWEEN.split(self._engine.convert("\n\n".join(lines))) if lines else []
        if len(html) != len(lines):
            raise UnknownError
        return html, self._engine.toc_tokens if lines else []


def _anchors(contents: Iterable[Mapping[str, Any]]) -> list[str]:
    """The anchors of headings and of those below."""
    return [anchor for entry in contents for anchor in (entry["id"], *_anchors(entry["children"]))]


def _taken(anchor: str, text: str, lines: Sequence[str]) -> bool:
    """Whether something in the page but a heading has an anchor."""
    told = (f'id="{anchor}"', f"#{anchor} ", f"#{anchor}}}")
    return any(text.count(one) > sum(line.count(one) for line in lines) for one in told)
