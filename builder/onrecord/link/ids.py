"""Ids that stay: given once, remembered in the registry, never given to anything else.

A quotation's id is made of its content and needs no line. Articles are known by their source, speakers and outlets by
the names they have carried, statements by their quotations, stories by their articles; whoever answers to a line of
the registry has its id.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice, product
from typing import Any

from onrecord.model import Record, Registered, RegisteredKind

_LENGTH = 10  # base32: 50 bits, so a million quotations clash once in two thousand archives


def rendering_id(article: str, words: str, occurrence: int) -> str:
    """The id of the `occurrence`-th quotation (from 1) of the same words in an article: letters and digits.

    Args:
        article: the article's id.
        words: the words, normalised; those without marks `REPORTED`.
        occurrence: which of several alike, in the order of the text.
    """
    digest = hashlib.sha256(f"{article}\0{words}\0{occurrence}".encode("utf-8", "surrogatepass")).digest()
    bits = int.from_bytes(digest[:7], "big") >> 6  # the 50 of them that ten letters and digits of base32 tell
    return "".join([_TWO[bits >> 40], *(_TWO[bits >> at & 1023] for at in (30, 20, 10, 0))])


_TWO = ["".join(two) for two in product("abcdefghijklmnopqrstuvwxyz234567", repeat=2)]
"""What ten bits are in base32."""


REPORTED = "\1"
"""Before the words of a quotation without marks, so that finding it changes the id of none that has them."""


def rendering_ids(article: str, quotations: Iterable[tuple[str, bool]]) -> Iterator[str]:
    """The id of each of an article's quotations, in the order of the text.

    Args:
        article: the article's id.
        quotations: the words of each, normalised, and whether it stands without marks.
    """
    seen: Counter[str] = Counter()
    for words, reported in quotations:
        told = REPORTED + words if reported else words
        seen[told] += 1
        yield rendering_id(article, told, seen[told])


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that needs an id.

    Attributes:
        base: the id it would have if it were free.
        names: what it is known by now.
        former: what else it may have been known by.
        lasting: it gets a line in the registry; otherwise it keeps one that it has, but gets no new one.
    """

    base: str
    names: tuple[str, ...]
    former: tuple[str, ...] = ()
    lasting: bool = True


class Ledger:
    """The lines of one kind, while they are brought up to date.

    Attributes:
        lines: by id. None ever goes.
        known: how many there were before; they come first.
    """

    def __init__(self, kind: RegisteredKind, registry: Iterable[Registered]) -> None:
        self.kind: RegisteredKind = kind
        self.lines = {line.id: line for line in registry if line.kind == kind}
        self.known = len(self.lines)

    def copy(self) -> Ledger:
        """The same lines, to be tried out."""
        return Ledger(self.kind, self.lines.values())

    def living(self, id_: str) -> str | None:
        """The id that has taken the place of `id_`, however many steps on; None if nothing has."""
        seen = set[str]()
        while (line := self.lines.get(id_)) is not None and line.moved_to and id_ not in seen:
            seen.add(id_)
            id_ = line.moved_to
        return id_ if line is not None and line.moved_to is None else None

    def free(self, base: str) -> str:
        """`base`, or `base-2`, `base-3` …: the first that was never given to anything; "index" is the hub's."""
        number, found = 1, base
        while found in self.lines or found == "index":
            number += 1
            found = f"{base}-{number}"
        return found

    def write(self, id_: str, names: tuple[str, ...]) -> None:
        """Set the line of `id_`, which lives."""
        known = self.lines.get(id_)
        if known is None or known.names != names or known.moved_to is not None:
            self.lines[id_] = Registered(self.kind, id_, names)

    def move(self, line: Registered, moved_to: str) -> None:
        """Say where the bearer of a line's id has gone; "" for withdrawn."""
        self.lines[line.id] = replace(line, moved_to=moved_to)


def ledgers(kinds: Iterable[RegisteredKind], registry: Iterable[Registered]) -> dict[RegisteredKind, Ledger]:
    """The ledgers of all kinds, from the lines of the registry."""
    lines: dict[RegisteredKind, list[Registered]] = {kind: [] for kind in kinds}
    for line in registry:
        lines[line.kind].append(line)
    return {kind: Ledger(kind, own) for kind, own in lines.items()}


