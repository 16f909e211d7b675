"""Names that may be misspellings of each other, and whether they are.

A misspelling is one letter left out, put in, or wrong, or two letters swapped. Names that differ so are looked up,
never compared with all others: each is filed under what is left of it when a letter is taken out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, takewhile
from typing import TYPE_CHECKING

from onrecord.link import names
from onrecord.link.columns import hashed
from onrecord.link.names import Name

if TYPE_CHECKING:
    from onrecord.link.census import Facts
    from onrecord.link.company import Company

_LONG = 5  # letters of a surname in which one may be wrong
_GIVEN = 3  # letters of a first name, likewise
_BOTH = 2  # bearers of a part of a name: the two that are compared, and nobody else
_DISTINCT = 6  # letters of a surname that is hardly ever another's when one is wrong and the first name uncommon


def _begin_alike(one: str, other: str) -> int:
    """With how many letters two words begin alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ in one letter, or in the order of two, their first letters being the same."""
    at = _begin_alike(one, other)
    left, right = one[at:], other[at:]
    if not at or one == other:
        return False
    swapped = left[:2] == right[1::-1] and left[2:] == right[2:]
    return left[1:] == right[1:] or left[1:] == right or left == right[1:] or swapped


@dataclass(frozen=True, slots=True)
class Known:
    """What an archive knows of some names: all that is asked to tell which are one person's.

    Attributes:
        where: the articles that use each, by their places.
        hints: the beginnings of words that roles and descriptions give it.
        facts: how common its parts are.
        company: what ties the articles together.
    """

    where: Mapping[Name, Collection[int]]
    hints: Mapping[Name, frozenset[str]]
    facts: Mapping[Name, Facts]
    company: Company


class Spellings:
    """Tells whether two full names are one name, once spelled wrong."""

    def __init__(self, known: Known) -> None:
        """Of some names."""
        self.where, self.hints, self.facts, self.company = known.where, known.hints, known.facts, known.company

    def ordered(self, one: Name, other: Name) -> tuple[Name, Name] | None:
        """The two, the likelier spelling second, if they are one name; else None."""
        wrong, right = sorted((one, other), key=lambda name: (len(self.where[name]), self._is_borne(name), name.tokens))
        return (wrong, right) if self._is_one(wrong, right) else None

    def _is_borne(self, name: Name) -> int:
        """How many people of the archive bear its two parts: of a misspelling, only this one."""
        return self.facts[name].givens + self.facts[name].surnames

    def _is_one(self, wrong: Name, right: Name) -> bool:
        if wrong.suffix != right.suffix or not names.middles_agree(wrong.middles, right.middles):
            return False
        if not set(self.where[wrong]).isdisjoint(self.where[right]):
            return False  # an article that has both knows them apart
        return (
            self._surname_is_wrong(wrong, right) if wrong.given == right.given else self._given_is_wrong(wrong, right)
        )

    def _surname_is_wrong(self, wrong: Name, right: Name) -> bool:
        """One is nobody else's surname, and roles or company agree; or the first name says enough."""
        if self.facts[wrong].givens != 1:
            return False
        if self._alike(wrong, right) or (self._open(wrong, right) and self._together(wrong, right)):
            return True
        uncommon = not names.is_given(wrong.given) and self.facts[wrong].surnames == _BOTH
        long = min(len(wrong.surname), len(right.surname)) >= _DISTINCT
        return uncommon and long and self._open(wrong, right) and len(self.where[wrong]) == 1

    def _given_is_wrong(self, wrong: Name, right: Name) -> bool:
        """One is nobody's first name but here, and what is said agrees, or nobody else has the surname."""
        if names.is_given(wrong.given) or self.facts[wrong].surnames != 1:
            return False
        if _ends_apart(wrong.given, right.given):
            return False  # Eric and Erica, Mario and Maria
        if self._alike(wrong, right):
            return True
        alone = self.facts[wrong].givens == _BOTH
        return alone and self._open(wrong, right) and len(self.where[wrong]) == 1

    def _alike(self, one: Name, other: Name) -> bool:
        """A word that tells of one tells of the other."""
        return not self._hints(one).isdisjoint(self._hints(other))

    def _open(self, one: Name, other: Name) -> bool:
        """Nothing is known of one of them that could tell them apart."""
        return not self._hints(one) or not self._hints(other)

    def _together(self, one: Name, other: Name) -> bool:
        return self.company.shared(self.where[one], self.where[other])

    def _hints(self, name: Name) -> frozenset[str]:
        return self.hints.get(name, frozenset())


def _ends_apart(one: str, other: str) -> bool:
    """Whether two first names differ in how they end: these are two names oftener than one spelled wrong."""
    at = _begin_alike(one, other)
    return max(len(one), len(other)) - at <= 1


def given_slips(block: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """The pairs of names of one surname whose first names differ by a slip."""
    alike: dict[str, list[Name]] = {}
    for name in block:
        for left in shortened(name.given) if len(name.given) >= _GIVEN else ():
            alike.setdefault(left, []).append(name)
    found = (frozenset(pair) for alike_ in alike.values() for pair in combinations(alike_, 2))
    for one, other in map(sorted_pair, set(found)):
        if is_slip(one.given, other.given):
            yield one, other


def sorted_pair(pair: Iterable[Name]) -> tuple[Name, Name]:
    """Two names, in the order of their words."""
    one, other = sorted(pair, key=lambda name: (name.tokens, name.suffix, name.given))
    return one, other


def filed(name: Name) -> list[int]:
    """What a name is filed under, as numbers: the first name with the surname, whole and with each letter taken out."""
    if len(name.surname) < _LONG:
        return []
    return sorted(hashed(f"{name.given}\0{left}") for left in shortened(name.surname))


def shortened(word: str) -> set[str]:
    """The word, whole and with each letter taken out."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
