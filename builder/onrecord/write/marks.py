"""The article's text as Markdown: paragraphs, with each quotation marked and anchored."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from markupsafe import Markup

from onrecord import text as texts
from onrecord.model import Rendering, Rights, Span
from onrecord.write import escape

_BREAK = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text to show: its Markdown, the quotations that begin in it, whether words before it are cut."""

    words: Markup
    begins: tuple[Rendering, ...]
    gap: bool = False


def paragraphs(text: str, renderings: Sequence[Rendering], rights: Rights) -> Iterator[Paragraph]:
    """What may be shown of `text`, paragraph by paragraph.

    "full" shows all; "excerpt" the first paragraph and each sentence with a quotation; "quotations" those sentences
    alone; "metadata" nothing.
    """
    if rights == "metadata":
        return
    ordered = sorted(renderings, key=lambda r: (r.quotation.content.start, -r.quotation.content.end, r.id))
    anchored: set[str] = set()
    waiting, open_ones = list(reversed(ordered)), list[Rendering]()
    shown_to = 0
    for span in _shown(text, ordered, rights):
        while waiting and waiting[-1].quotation.content.start < span.end:
            open_ones.append(waiting.pop())
        open_ones = [r for r in open_ones if r.quotation.content.end > span.start]
        begins = tuple(r for r in open_ones if r.id not in anchored)
        gap = bool(text[shown_to : span.start].strip())
        shown_to = span.end
        words = _marked(text, span, open_ones, anchored) if open_ones else escape.block(span.of(text))
        yield Paragraph(words, begins, gap)


def _shown(text: str, renderings: Sequence[Rendering], rights: Rights) -> list[Span]:
    breaks = [0, *(at for found in _BREAK.finditer(text) for at in found.span()), len(text)]
    whole = [Span(a, b) for a, b in zip(breaks[::2], breaks[1::2], strict=True) if text[a:b].strip()]
    if rights == "full":
        return whole
    shown: list[Span] = whole[:1] if rights == "excerpt" else []
    ends = [paragraph.end for paragraph in whole]
    for content in (rendering.quotation.content for rendering in renderings):
        for paragraph in islice(whole, bisect_right(ends, content.start), None):
            if paragraph.start >= content.end:
                break
            inside = Span(max(content.start, paragraph.start), min(content.end, paragraph.end))
            shown.append(sentences_around(text, inside))
    return _merged(text, shown)


def sentences_around(text: str, content: Span) -> Span:
    """The sentences that a quotation touches, within the paragraphs it is in; its marks belong to it."""
    return Span(*texts.sentences_around(text, content.start, content.end, (content.start - 1, content.end + 1)))


def _merged(text: str, spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and (span.start <= merged[-1].end or _neighbours(text, merged[-1].end, span.start)):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _neighbours(text: str, end: int, start: int) -> bool:
    """Whether nothing but space within a paragraph is between two places."""
    between = text[end:start]
    return not between.strip() and "\n\n" not in between


def _marked(text: str, span: Span, renderings: Sequence[Rendering], anchored: set[str]) -> Markup:
    """The Markdown of `span`, each quotation in a `<mark>`; marks that overlap are closed and opened again.

    `renderings` come in the order of the text.
    """
    contents = [r.quotation.content for r in renderings]
    cuts = sorted(
        {span.start, span.end} | {at for c in contents for at in (c.start, c.end) if span.start < at < span.end}
    )
    out, open_marks = [], list[Rendering]()
    waiting, wanted = deque(renderings), list[Rendering]()
    for start, end in pairwise(cuts):
        wanted = [r for r in wanted if r.quotation.content.end >= end]
        while waiting and waiting[0].quotation.content.start <= start:
            if waiting[0].quotation.content.end >= end:
                wanted.append(waiting[0])
            waiting.popleft()
        same = 0
        while same < min(len(wanted), len(open_marks)) and wanted[same] is open_marks[same]:
            same += 1
        out.append("</mark>" * (len(open_marks) - same))
        out.extend(_opening(r, anchored) for r in wanted[same:])
        open_marks = wanted
        out.append(escape.block(text[start:end]) if start == span.start else escape.inline(text[start:end]))
    out.append("</mark>" * len(open_marks))
    return Markup("".join(out))  # noqa: S704  # every piece of text was escaped


def _opening(rendering: Rendering, anchored: set[str]) -> str:
    kind = "or-q" + (" or-reported" if rendering.reported else "") + ("" if rendering.speakers else " or-unnamed")
    if rendering.id in anchored:
        return f'<mark class="{kind} q-{escape.attribute(rendering.id)}">'
    anchored.add(rendering.id)
    return f'<mark class="{kind}" id="q-{escape.attribute(rendering.id)}">'