def settle(ledger: Ledger, claims: Sequence[Claim], rank: Callable[[int], Any] | None = None) -> list[str]:
    """An id for each claim, in order; the ledger is brought up to date.

    The oldest line that a claim answers to gives it its id, living lines before those that have moved; yet of several
    names that become one, the name that is shown gives it. Another line that it answers to moves to it; a line that
    nobody answers to is withdrawn. Of claims that are alike in all that the first by `rank` comes first, which is given
    a number; else the first.
    """
    kept = {} if ledger.kind == "statement" else _unchanged(ledger, claims)
    rest = [number for number in range(len(claims)) if number not in kept]
    rest.sort(key=rank)
    given = kept | dict(zip(rest, _settled(ledger, [claims[n] for n in rest], {*kept.values()}), strict=True))
    return [given[number] for number in range(len(claims))]


def _unchanged(ledger: Ledger, claims: Sequence[Claim]) -> dict[int, str]:
    """The claims that answer to a living line name by name, while nobody else answers to any of these; and their ids.

    Nothing of them is to be settled. After a change that is nearly all.
    """
    lines = ledger.lines.values()
    told = Counter(chain.from_iterable([*(line.names for line in lines), *(claim.names for claim in claims)]))
    told.update(chain.from_iterable([claim.former for claim in claims]))
    twice = {name for name, times in told.items() if times == 2}  # noqa: PLR2004 - by a claim and a line
    alone = {
        line.names: line.id for line in lines if line.moved_to is None and line.names and twice.issuperset(line.names)
    }
    return {
        number: alone[claim.names]
        for number, claim in enumerate(claims)
        if claim.names in alone and not (claim.former and any(told[name] > 1 for name in claim.former))
    }


def _settled(ledger: Ledger, claims: Sequence[Claim], taken: Collection[str] = ()) -> list[str]:
    """An id for each claim. The lines of the ids that are `taken` are no matter of theirs."""
    given: dict[int, str] = {}
    owners = _owners(claims)
    for line, owner in _ranked((line for line in ledger.lines.values() if line.id not in taken), claims, owners):
        if owner is None:
            if line.moved_to is None:
                ledger.move(line, "")
        elif owner in given:
            if line.moved_to != given[owner]:
                ledger.move(line, given[owner])
        else:
            given[owner] = line.id
    _keep_names(ledger, claims, given, owners)
    for number in sorted(set(range(len(claims))) - set(given), key=lambda n: (claims[n].base, claims[n].names)):
        given[number] = ledger.free(claims[number].base)
        if claims[number].lasting:
            ledger.write(given[number], claims[number].names)
    return [given[number] for number in range(len(claims))]


