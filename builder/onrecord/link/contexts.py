"""What stands around a quotation: the sentence it is part of, and the occasion that its cue names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from onrecord import text
from onrecord.link import rules
from onrecord.model import Article, Quotation, Span

_AROUND = 8  # words before or after a quotation that, agreeing, show that one article copies the other
_NEAR = 120  # characters that surely hold them


def sentence(article: Article, quotation: Quotation) -> Span:
    """The sentence (or sentences) that a quotation stands in, its cue's with it, within its paragraphs."""
    content, cue = quotation.content, quotation.cue or quotation.content
    start, end = min(content.start, cue.start), max(content.end, cue.end)
    return Span(*text.sentences_around(article.text, start, end, (content.start - 1, content.end + 1)))


def passage(article: Article, quotation: Quotation, own: Span) -> Span:
    """A quotation's `own` sentence and, where the quotation opens it, the one before in its paragraph.

    That one tells what the words are about: "The ferry is late. “I am tired of it,” he said."
    """
    before = own.start
    while before and article.text[before - 1].isspace():
        before -= 1
    opens = not any(map(str.isalnum, article.text[own.start : quotation.content.start]))
    if not opens or not before or "\n\n" in article.text[before : own.start]:
        return own
    start, _ = text.sentences_around(article.text, before - 1, before, (own.start, own.end))
    return Span(start, own.end)


@cache
def _occasions() -> Mapping[str, str]:
    """For each word that names an occasion, the occasion."""
    found = {}
    for line in rules.lines("occasions.txt"):
        occasion, *words = line.split()
        found.update(dict.fromkeys(words, occasion))
    return found


def occasions(article: Article, quotation: Quotation, around: Span) -> frozenset[str]:
    """The occasions that the words of a quotation's sentence, its own left out, name: letter, speech, debate …"""
    before = article.text[around.start : quotation.content.start]
    after = article.text[quotation.content.end : around.end]
    named = text.words(f"{before} | {after}".replace("op-ed", "oped"))
    return frozenset(_occasions()[word] for word in named if word in _occasions())


def surroundings(article: Article, quotation: Quotation, words: str) -> list[str]:
    """The words of a quotation (normalised) with those before them, and with those after: who shares either copies."""
    start, end = quotation.content.start, quotation.content.end
    before = text.words(article.text[max(0, start - _NEAR) : start])[-_AROUND:]
    after = text.words(article.text[end : end + _NEAR])[:_AROUND]
    found = [f"{' '.join(before)} | {words} |"] if len(before) == _AROUND else []
    return found + ([f"| {words} | {' '.join(after)}"] if len(after) == _AROUND else [])
