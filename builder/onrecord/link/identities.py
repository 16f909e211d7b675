"""Which full names are one person's. Compares names of one surname, and names but for one wrong letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from onrecord.link import names
from onrecord.link.company import Company
from onrecord.link.names import Name
from onrecord.link.spellings import Spellings

_BESIDE = 2  # people whom few name, named with both: that outweighs what is said of them
_DOMINANT = 5  # so many times as often as all rivals, and a name without middle initial is taken for that person's

Identity = tuple[Name, ...]
"""The names of one person, sorted by their words."""


@dataclass(frozen=True, slots=True)
class Uses:
    """How an archive uses full names.

    Attributes:
        where: for each name, the articles that use it.
        roles: the telling words of the roles that they give it (`names.role_words`).
        hints: the beginnings of words that roles and descriptions give it.
        together: pairs of names that are two people's, because one article has both.
        company: what ties those articles together.
    """

    where: Mapping[Name, Collection[str]]
    roles: Mapping[Name, frozenset[str]]
    hints: Mapping[Name, frozenset[str]]
    together: Collection[frozenset[Name]]
    company: Company


def identities(uses: Uses, editors: Mapping[Name, int], not_same: Collection[frozenset[Name]]) -> dict[Name, Identity]:
    """The person each full name belongs to.

    Names are one person's if surname and suffix agree, the first names are the same or one is short for the other,
    the middle names do not contradict each other, and nobody else fits as well; also if all that tells them apart is
    a slip of one letter (`Spellings`). Other first names never join.

    Names of one entry of the editor are one person's, names of two entries never.

    Args:
        uses: how the archive uses them.
        editors: the editor's entry that has a name wherever it stands.
        not_same: pairs of names that are two people's by the editor's word.
    """
    editors = {name: number for name, number in editors.items() if name.is_full}
    blocks: dict[str, list[Name]] = {}
    for name in {**uses.where, **editors}:
        blocks.setdefault(name.surname, []).append(name)
    apart = {*uses.together, *not_same}
    givens = _givens(uses.where)
    borne = Counter(name.given for name in uses.where)
    found: dict[Name, Identity] = {}
    for block in blocks.values():
        groups = _Block(block, uses, editors, apart)
        groups.join_variants()
        groups.join_middles()
        groups.join_short_forms()
        groups.join_suffixes()
        groups.join_double_surnames(givens)
        groups.join_stray_words(borne)
        found.update(groups.identities())
    _join_entries(found, editors)
    _join_misspelt(found, uses, editors, apart)
    return found


def sort_key(name: Name) -> tuple[tuple[str, ...], str]:
    """Sorts names by their words."""
    return (name.tokens, name.suffix)


def _givens(uses: Iterable[Name]) -> frozenset[str]:
    """The first names of names with a middle: those cannot be the first half of a double surname."""
    return frozenset(name.given for name in uses if name.middles)


def _join_entries(found: dict[Name, Identity], editors: Mapping[Name, int]) -> None:
    """Make the names of each entry one person's, also where they are of several blocks (a married name)."""
    members: dict[int, set[Name]] = {}
    for name, number in editors.items():
        members.setdefault(number, set()).update(found[name])
    for own in members.values():
        identity = tuple(sorted(own, key=sort_key))
        found.update(dict.fromkeys(identity, identity))


def _join_misspelt(
    found: dict[Name, Identity], uses: Uses, editors: Mapping[Name, int], apart: Collection[frozenset[Name]]
) -> None:
    """Make names that are one name spelled wrong one person's, if no two names of theirs are two people's."""
    for wrong, right in Spellings(uses.where, uses.hints, uses.company).pairs():
        members = {*found[wrong], *found[right]}
        owners = {editors[name] for name in members if name in editors}
        one, other = found[wrong], found[right]
        if len(owners) <= 1 and not any(frozenset(pair) in apart for pair in product(one, other)):
            identity = tuple(sorted(members, key=sort_key))
            found.update(dict.fromkeys(identity, identity))


