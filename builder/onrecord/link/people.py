"""What one article says of whom it names: what the speakers of an archive are told from. Made once for each article."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum, IntFlag
from itertools import chain, pairwise
from operator import lt

import numpy as np

from onrecord import text
from onrecord.link import contexts, names, namesakes
from onrecord.link.columns import digest, hashed, hashes, numbers, paired, weighted, within
from onrecord.link.descriptions import descriptions
from onrecord.link.names import Name
from onrecord.link.spellings import filed, is_slip, shortened
from onrecord.model import Person, Record
from onrecord.model.common import Packed

_RUN = 8  # words: credited to a surname and to a full name, they tell that these are one
_LONG = 5  # letters of a surname in which one may be wrong
_POWERS = np.array([pow(0x9E3779B97F4A7C15, power, 1 << 64) for power in range(_RUN)], np.uint64)


class Column(IntEnum):
    """What is told of each form in a number: digests, but for the last two."""

    SURNAME = 0
    GIVEN = 1
    HANDLE = 2
    NAME = 3
    DIGEST = 4  # two of them, of all that the article says of the form
    FLAGS = 6
    FILED = 7  # how many of the numbers in `People.filed` are the form's


WIDTH = len(Column) + 1


class Flag(IntFlag):
    """What a form is in its article."""

    NAMED = 1  # it says more than a surname
    FULL = 2  # it does, and is not just the end of a longer name there
    TELLING = 4  # what is said of it may contradict what others say
    MIDDLE = 8  # it has a middle name
    CALLED = 16  # it looks like a surname with a particle, yet the article leaves that out too: "Van Moss", "Moss"


@dataclass(frozen=True, slots=True)
class People(Packed):
    """One article's people. All that has a place for each form is in the order of the forms.

    Attributes:
        forms: every form of a name that the article uses, or credits words to, sorted.
        roles: those that it gives each.
        described: what stands right behind each (`descriptions`).
        runs: of the words in marks that are credited to each, eight in a row each time, as packed numbers.
        columns: for each a number for every `Column`, packed.
        filed: what full names are filed under, to be found when misspelt (`spellings.filed`), as packed numbers.
        near: pairs of places in `forms`: a bare name, and a full one of which it may be a part, or misspelt.
        unnamed: places of the forms that only quotations have.
        rising: whether each quotation is known to begin after the one before it.
        credits: pairs of a quotation's number and the place of one of its speakers, packed.
    """

    forms: tuple[str, ...]
    roles: tuple[tuple[str, ...], ...]
    described: tuple[tuple[str, ...], ...]
    runs: tuple[bytes, ...]
    columns: bytes
    filed: bytes
    near: tuple[tuple[int, int], ...]
    unnamed: tuple[int, ...]
    rising: bool
    credits: bytes


@dataclass(frozen=True, slots=True)
class Credit:
    """A quotation's speakers, and its words, normalised: "" without marks, for then they are the outlet's."""

    speakers: tuple[str, ...]
    words: str


_Said = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""For each name, roles and descriptions."""


def prepared(record: Record, spoken: Sequence[Sequence[str]] | None = None) -> People:
    """The people of an article as it was extracted; `spoken` are the words of its quotations, folded."""
    body = record.article.text
    said = {person.name: (person.roles, descriptions(body, person.mentions)) for person in record.people}
    called = {person.name for person in record.people if _is_called(person, body)}
    by = [
        Credit(quotation.speakers, " ".join(words) if quotation.speakers and not quotation.reported else "")
        for quotation, words in zip(record.quotations, spoken or contexts.spoken(record), strict=True)
    ]
    starts = [quotation.content.start for quotation in record.quotations]
    return replace(_people(said, by, called), rising=all(map(lt, starts, starts[1:])))


def _is_called(person: Person, body: str) -> bool:
    """Whether somebody's name looks like a surname with a particle, of which the article leaves that out elsewhere."""
    name = names.parse(person.name)
    if name.is_full or not names.is_led(name):
        return False
    return any(tuple(text.words(mention.span.of(body))) == name.tokens[1:] for mention in person.mentions)


def credited(people: People, by: Sequence[Credit]) -> People:
    """The same people where the editor credits the quotations otherwise."""
    named = zip(people.forms, people.roles, people.described, strict=True)
    said = {form: said for place, (form, *said) in enumerate(named) if place not in people.unnamed}
    flags = numbers(people.columns).reshape(-1, WIDTH)[:, Column.FLAGS].tolist()
    called = {form for form, flag in zip(people.forms, flags, strict=True) if flag & Flag.CALLED}
    return _people({form: (roles, described) for form, (roles, described) in said.items()}, by, called)