def settle_statements(
    ledger: Ledger, quotations: Iterable[str], joint: Sequence[tuple[str, ...]], former: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """The statements' ids by those of their quotations; the ledger, of kind "statement", is brought up to date.

    A quotation that is a statement alone and that no line knows is left out: it lends its own id, and claims nothing.

    Args:
        ledger: of kind "statement".
        quotations: all of them.
        joint: those of each statement that has several, that which it is first known by before all others.
        former: for a quotation's id, the ids it had while its article had another address.
    """
    known = {*ledger.lines, *(name for line in ledger.lines.values() for name in line.names), *former}
    alone = known.intersection(quotations).difference(*joint)
    members = [*joint, *((id_,) for id_ in sorted(alone))]
    claims = [
        Claim(ids[0], ids, tuple(old for id_ in ids for old in former.get(id_, ())), lasting=len(ids) > 1)
        for ids in members
    ]
    given = zip(members, settle(ledger, claims), strict=True)
    return {id_: statement for ids, statement in given for id_ in ids}


def keep(ledger: Ledger, bearers: Mapping[str, Sequence[str]]) -> None:
    """Give each of some ids a line, if it has none: its address is to stay."""
    for id_, names in bearers.items():
        if id_ not in ledger.lines:
            ledger.write(id_, tuple(names))


def _ranked(
    lines: Iterable[Registered], claims: Sequence[Claim], owners: Mapping[str, list[int]]
) -> Iterator[tuple[Registered, int | None]]:
    """Each line with the claim that it belongs to, those first that give a claim its id before others do."""
    ranks: tuple[list[tuple[Registered, int | None]], ...] = ([], [], [], [])
    for line in lines:
        owner = _owner(line, claims, owners)
        shown = owner is not None and line.kind != "statement" and line.names[:1] == claims[owner].names[:1]
        ranks[2 * (line.moved_to is not None) + (not shown)].append((line, owner))
    return chain(*ranks)


def _owners(claims: Sequence[Claim]) -> dict[str, list[int]]:
    """For each name, the claims that answer to it."""
    owners: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        for name in (*claim.names, *claim.former):
            owners.setdefault(name, []).append(number)
    return owners


def _owner(line: Registered, claims: Sequence[Claim], owners: Mapping[str, list[int]]) -> int | None:
    """The claim that a line belongs to: the one with its founding name, else the one with most of its names.

    A story has no founding name: one article that goes elsewhere does not take the others' address with it.
    """
    founder = line.id if line.kind == "statement" else line.names[0] if line.names else ""
    if founder in owners and line.kind != "story":
        found = owners[founder]
        return found[0] if len(found) == 1 else min(found, key=lambda n: claims[n].names)
    shared = Counter(number for name in line.names for number in owners.get(name, ()))
    return min(shared, key=lambda n: (-shared[n], claims[n].names)) if shared else None


def _keep_names(
    ledger: Ledger, claims: Sequence[Claim], given: Mapping[int, str], owners: Mapping[str, list[int]]
) -> None:
    """Write the lines of claims that have one: present names, after those carried before that nobody else carries."""
    for number, id_ in given.items():
        names, carried = claims[number].names, ledger.lines[id_].names
        alone = carried == names and all(len(owners[name]) == 1 for name in names)
        if ledger.kind != "statement" and not alone:
            before = [name for name in carried if owners.get(name, [number]) == [number]]
            names = tuple(dict.fromkeys([*before, *names]))
        ledger.write(id_, names)


def settle_articles(ledger: Ledger, records: Sequence[Record]) -> list[str]:
    """An id for each record, in order: the one its source has had, or a new one.

    A source that is gone while its very bytes are still there under another name has moved; else it is withdrawn.
    """
    known = {line.names[0]: line.id for line in ledger.lines.values() if line.names}
    given = _same_articles(ledger, records) if len(known) == len(ledger.lines) else {}
    fresh: dict[str, str] = {}
    taken = {*given.values()}
    rest = (number for number in range(len(records)) if number not in given)
    for number in sorted(rest, key=lambda n: (records[n].article.source, records[n].article.digest)):
        article = records[number].article
        id_ = known.get(article.source)
        if id_ is None or id_ in taken:
            id_ = ledger.free(article.id)
            fresh.setdefault(article.digest, id_)
        given[number] = id_
        taken.add(id_)
        ledger.write(id_, (article.source, article.digest))
    _move_articles(ledger, taken, fresh)
    return [given[number] for number in range(len(records))]


def _same_articles(ledger: Ledger, records: Sequence[Record]) -> dict[int, str]:
    """The records that are word for word as their lines say, and their ids; none, where a source has several."""
    names = [(record.article.source, record.article.digest) for record in records]
    if len({source for source, _ in names}) < len(names):
        return {}
    lines = {line.names: line.id for line in ledger.lines.values() if line.moved_to is None}
    return {number: id_ for number, id_ in enumerate(map(lines.get, names)) if id_ is not None}


def _move_articles(ledger: Ledger, live: set[str], fresh: Mapping[str, str]) -> None:
    """Say of each line whose source is gone where it went."""
    gone = [line for line in ledger.lines.values() if line.id not in live and not line.moved_to]
    copies = {ledger.lines[id_].names[1]: id_ for id_ in sorted(live, reverse=True)} | dict(fresh) if gone else {}
    for line in gone:
        ledger.move(line, copies.get(line.names[1], "") if len(line.names) > 1 else "")


def former_ids(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """For each living id, the ids that have moved to it, however many steps ago."""
    former: dict[str, list[str]] = {}
    for line in ledger.lines.values():
        if not line.moved_to:
            continue
        target, seen = line, {line.id}
        while target.moved_to and target.moved_to in ledger.lines and target.moved_to not in seen:
            target = ledger.lines[target.moved_to]
            seen.add(target.id)
        if target.id != line.id and target.moved_to is None:
            former.setdefault(target.id, []).append(line.id)
    return {id_: tuple(ids) for id_, ids in former.items()}


def updated(registry: Sequence[Registered], ledgers: Mapping[RegisteredKind, Ledger]) -> tuple[Registered, ...]:
    """The registry after this build: old lines in their order, as they now are, then the new ones, sorted."""
    lines = {kind: ledger.lines for kind, ledger in ledgers.items()}
    new = sorted((kind, id_) for kind, ledger in ledgers.items() for id_ in islice(ledger.lines, ledger.known, None))
    now = [lines[line.kind][line.id] for line in registry]
    old = {id(line): line for line in now}  # each once, even if a registry that people have merged has one twice
    return (*old.values(), *(lines[kind][id_] for kind, id_ in new))
