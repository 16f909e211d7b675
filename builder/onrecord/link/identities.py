"""Which full names are one person's. Compares names of one surname, and names but for one wrong letter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

import numpy as np

from onrecord.link import names
from onrecord.link.census import MANY, Census
from onrecord.link.columns import Groups, Places, packed, summed
from onrecord.link.memo import Memo
from onrecord.link.names import Name
from onrecord.link.spellings import Known, Spellings, given_slips, is_slip

_BESIDE = 2  # people whom few name, named with both: that outweighs what is said of them
_DOMINANT = 5  # so many times as often as all rivals, and a name without middle initial is taken for that person's

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Word:
    """What the editor says of full names.

    Attributes:
        owners: the entry that has a name wherever it stands.
        apart: pairs of names that are two people's.
    """

    owners: Mapping[Name, int] = field(default_factory=dict)
    apart: Collection[frozenset[Name]] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """What the names of one surname are. All places are those in the block, names by their numbers.

    Attributes:
        groups: for each name the place of the first one of the same person; empty where all are different people.
        slips: pairs that are one name spelled wrong, the likelier spelling second.
        apart: pairs that one article has as two people's, father and son.
    """

    groups: tuple[int, ...] = ()
    slips: tuple[_Pair, ...] = ()
    apart: tuple[_Pair, ...] = ()


class Identities:
    """The person each full name belongs to.

    Names are one person's if surname and suffix agree, the first names are the same or one is short for the other,
    the middle names do not contradict each other, and nobody else fits as well; also if all that tells them apart is
    a slip of one letter (`Spellings`). Other first names never join.

    Names of one entry of the editor are one person's, names of two entries never.

    Attributes:
        of: for each name of the census the place of one of that person's: the same for all of theirs.
        owners: by that place the editor's entry, if one has a name of theirs.
    """

    def __init__(self, census: Census, word: Word, memo: Memo) -> None:
        """Find them."""
        self.census, self.word, self.memo = census, word, memo
        self.of: Places = np.arange(len(census))
        owned = {name: place for name in word.owners if (place := census.place(name)) is not None}
        self._owner_at = {place: word.owners[name] for name, place in owned.items()}
        self._apart = [pair for pair in map(self._placed, word.apart) if pair]
        slips = self._join_blocks()
        by_entry: dict[int, int] = {}
        for place, number in self._owner_at.items():
            self._unite(by_entry.setdefault(number, place), place)
        self._join_misspelt([*slips, *self._surname_slips()])
        self.owners = {int(self.of[place]): number for place, number in self._by_name(self._owner_at)}

    def _placed(self, pair: Iterable[Name]) -> _Pair | None:
        """Two names by their places; None if one is nowhere."""
        found = sorted(place for name in pair if (place := self.census.place(name)) is not None)
        return (found[0], found[1]) if len(found) == 2 else None  # noqa: PLR2004 - a pair

    def _by_name(self, owners: Mapping[int, int]) -> list[_Pair]:
        """Names with the entries that have them; who comes first by name comes last, and counts."""
        return sorted(owners.items(), key=lambda found: sort_key(self.census.name(found[0])), reverse=True)

    def _unite(self, one: int, other: int) -> None:
        """Make two names one person's, with all that are either's."""
        kept, gone = sorted((int(self.of[one]), int(self.of[other])))
        if kept != gone:
            self.of[self.of == gone] = kept

    def _join_blocks(self) -> list[_Pair]:
        """Join names of one surname; returns those of them that are one name spelled wrong."""
        surnames, block = np.unique(self.census.surnames, return_inverse=True)
        blocks = Groups(block, len(surnames))
        told = packed(summed(self.census.keys, block, len(surnames)))
        words = self._words(block)
        keys = {
            (told[number], words.get(number)): blocks[number] for number in np.flatnonzero(blocks.sizes > 1).tolist()
        }
        slips: list[_Pair] = []
        joined = self.memo.each("names", keys, lambda key: _joined(self.census, keys[key], self.word))
        for places, found in zip(keys.values(), joined, strict=True):
            for place, first in zip(places, found.groups, strict=False):
                self.of[place] = places[first]
            slips += ((places[wrong], places[right]) for wrong, right in found.slips)
            self._apart += ((places[one], places[other]) for one, other in found.apart)
        return slips

    def _words(self, block: Places) -> dict[int, tuple[object, ...]]:
        """What the editor says of the names of each block."""
        found: dict[int, list[tuple[int, ...]]] = {}
        numbers = self.census.numbers
        for place, number in self._owner_at.items():
            found.setdefault(int(block[place]), []).append((int(numbers[place]), number))
        for one, other in self._apart:
            told = (int(numbers[one]), int(numbers[other]), -1)
            found.setdefault(int(block[one]), []).append(told)
        return {number: tuple(sorted(told)) for number, told in found.items()}

    def _surname_slips(self) -> Iterator[_Pair]:
        """The pairs of names that are one whose surname is once spelled wrong, the likelier spelling second."""
        keys = {
            self.census.keys[[one, other]].tobytes(): (one, other)
            for one, other in sorted(set(_surnames_alike(self.census)))
        }
        found = self.memo.each("slips", keys, lambda key: _slip(self.census, *keys[key]))
        for (one, other), order in zip(keys.values(), found, strict=True):
            if order:
                yield (one, other) if order > 0 else (other, one)

    def _join_misspelt(self, slips: Sequence[_Pair]) -> None:
        """Join names that are one name spelled wrong, if no two names of theirs are two people's.

        A name that may be two others' is neither's.
        """
        fits = Counter(wrong for wrong, _ in slips)
        named = {place: self.census.name(place).tokens for pair in slips for place in pair}
        first, second = np.array(self._apart, np.int64).reshape(-1, 2).T
        for wrong, right in sorted(slips, key=lambda pair: [named[place] for place in pair]):
            if fits[wrong] > 1:
                continue
            one, other = int(self.of[wrong]), int(self.of[right])
            owners = {number for place, number in self._owner_at.items() if int(self.of[place]) in (one, other)}
            met = (self.of[first] == one) & (self.of[second] == other)
            met |= (self.of[first] == other) & (self.of[second] == one)
            if len(owners) <= 1 and not met.any():
                self._unite(wrong, right)


def sort_key(name: Name) -> tuple[tuple[str, ...], str]:
    """Sorts names by their words."""
    return (name.tokens, name.suffix)


def _surnames_alike(census: Census) -> Iterator[_Pair]:
    """The pairs of names that differ by a slip in the surname."""
    files, place = census.filed()
    order = np.argsort(files)
    files, place = files[order], place[order]
    edges = np.flatnonzero(np.concatenate([[True], files[1:] != files[:-1], [True]]))
    unlike = (files[1:] == files[:-1]) & (census.surnames[place[1:]] != census.surnames[place[:-1]])
    for run in np.unique(np.searchsorted(edges, np.flatnonzero(unlike), "right")).tolist():
        for one, other in combinations(sorted(place[edges[run - 1] : edges[run]].tolist()), 2):
            if is_slip(census.name(one).surname, census.name(other).surname):
                yield one, other


def _slip(census: Census, one: int, other: int) -> int:
    """1 if the second of two names is the likelier spelling of one, -1 if the first is, 0 if they are two."""
    names_ = {census.name(place): place for place in (one, other)}
    found = Spellings(_known(census, names_)).ordered(*names_)
    return 0 if found is None else 1 if names_[found[0]] == one else -1


def _known(census: Census, places: Mapping[Name, int]) -> Known:
    return Known(
        where={name: census.where(place) for name, place in places.items()},
        hints={name: census.hints(place) for name, place in places.items()},
        facts={name: census.facts(place) for name, place in places.items()},
        company=census.company,
    )


def _joined(census: Census, places: Sequence[int], word: Word) -> Joined:
    """What the names of one block are."""
    at = {census.name(place): number for number, place in enumerate(places)}
    known = _known(census, dict(zip(at, places, strict=True)))
    used = [name for name in at if known.where[name]]
    father_and_son = [pair for pair in _relatives(at) if _meet(census, *(places[at[name]] for name in pair))]
    apart = {frozenset(pair) for pair in father_and_son}.union(word.apart)
    groups = _Block([name for name in at if known.where[name] or name in word.owners], known, word.owners, apart)
    groups.join()
    found = filter(None, (Spellings(known).ordered(*pair) for pair in given_slips(used)))
    first = {name: min(at[n] for n in group) for name, group in groups.group.items()}
    numbers = tuple(first.get(name, number) for name, number in at.items())
    return Joined(
        groups=() if numbers == tuple(range(len(numbers))) else numbers,
        slips=tuple(sorted((at[wrong], at[right]) for wrong, right in found)),
        apart=tuple(sorted((at[one], at[other]) for one, other in father_and_son)),
    )


def _relatives(block: Iterable[Name]) -> Iterator[tuple[Name, Name]]:
    """The pairs of names that only a suffix tells apart."""
    for one, other in combinations(sorted(block, key=sort_key), 2):
        if one.given == other.given and one.suffix != other.suffix:
            yield one, other


def _meet(census: Census, one: int, other: int) -> bool:
    """Whether one article has both names."""
    return not census.everywhere(one).isdisjoint(census.everywhere(other))


class _Block:
    """The full names of one surname, in groups that grow as names are found to be one person's."""

    def __init__(
        self, block: Iterable[Name], known: Known, editors: Mapping[Name, int], apart: Collection[frozenset[Name]]
    ) -> None:
        self.where, self.hints, self.facts, self.company = known.where, known.hints, known.facts, known.company
        self.editors, self.apart = editors, apart
        self.names = sorted(block, key=lambda name: (-len(self.where.get(name, ())), sort_key(name)))
        self.group: dict[Name, list[Name]] = {name: [name] for name in self.names}
        by_editor: dict[int, Name] = {}
        for name in self.names:
            if name in editors:
                self._join(by_editor.setdefault(editors[name], name), name)

    def join(self) -> None:
        """Join whatever is one person's, by one ground after the other."""
        self.join_variants()
        self.join_middles()
        self.join_short_forms()
        self.join_suffixes()
        self.join_double_surnames()
        self.join_stray_words()

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
            if best and (not self._is_spelled_out(best) or self._is_backed(best, plain)):
                self._join(best, plain)

    def _is_spelled_out(self, found: Name) -> bool:
        """Whether a group's middle names stand there in full, as outlets print them to tell a person from another."""
        return all(name.middles and all(len(middle) > 1 for middle in name.middles) for name in self.group[found])

    def join_short_forms(self) -> None:
        """Join nicknames, then initials, with the only first name in the block that they may be short for."""
        for initials in (False, True):
            longs = {short: self._longs(short) for short in self.names if (len(short.given) == 1) is initials}
            for short, long in longs.items():
                rivals = {s.given for s, found in longs.items() if any(n in found for n in long)}
                alone = len(self._groups(long)) == 1 and rivals == {short.given}
                if alone and self._may_share_roles(long[0], short) and self._is_likely(long[0], short):
                    self._join(long[0], short)

    def _is_likely(self, one: Name, other: Name) -> bool:
        """Whether names that differ in the first name do not differ in the middle names besides, or are backed."""
        middles = ({name.middles for name in self.group[found]} for found in (one, other))
        return not set.isdisjoint(*middles) or self._is_backed(one, other)

    def join_suffixes(self) -> None:
        """Join "Ada Lane" with "Ada Lane Jr." where the suffix is the rule or a middle name shows that both are one."""
        for plain in [name for name in self.names if not name.suffix]:
            suffixed = [n for n in self.names if n.suffix and n.given == plain.given]
            if len({n.suffix for n in suffixed}) != 1:
                continue
            alike = [n for n in suffixed if n.middles and n.middles == plain.middles]
            if alike or self._weight(suffixed) >= self._weight(self.group[plain]):
                self._join((alike or suffixed)[0], plain, across_suffixes=True)

    def join_double_surnames(self) -> None:
        """Join "Cole Lane", where Cole is nobody's first name, with the only "Ada Cole Lane"."""
        for short in self.names:
            long = [n for n in self.names if names.is_tail(short, n)]
            known = self.facts[short].before_middle or names.is_given(short.given) or short in self.editors
            if long and not known and len(self._groups(long)) == 1:
                self._put_together(long[0], short)

    def join_stray_words(self) -> None:
        """Join "Cellist Ada Lane", where that is nobody's first name, with "Ada Lane", who is named far more often."""
        for long in [name for name in self.names if name.middles]:
            short = [n for n in self.names if n.tokens == long.tokens[1:] and n.suffix == long.suffix]
            stray = self.facts[long].namesakes == 1 and not names.is_given(long.given) and len(long.given) > 1
            far = self._weight(short) >= _DOMINANT * self._weight([long])
            if short and stray and far and not self._are_apart(short[0], long):
                self._put_together(short[0], long)

    def _may_share_roles(self, one: Name, other: Name) -> bool:
        """Whether what is said of two groups leaves it open that they are one person.

        It is the same in a word, or nothing is said of one of them, or something ties their articles together.
        """
        own, others = self._hints(one), self._hints(other)
        if not own or not others or not own.isdisjoint(others):
            return True
        return self.company.shared(self._articles(one), self._articles(other), people=_BESIDE)

    def _is_backed(self, one: Name, other: Name) -> bool:
        """Whether something shows that names which differ in more than they usually do are one person's after all.

        That is a suffix, a surname that nobody else has, a word said of both, or somebody named with both.
        """
        givens = {name.given for name in (*self.group[one], *self.group[other])}
        if other.suffix or self.facts[one].givens <= min(len(givens), MANY - 1):
            return True
        tied = self.company.shared(self._articles(one), self._articles(other))
        return tied or not self._hints(one).isdisjoint(self._hints(other))

    def _hints(self, found: Name) -> frozenset[str]:
        """What is said of a group."""
        return frozenset[str]().union(*(self.hints.get(name, frozenset()) for name in self.group[found]))

    def _articles(self, found: Name) -> set[int]:
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
