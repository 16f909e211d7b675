"""Quotations that the editor adds: words that stand in an article, and that extraction missed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord import text
from onrecord.link import ids
from onrecord.link.quoted import Quoted
from onrecord.link.targets import shown, sought
from onrecord.model import Article, Correction, Kind, Problem, Quotation, Span

EDITOR = "editor"
"""The rule that decided, where the editor did."""

_SINGLE, _DOUBLE = "'‘’‚‛", '"“”„‟«»'
_OPENING, _CLOSING = '"“„«‘\'', '"”“»’\''  # fmt: skip
_STOPS = ".,;:!?…"
_REACH = 80  # characters beside the words that are looked at for `prefix` and `suffix`, besides theirs
_CONTEXT = 24  # characters beside the words that a message shows
_CANDIDATES = 3


def place(correction: Correction, article: Article) -> Span | Problem:
    """Where the words of an addition stand in its article, or why that cannot be told.

    Letter for letter, but for white space, the form of quotation marks, and marks around the whole.
    """
    quote = correction.quote.strip(_SINGLE + _DOUBLE + " ")
    found = [span for span in _occurrences(quote, article.text) if _between(correction, article.text, span)]
    if len(found) == 1:
        return found[0]
    if not found:
        said = f"the article {article.id} has no such words: {sought(correction)}."
        return Problem(correction.where, "link", said, _hint(quote, article.text))
    where = "; ".join(f"“{_around(article.text, span)}”" for span in found[:_CANDIDATES])
    said = f"the article {article.id} has {shown(quote)} {len(found)} times: {where}."
    return Problem(correction.where, "link", said, "Say with 'prefix' or 'suffix' which is meant.")


def added(
    correction: Correction, article: Article, date: str | None, content: Span, beside: Sequence[Quoted]
) -> Quoted:
    """The quotation that an addition makes.

    Args:
        correction: of action "add".
        article: that it stands in.
        date: of the article.
        content: its place.
        beside: the article's other quotations; they keep their ids.
    """
    first, *others = correction.speakers or (None,)
    kind = correction.kind or _kind(article.text, content)
    quotation = Quotation(
        article.id, content, kind, EDITOR, first, confidence="certain", others=tuple(filter(None, others))
    )
    words = content.of(article.text)
    known = [(quoted.normal, quoted.reported) for quoted in beside]
    *_, id_ = ids.rendering_ids(article.id, [*known, (text.normalise(words), quotation.reported)])
    return Quoted(id_, quotation, words, date)


def _occurrences(quote: str, whole: str) -> list[Span]:
    """Where `quote` stands in `whole`, as words: not inside longer ones."""
    if not quote:
        return []
    pattern = r"(?<!\w)" if quote[0].isalnum() else ""
    for token in re.findall(r"\s+|.", quote, re.DOTALL):
        marks = next((kind for kind in (_SINGLE, _DOUBLE) if token in kind), "")
        pattern += r"\s+" if token.isspace() else f"[{marks}]" if marks else re.escape(token)
    pattern += r"(?!\w)" if quote[-1].isalnum() else ""
    return [Span(*match.span()) for match in re.finditer(pattern, whole)]


def _between(correction: Correction, whole: str, span: Span) -> bool:
    """Whether the words before and after a place are those that the correction gives."""
    prefix, suffix = text.normalise(correction.prefix), text.normalise(correction.suffix)
    before = text.normalise(whole[max(0, span.start - _REACH - 2 * len(prefix)) : span.start])
    after = text.normalise(whole[span.end : span.end + _REACH + 2 * len(suffix)])
    return f" {before}".endswith(f" {prefix}" if prefix else "") and f"{after} ".startswith(
        f"{suffix} " if suffix else ""
    )


def _kind(whole: str, content: Span) -> Kind:
    """How it is given: in marks as a sentence, as a fragment, or without marks."""
    before, after = whole[: content.start].rstrip(), whole[content.end :].lstrip(_STOPS)
    if not before.endswith(tuple(_OPENING)) or not after.startswith(tuple(_CLOSING)):
        return "indirect"
    return "direct" if content.of(whole)[:1].isupper() else "partial"


def _hint(quote: str, whole: str) -> str:
    """The sentence of the article that has most of the words, if it has half of them."""
    wanted = set(text.words(quote))
    best = max(
        (whole[start:end] for start, end in text.sentences(whole)),
        key=lambda sentence: len(wanted.intersection(text.words(sentence))),
        default="",
    )
    if 2 * len(wanted.intersection(text.words(best))) < len(wanted) or not wanted:
        return "Copy the words from the article's page: they have to be all there, in one paragraph."
    return f"Nearest: {shown(best)}. Copy the words from there, letter for letter."


def _around(whole: str, span: Span) -> str:
    return " ".join(whole[max(0, span.start - _CONTEXT) : span.end + _CONTEXT].split())