class _Block:
    """The full names of one surname, in groups that grow as names are found to be one person's."""

    def __init__(
        self,
        block: Iterable[Name],
        uses: Uses,
        editors: Mapping[Name, int],
        apart: Collection[frozenset[Name]],
    ) -> None:
        self.where, self.hints, self.company = uses.where, uses.hints, uses.company
        self.editors, self.apart = editors, apart
        self.names = sorted(block, key=lambda name: (-len(self.where.get(name, ())), sort_key(name)))
        self.group: dict[Name, list[Name]] = {name: [name] for name in self.names}
        by_editor: dict[int, Name] = {}
        for name in self.names:
            if name in editors:
                self._join(by_editor.setdefault(editors[name], name), name)

    def identities(self) -> dict[Name, Identity]:
        """Each name's person."""
        return {name: tuple(sorted(self.group[name], key=sort_key)) for name in self.names}

    def join_variants(self) -> None:
        """Join two spellings of one first name, "Hilary" and "Hillary", unless an article tells them apart."""
        for one, other in combinations(self.names, 2):
            alike = names.is_variant(one.given, other.given) and one.suffix == other.suffix
            if alike and not self._meet(one, other) and self._may_share_roles(one, other):
                self._join(one, other)

    def _meet(self, one: Name, other: Name) -> bool:
        """Whether one article has both names, as two people's."""
        return not set(self.where.get(one, ())).isdisjoint(self.where.get(other, ()))

    def join_middles(self) -> None:
        """Join "Ada B. Lane" and "Ada Beth Lane"; then "Ada Lane" with them, if they are one or nearly always meant."""
        for one, other in combinations([name for name in self.names if name.middles], 2):
            if one.given == other.given and one.suffix == other.suffix:
                self._join(one, other)
        for plain in [name for name in self.names if not name.middles]:
            fuller = [n for n in self.names if n.middles and n.given == plain.given and n.suffix == plain.suffix]
            best = self._one(fuller)
            if best:
                self._join(best, plain)

    def join_short_forms(self) -> None:
        """Join nicknames, then initials, with the only first name in the block that they may be short for."""
        for initials in (False, True):
            longs = {short: self._longs(short) for short in self.names if (len(short.given) == 1) is initials}
            for short, long in longs.items():
                rivals = {s.given for s, found in longs.items() if any(n in found for n in long)}
                if len(self._groups(long)) == 1 and rivals == {short.given} and self._may_share_roles(long[0], short):
                    self._join(long[0], short)

    def join_suffixes(self) -> None:
        """Join "Ada Lane" with "Ada Lane Jr." where the suffix is the rule or a middle name shows that both are one."""
        for plain in [name for name in self.names if not name.suffix]:
            suffixed = [n for n in self.names if n.suffix and n.given == plain.given]
            if len({n.suffix for n in suffixed}) != 1:
                continue
            alike = [n for n in suffixed if n.middles and n.middles == plain.middles]
            if alike or self._weight(suffixed) >= self._weight(self.group[plain]):
                self._join((alike or suffixed)[0], plain, across_suffixes=True)

    def join_double_surnames(self, givens: Collection[str]) -> None:
        """Join "Cole Lane", where Cole is nobody's first name, with the only "Ada Cole Lane"."""
        for short in self.names:
            long = [n for n in self.names if names.is_tail(short, n)]
            known = short.given in givens or names.is_given(short.given) or short in self.editors
            if long and not known and len(self._groups(long)) == 1:
                self._put_together(long[0], short)

    def join_stray_words(self, borne: Mapping[str, int]) -> None:
        """Join "Cellist Ada Lane", where that is nobody's first name, with "Ada Lane", who is named far more often."""
        for long in [name for name in self.names if name.middles]:
            short = [n for n in self.names if n.tokens == long.tokens[1:] and n.suffix == long.suffix]
            stray = borne[long.given] == 1 and not names.is_given(long.given) and len(long.given) > 1
            far = self._weight(short) >= _DOMINANT * self._weight([long])
            if short and stray and far and not self._are_apart(short[0], long):
                self._put_together(short[0], long)

    def _may_share_roles(self, one: Name, other: Name) -> bool:
        """Whether what is said of two groups leaves it open that they are one person.

        It is the same in a word, or nothing is said of one of them, or something ties their articles together.
        """
        own, others = (
            frozenset().union(*(self.hints.get(name, frozenset()) for name in self.group[found]))
            for found in (one, other)
        )
        if not own or not others or not own.isdisjoint(others):
            return True
        return self.company.shared(self._articles(one), self._articles(other), people=_BESIDE)

    def _articles(self, found: Name) -> set[str]:
        return set().union(*(self.where.get(name, ()) for name in self.group[found]))

    def _longs(self, short: Name) -> list[Name]:
        return [
            n
            for n in self.names
            if names.is_short_for(short.given, n.given) and n.suffix == short.suffix and self._may(n, short)
        ]

    def _one(self, found: Sequence[Name]) -> Name | None:
        """One of `found` if they are one person, or one person is named far more often than all others."""
        groups = sorted(self._groups(found), key=lambda group: (-self._weight(group), sort_key(group[0])))
        weights = [self._weight(group) for group in groups]
        if not groups or (len(groups) > 1 and weights[0] < _DOMINANT * sum(weights[1:])):
            return None
        return groups[0][0]

    def _groups(self, found: Iterable[Name]) -> list[list[Name]]:
        return list({id(self.group[name]): self.group[name] for name in found}.values())

    def _weight(self, found: Iterable[Name]) -> int:
        return sum(len(self.where.get(name, ())) for name in found)

    def _may(self, one: Name, other: Name, *, across_suffixes: bool = False) -> bool:
        """Whether every name of one group may be the person of the other group."""
        return all(self._agree(a, b, across_suffixes) for a, b in product(self.group[one], self.group[other]))

    def _agree(self, one: Name, other: Name, across_suffixes: bool) -> bool:
        if self._are_apart(one, other):
            return False
        return (across_suffixes or one.suffix == other.suffix) and names.middles_agree(one.middles, other.middles)

    def _are_apart(self, one: Name, other: Name) -> bool:
        """Whether the editor, or an article, knows two people by these names."""
        by_editor = one in self.editors and other in self.editors and self.editors[one] != self.editors[other]
        return by_editor or frozenset((one, other)) in self.apart

    def _join(self, one: Name, other: Name, *, across_suffixes: bool = False) -> None:
        """Make two groups one, if their names allow it."""
        by_editor = one in self.editors and self.editors.get(one) == self.editors.get(other)
        if by_editor or self._may(one, other, across_suffixes=across_suffixes):
            self._put_together(one, other)

    def _put_together(self, one: Name, other: Name) -> None:
        kept, given = self.group[one], self.group[other]
        if kept is given:
            return
        kept += given
        for name in given:
            self.group[name] = kept