def _people(said: _Said, by: Sequence[Credit], called: Collection[str]) -> People:
    forms = sorted({*said, *chain.from_iterable(credit.speakers for credit in by)})
    place = {form: number for number, form in enumerate(forms)}
    full = {form for form in forms if names.parse(form).is_full}.difference(_tails(forms))
    words: dict[str, list[str]] = {}
    for credit in by:
        for form in credit.speakers if credit.words else ():
            words.setdefault(form, []).append(credit.words)
    told = [said.get(form, ((), ())) for form in forms]
    runs = tuple(_runs([words.get(form, ()) for form in forms]))
    files = [filed(names.parse(form)) if form in full else [] for form in forms]
    flags = [Flag.FULL * (form in full) | Flag.CALLED * (form in called) for form in forms]
    rows = map(_row, forms, flags, told, runs, map(len, files))
    return People(
        forms=tuple(forms),
        roles=tuple(roles for roles, _ in told),
        described=tuple(described for _, described in told),
        runs=runs,
        columns=np.array(list(chain.from_iterable(rows)), "<u8").tobytes(),
        filed=np.array(list(chain.from_iterable(files)), "<u8").tobytes(),
        near=tuple(sorted((place[bare], place[long]) for bare, long in _near(forms, full))),
        rising=False,
        unnamed=tuple(place[form] for form in forms if form not in said),
        credits=np.array([(n, place[form]) for n, c in enumerate(by) for form in c.speakers], "<u8").tobytes(),
    )


def _row(form: str, own: int, told: tuple[tuple[str, ...], ...], runs: bytes, files: int) -> tuple[int, ...]:
    """The numbers of a form, one for each column."""
    name = names.parse(form)
    flags = (
        own
        | Flag.NAMED * name.is_full
        | Flag.TELLING * namesakes.is_telling(chain.from_iterable(told))
        | Flag.MIDDLE * bool(name.middles)
    )
    whole = digest(form, told, flags, runs)
    return (
        hashed(name.surname),
        hashed(name.given),
        hashed(name.given + name.surname),
        name_number(name),
        int.from_bytes(whole[:8], "little"),
        int.from_bytes(whole[8:], "little"),
        int(flags),
        files,
    )


def name_number(name: Name) -> int:
    """The number of a name: the same for all its spellings."""
    return hashed("\0".join((name.given, name.surname, name.suffix, *name.tokens)))


def _runs(spoken: Sequence[Sequence[str]]) -> list[bytes]:
    """For each form, of what is credited to it every run of so many words in one quotation: different ones, packed."""
    said = [(place, words) for place, all_ in enumerate(spoken) for words in map(str.split, all_) if len(words) >= _RUN]
    if not said:
        return [b""] * len(spoken)
    sizes = [len(words) for _, words in said]
    numbers = hashes(chain.from_iterable(words for _, words in said), sum(sizes))
    runs, quotations = within(weighted(numbers, _POWERS), np.repeat(np.arange(len(said)), sizes), _RUN)
    found, forms = paired(runs, np.array([place for place, _ in said])[quotations])
    ends = np.searchsorted(forms, np.arange(len(spoken) + 1)).tolist()
    packed = found.astype("<u8")
    return [packed[start:end].tobytes() for start, end in pairwise(ends)]


def _near(forms: Iterable[str], full: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The bare names with the full ones that they may be part of, or misspelt."""
    alike: dict[str, dict[str, None]] = {}
    for form in sorted(full):
        name = names.parse(form)
        for word in (name.given, name.tokens[-1], *shortened(name.surname)):
            alike.setdefault(word, {})[form] = None
    for bare in set(forms).difference(full):
        short = names.parse(bare)
        words = {*short.tokens[-1:], *shortened(short.surname)}
        found = sorted({form for word in words for form in alike.get(word, ())})
        yield from ((bare, form) for form in found if is_near(short, names.parse(form)))


def is_near(short: Name, full: Name) -> bool:
    """Whether a bare name may mean somebody by what the two names look like."""
    return names.is_tail(short, full) or is_first(short, full) or may_be_misspelt(short, full)


def is_first(short: Name, full: Name) -> bool:
    """Whether `short` is the first name of `full`."""
    return len(short.tokens) == 1 and short.surname == full.given


def may_be_misspelt(short: Name, full: Name) -> bool:
    """Whether a surname is another's, one letter wrong."""
    return min(len(short.surname), len(full.surname)) >= _LONG and is_slip(short.surname, full.surname)


def _tails(named: Iterable[str]) -> list[str]:
    """Of the names of one article, those that look full but are the end of one longer name ("Cole Lane")."""
    full = [(form, names.parse(form)) for form in named if names.parse(form).is_full]
    alike: dict[str, list[Name]] = {}  # by the last word and by the surname: one of them agrees in an end of a name
    for _, long in full:
        for word in {long.tokens[-1], long.surname}:
            alike.setdefault(word, []).append(long)
    return [form for form, short in full if sum(names.is_tail(short, long) for long in _ends_alike(short, alike)) == 1]


def _ends_alike(name: Name, alike: Mapping[str, Sequence[Name]]) -> Iterable[Name]:
    """The names, each once, that have the last word or the surname of `name`."""
    found = alike.get(name.tokens[-1], ())
    more = alike.get(name.surname, ()) if name.surname != name.tokens[-1] else ()
    return chain(found, (other for other in more if other.tokens[-1] != name.tokens[-1]))
