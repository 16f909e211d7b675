"""Words and marks of an article, sentence by sentence, each quotation being one token.

A sentence is a list of tokens; what stands inside marks is no part of the sentence around it (but is looked through
for names). Later steps replace runs of tokens by one that stands for a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord import text as texts
from onrecord.extract.marks import Marked
from onrecord.extract.vocabulary import Rules, key


@dataclass(slots=True)
class Token:
    """One word, sign, name or quotation.

    Attributes:
        kind: "word", "sign", "quote" (a stretch in marks) or "name" (a person's name, title included).
        key: the word as the lists have it; "" for quotations and names.
        owner: it stands after an owner ("'s").
        index: of the quotation (kind "quote") or the naming (kind "name") it stands for; else -1.
    """

    kind: Literal["word", "sign", "quote", "name"]
    start: int
    end: int
    key: str
    index: int = -1
    capital: bool = False
    owner: bool = False


@dataclass(slots=True)
class Sentence:
    """One sentence: its tokens, its place in the article, and the number of its paragraph."""

    start: int
    end: int
    paragraph: int
    tokens: list[Token]


def tokens(text: str, start: int, end: int, rules: Rules) -> list[Token]:
    """The words and signs of `text[start:end]`.

    None goes over white space, and most of what stands between two spaces comes again and again, with its signs: it is
    taken apart once. (At the end of the stretch it is another thing: there, a stop after a letter is no initial's.)
    """
    stretch = text[start:end]
    pieces, spaced = stretch.split(), stretch[-1:].isspace()
    known, ending = _known(rules.syntax.token.pattern, rules.syntax.owners)
    found, at = list[Token](), start
    parts = [*map(known.__getitem__, pieces[:-1]), *map((known if spaced else ending).__getitem__, pieces[-1:])]
    for piece, inside in zip(pieces, parts, strict=True):
        at = text.index(piece, at)
        for kind, first, last, word_key, capital, owner in inside:
            token: Token = _blank(Token)  # to set its fields takes half as long as to hand them on
            token.kind, token.start, token.end, token.key = kind, at + first, at + last, word_key
            token.index, token.capital, token.owner = -1, capital, owner
            found.append(token)
        at += len(piece)
    return found


_Kind = Literal["word", "sign"]
_Part = tuple[_Kind, int, int, str, bool, bool]
"""A word or sign of a piece of text: its kind, from where to where, its key, whether it has a capital or is an owner's
mark."""
_blank = object.__new__


class _Known(dict[str, tuple[_Part, ...]]):
    """The words and signs of pieces of text without white space, before what comes `after` them.

    They are remembered: most come again. The first character of a token tells its kind.
    """

    def __init__(self, token: re.Pattern[str], owners: frozenset[str], after: str) -> None:
        super().__init__()
        self._token, self._owners, self._after = token, owners, after

    def __missing__(self, piece: str) -> tuple[_Part, ...]:
        if len(self) >= MOST:
            self.clear()
        found = tuple(self._part(*match.span(), match.group()) for match in self._token.finditer(piece + self._after))
        if len(piece) <= LONG:
            self[piece] = found
        return found

    def _part(self, start: int, end: int, word: str) -> _Part:
        first, word_key = word[0], key(word)
        kind: _Kind = "word" if first.isalnum() or len(word) > 1 else "sign"
        return kind, start, end, word_key, first.isupper(), word_key in self._owners


MOST = 1 << 16
"""Pieces that are remembered at once."""
LONG = 40
"""Characters of the longest that is remembered."""


@lru_cache(maxsize=4)
def _known(token: str, owners: frozenset[str]) -> tuple[_Known, _Known]:
    """What is known of pieces before white space, and of those at an end."""
    return _Known(re.compile(token), owners, " "), _Known(re.compile(token), owners, "")


def sentences(text: str, stretches: Sequence[Marked], rules: Rules) -> list[Sentence]:
    """The sentences of an article, with each of the `stretches` as one token."""
    spans = _joined(text, texts.sentences(text, [(m.open, m.close) for m in stretches]), rules)
    out: list[Sentence] = []
    nth = paragraph = 0
    last = 0
    for start, end in spans:
        paragraph += "\n" in text[last:start] and "\n\n" in text[last:start].replace(" ", "") if out else 0
        inside: list[Token] = []
        at = start
        while nth < len(stretches) and stretches[nth].open < end:
            m = stretches[nth]
            inside.extend(tokens(text, at, m.open, rules))
            inside.append(Token("quote", m.open, m.close, "", nth))
            at = m.close
            nth += 1
        inside.extend(tokens(text, at, max(at, end), rules))
        out.extend(_cut(start, max(end, at), paragraph, inside))
        last = max(end, at)
    return out


def _cut(start: int, end: int, paragraph: int, inside: list[Token]) -> Iterator[Sentence]:
    """One sentence, or several where it has no end: so that no step looks at more than `LONGEST` tokens at once."""
    for first in range(0, max(1, len(inside)), LONGEST):
        part = inside[first : first + LONGEST]
        last = first + LONGEST >= len(inside)
        yield Sentence(part[0].start if first else start, end if last else part[-1].end, paragraph, part)


LONGEST = 250
"""Tokens of the longest sentence."""
_CLOSING = frozenset("?!.,…—–")


def _joined(text: str, spans: Sequence[tuple[int, int]], rules: Rules) -> list[tuple[int, int]]:
    """Joins `"…?"` with the `X said` that follows: a question's own mark ends no sentence there."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and _goes_on(text, out[-1][1], start, end, rules):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def _without_insertion(words: list[str]) -> list[str]:
    """The first words of a sentence without what stands between two commas or in brackets ("Reyes, D-Ohio, said")."""
    for opening, closing in (("(", ")"), (",", ",")):
        if opening in words and closing in words[words.index(opening) + 1 :]:
            first = words.index(opening)
            words = words[:first] + words[words.index(closing, first + 1) + 1 :]
    return words


def _goes_on(text: str, before: int, start: int, end: int, rules: Rules) -> bool:
    """Whether the sentence at `start` is the attribution of the quotation that ends at `before`."""
    last = text[max(0, before - 4) : before].rstrip("\"”’'")
    if len(last) == min(4, before) or "\n" in text[before:start] or last[-1:] not in _CLOSING:
        return False
    words = _without_insertion(re.findall(r"[\w.’'-]+|\S", text[start : min(end, start + 120)])[:16])
    keys = [key(w.rstrip(".")) for w in words]
    for i in range(1, len(words)):
        cue = rules.cues.get(" ".join(keys[i : i + 2])) or rules.cues.get(keys[i])
        if cue and not words[i][0].isupper():
            whole = len(text[start:end].split()) <= i + 2
            speaks = cue.group in {"speech", "address"} or (whole and cue.group == "judgement")
            return speaks and cue.form == "finite" and (last[-1] != "." or whole)
        if not words[i][0].isupper() and keys[i] not in rules.particles and keys[i] not in rules.adverbs:
            return False
    return False
