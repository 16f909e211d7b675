"""Words, signs and links as numbers that trees can split on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import get_args

from onrecord.extract.pointers import PointerKind
from onrecord.extract.speakers import Verdict
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules

ABSENT = -9.0
"""Stands for what is not there."""
OTHER = -1.0
"""Stands for what a model did not know when it was trained."""
KINDS: tuple[str, ...] = get_args(PointerKind)
GROUPS = ("speech", "address", "judgement", "thought", "saying")
RELATIONS = ("subject", "inverted", "apposition", "relative", "shared", "agent", "opening", "blamed", "owned")
_NAME, _QUOTE, _COMMA, _COLON, _SIGN, _CUE = 1.0, 2.0, 3.0, 4.0, 5.0, 6.0
_DETERMINER, _OWNER, _PREPOSITION, _RELATIVE, _SCARE, _LIGHT, _AND, _AUXILIARY, _CAPITAL = map(float, range(7, 16))


def code(words: Sequence[str], word: str) -> float:
    """The place of a word in a list, or OTHER."""
    return float(words.index(word)) if word in words else OTHER


@dataclass(frozen=True, slots=True)
class Codes:
    """What a model calls things: kept with it, so that later words do not change what it learned.

    Attributes:
        rules, endings: names of rules and of their endings, by number.
        lemmas: how often the subject of a cue before the marks was the speaker, by the cue's plain form.
    """

    rules: tuple[str, ...]
    endings: tuple[str, ...]
    lemmas: Mapping[str, float] = field(default_factory=dict)

    def verdict(self, verdict: Verdict | None) -> tuple[float, float]:
        """A rule and its ending."""
        if verdict is None:
            return ABSENT, ABSENT
        rule, _, ending = verdict.rule.partition("-")
        return code(self.rules, rule), code(self.endings, ending)


class Sorts:
    """What sort of word each token is; remembered, since most come again."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._known: dict[tuple[str, bool], float] = {}

    def __call__(self, token: Token | None) -> float:
        """The sort of a token, ABSENT for none."""
        if token is None:
            return ABSENT
        if token.kind == "name":
            return _NAME
        if token.kind == "quote":
            return _QUOTE
        word = (token.key, token.capital)
        if word not in self._known:
            self._known[word] = self._sort(token)
        return self._known[word]

    def _sort(self, token: Token) -> float:
        rules, key = self._rules, token.key
        if key in {"'s", "'"}:
            return _OWNER
        if token.kind == "sign":
            return {",": _COMMA, ":": _COLON}.get(key, _SIGN)
        if cue := rules.cues.get(key):
            return _CUE + code(GROUPS, cue.group) / 10
        lists = (
            (rules.determiners, _DETERMINER),
            (rules.prepositions, _PREPOSITION),
            (rules.relatives, _RELATIVE),
            (rules.scare, _SCARE),
            (rules.light_verbs, _LIGHT),
            (rules.conjunctions, _AND),
            (rules.auxiliaries, _AUXILIARY),
        )
        return next((number for words, number in lists if key in words), _CAPITAL if token.capital else 0.0)
