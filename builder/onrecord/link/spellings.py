"""Names that may be misspellings of each other, and whether they are.

A misspelling is one letter left out, put in, or wrong, or two letters swapped. Names that differ so are looked up,
never compared with all others: each is filed under what is left of it when a letter is taken out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations, takewhile

from onrecord.link import names
from onrecord.link.company import Company
from onrecord.link.names import Name

_LONG = 5  # letters of a surname in which one may be wrong
_GIVEN = 3  # letters of a first name, likewise
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


class Spellings:
    """Tells which full names of an archive are one name, once spelled wrong."""

    def __init__(
        self, where: Mapping[Name, Collection[str]], hints: Mapping[Name, frozenset[str]], company: Company
    ) -> None:
        """Take stock of names: the articles that use each, what they tell of it, and the company it keeps."""
        self.where, self.hints, self.company = where, hints, company
        self.surnames_of: dict[str, set[str]] = {}
        self.givens_of: dict[str, set[str]] = {}
        for name in where:
            self.surnames_of.setdefault(name.given, set()).add(name.surname)
            self.givens_of.setdefault(name.surname, set()).add(name.given)

    def pairs(self) -> list[tuple[Name, Name]]:
        """The names that are one, the likelier spelling second, sorted. A name that may be two others' is neither's."""
        found = [pair for pair in map(self._ordered, set(_near(self.where))) if self._is_one(*pair)]
        fits = Counter(wrong for wrong, _ in found)
        return sorted((pair for pair in found if fits[pair[0]] == 1), key=lambda pair: [name.tokens for name in pair])

    def _ordered(self, pair: frozenset[Name]) -> tuple[Name, Name]:
        """The rarer spelling first."""
        one, other = sorted(pair, key=lambda name: (len(self.where[name]), self._is_borne(name), name.tokens))
        return one, other

    def _is_borne(self, name: Name) -> int:
        """How many people of the archive bear its two parts: of a misspelling, only this one."""
        return len(self.givens_of[name.surname]) + len(self.surnames_of[name.given])

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
        if self.givens_of[wrong.surname] != {wrong.given}:
            return False
        if self._alike(wrong, right) or (self._open(wrong, right) and self._together(wrong, right)):
            return True
        uncommon = not names.is_given(wrong.given) and self.surnames_of[wrong.given] == {wrong.surname, right.surname}
        long = min(len(wrong.surname), len(right.surname)) >= _DISTINCT
        return uncommon and long and self._open(wrong, right) and len(self.where[wrong]) == 1

    def _given_is_wrong(self, wrong: Name, right: Name) -> bool:
        """One is nobody's first name but here, and what is said agrees, or nobody else has the surname."""
        if names.is_given(wrong.given) or self.surnames_of[wrong.given] != {wrong.surname}:
            return False
        if _ends_apart(wrong.given, right.given):
            return False  # Eric and Erica, Mario and Maria
        if self._alike(wrong, right):
            return True
        alone = self.givens_of[wrong.surname] == {wrong.given, right.given}
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


def _near(where: Iterable[Name]) -> Iterator[frozenset[Name]]:
    """The pairs of names that differ by a slip in the surname or in the first name."""
    alike: dict[tuple[str, str, str], list[Name]] = {}
    for name in where:
        for key in _keys(name):
            alike.setdefault(key, []).append(name)
    for found in alike.values():
        for one, other in combinations(found, 2):
            slips = is_slip(one.surname, other.surname), is_slip(one.given, other.given)
            if sorted(slips) == [False, True] and (one.surname == other.surname or one.given == other.given):
                yield frozenset((one, other))


def _keys(name: Name) -> Iterator[tuple[str, str, str]]:
    """What a name is filed under: one part as it is, the other whole and with each letter taken out."""
    if len(name.surname) >= _LONG:
        yield from (("surname", name.given, left) for left in _shortened(name.surname))
    if len(name.given) >= _GIVEN:
        yield from (("given", name.surname, left) for left in _shortened(name.given))


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
