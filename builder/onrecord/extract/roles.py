"""Titles and roles before a name: "Secretary of State", "Vermont Sen.", "campaign spokeswoman"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules

LONGEST = 16
"""Words of the longest run that is looked at as one name with its titles."""


def title_end(run: Sequence[str], rules: Rules) -> int:
    """The number of words of the run up to its last title; 0 where there is none before a name."""
    for n in range(len(run) - 1, 0, -1):
        word = run[n - 1]
        if word not in rules.honorifics and not _role_as_title(run, n, rules):
            continue
        if all(k in rules.suffixes for k in run[n:]):
            continue
        if word in rules.given_names and len(run) - n == 1 and n == 1:
            continue
        end = n
        if run[n] in {"of", "for"}:
            end = n + 1
            while end < len(run) and run[end] in rules.departments:
                end += 1
        return end if end < len(run) else 0
    return 0


def _role_as_title(run: Sequence[str], n: int, rules: Rules) -> bool:
    """`Engineer Paul Nakamura`: a role that opens a sentence or stands like a title before a full name."""
    if run[n - 1] not in rules.role_nouns or run[n - 1] in rules.given_names:
        return False
    return run[n] in rules.given_names or (n == 1 and len(run) - n > 1)


def role_start(tokens: Sequence[Token], i: int, rules: Rules) -> int:
    """The first token of the role in lower case printed before the run at `i` ("campaign spokeswoman"); `i` if none."""
    j = _noun_start(tokens, i, rules)
    if j == i:
        return j - 1 if j and tokens[j - 1].key in {"former", "then"} else j
    while j and i - j < LONGEST and tokens[j - 1].kind == "word" and _modifies(tokens[j - 1], rules):
        j -= 1
    return j


def _noun_start(tokens: Sequence[Token], i: int, rules: Rules) -> int:
    """The token where a role noun right before `i` begins ("secretary of state" is one); `i` where there is none."""
    j = i
    while j and i - j < LONGEST and not tokens[j - 1].capital and is_role(tokens[j - 1].key, rules):
        j -= 1
    if j == i and tokens[i - 1 : i] and tokens[i - 1].key in rules.departments - rules.articles:
        before = [t.key for t in tokens[max(0, i - 3) : i - 1]]
        if before[1:] == ["of"] and before[0] in rules.role_nouns:
            return i - len(before) - 1
    return j


def is_role(key: str, rules: Rules) -> bool:
    """Whether a word says what a person is, one or several."""
    return (key in rules.role_nouns or key.removesuffix("s") in rules.role_nouns) and key not in rules.determiners


def _modifies(token: Token, rules: Rules) -> bool:
    """A word that may stand inside a role: a known one, or a capitalised one (a place, a party, a body)."""
    known = token.key in rules.role_modifiers or token.key in rules.role_nouns
    return token.key not in rules.determiners - {"former", "senior", "top", "fellow"} and (
        known or (token.capital and token.key not in rules.openers)
    )


def after_calling(run: Sequence[str], rules: Rules) -> int:
    """1 where a word for what somebody is opens the run before a full name; else 0."""
    title, *name = run
    full = len(name) > 1 and name[0] in rules.given_names and title not in rules.given_names
    return int(full and title.endswith(tuple(rules.callings)))
