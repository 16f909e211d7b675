"""Nicknames printed inside a name: `Robert “Bobby” Kell`, `Margaret (Peg) Dorsey`, `Thomas ‘Tip’ Garrow`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.marks import Marked
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules, key

WORDS = 3
"""Words of the longest nickname."""
OPENING = {"(": ")", "[": "]", '"': '"', "“": "”", "‘": "’", "'": "'", "`": "'"}
_BEFORE = re.compile(r"([^\W\d_][\w.’'-]*)[ \xa0]$")
_INSIDE = re.compile(r"(?:the )?[^\W\d_][\w.’'-]*(?: [^\W\d_][\w.’'-]*){0,2}$", re.I)
_AFTER = re.compile(r"[ \xa0]([^\W\d_][\w.’'-]+)")
_NEAR = 40


def is_nickname(text: str, m: Marked, rules: Rules) -> bool:
    """Whether a stretch in marks stands between a given name and a family name, capitalised as they are."""
    inside = text[m.start : m.end]
    if not inside[:1].isupper() or len(inside) > _NEAR or not _INSIDE.match(inside):
        return False
    before = _BEFORE.search(text[max(0, m.open - _NEAR) : m.open])
    after = _AFTER.match(text, m.close)
    if not before or not after or not (before[1][0].isupper() and after[1][0].isupper()):
        return False
    last = key(after[1])
    return key(before[1]) in rules.given_names and last not in rules.body_words and last not in rules.openers


def after_nickname(tokens: Sequence[Token], i: int, j: int, rules: Rules) -> int:
    """The number of the token after the nickname that begins with the sign at `j`, in a name from `i`; else `j`."""
    closing = OPENING.get(tokens[j].key)
    before = tokens[j - 1].key
    if not closing or not (before in rules.given_names or (j > i + 1 and len(before.rstrip(".")) == 1)):
        return j
    for k in range(j + 2, min(j + 2 + WORDS, len(tokens) - 1)):
        if tokens[k].key == closing:
            named = tokens[k + 1].kind == "word" and tokens[k + 1].capital and all(t.capital for t in tokens[j + 1 : k])
            return k + 1 if named else j
    return j
