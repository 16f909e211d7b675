"""What stands around a quotation: the sentence it is part of, and the occasion that its cue names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache

from onrecord import text
from onrecord.link import rules
from onrecord.model import Article, Quotation, Record, Span

_AROUND = 8  # words before or after a quotation that, agreeing, show that one article copies the other
_SENTENCE = 300  # characters of a long sentence
_NEAR = 120  # characters that surely hold them


def spoken(record: Record) -> list[list[str]]:
    """The words of each quotation, folded."""
    body = record.article.text
    return [text.words(quotation.content.of(body)) for quotation in record.quotations]


def sentence(article: Article, quotation: Quotation) -> Span:
    """The sentence (or sentences) that a quotation stands in, its cue's with it, within its paragraphs."""
    content, cue = quotation.content, quotation.cue or quotation.content
    start, end = min(content.start, cue.start), max(content.end, cue.end)
    return Span(*text.sentences_around(article.text, start, end, (content.start - 1, content.end + 1)))


def passage(article: Article, quotation: Quotation) -> Span:
    """A quotation's own sentence and, where the quotation opens it, the one before in its paragraph.

    That one tells what the words are about: "The ferry is late. “I am tired of it,” he said."
    """
    own = sentence(article, quotation)
    before = own.start
    while before and article.text[before - 1].isspace():
        before -= 1
    opens = not any(map(str.isalnum, article.text[own.start : quotation.content.start]))
    if not opens or not before or "\n\n" in article.text[before : own.start]:
        return own
    start, _ = text.sentences_around(article.text, before - 1, before, (own.start, own.end))
    return Span(start, own.end)


@cache
def _occasions() -> Mapping[str, int]:
    """For each word that names an occasion, the bit of that occasion."""
    found = {}
    for number, line in enumerate(rules.lines("occasions.txt")):
        found.update(dict.fromkeys(line.split()[1:], 1 << number))
    return found


def occasions(named: Iterable[str]) -> int:
    """The occasions that words around a quotation name, letter, speech, debate …: a bit for each."""
    known, found = _occasions(), 0
    for word in named:
        found |= known.get(word, 0)
    return found


def surroundings(article: Article, quotation: Quotation, words: str) -> list[str]:
    """The `words` of a quotation, normalised, with those before, and with those after: who shares either copies."""
    start, end = quotation.content.start, quotation.content.end
    before = text.words(article.text[max(0, start - _NEAR) : start])[-_AROUND:]
    after = text.words(article.text[end : end + _NEAR])[:_AROUND]
    found = [f"{' '.join(before)} | {words} |"] if len(before) == _AROUND else []
    return found + ([f"| {words} | {' '.join(after)}"] if len(after) == _AROUND else [])


_DAYS_OF_WEEK = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues", "wednesday wed", "thursday thurs", "friday fri", "saturday sat", "sunday sun")
    )
    for name in names.split()
}
_YEAR, _DIGITS = re.compile(r"(?:19|20)\d\d"), 4


def outside(article: Article, quotation: Quotation, around: Span) -> list[str]:
    """The words of a quotation's sentence, folded, its own left out."""
    before = article.text[around.start : quotation.content.start]
    after = article.text[quotation.content.end : around.end]
    return text.words(f"{before} | {after}".replace("op-ed", "oped"))


def said_on(words: Sequence[str], day: int | None) -> int | None:
    """The day of an utterance by the one weekday that its sentence names, as a day number: the last one up to `day`."""
    named = {_DAYS_OF_WEEK[word] for word in words if word in _DAYS_OF_WEEK}
    if day is None or len(named) != 1:
        return None
    return day - (date.fromordinal(day).weekday() - named.pop()) % 7


def leading(article: Article, quotation: Quotation, paragraph: int) -> list[str]:
    """The words before a quotation in its paragraph, which begins at `paragraph`, folded: so many as a sentence has."""
    start = quotation.content.start
    return text.words(article.text[max(paragraph, start - _SENTENCE) : start])


def looks_back(words: Sequence[str]) -> bool:
    """Whether the words around a quotation tell of a time before its article: "had", "last month", a year."""
    if not rules.words("lookback.txt").isdisjoint(words):
        return True
    return any(len(word) == _DIGITS and _YEAR.fullmatch(word) for word in words)
