"""Which namings name the same person: full names first, then surnames and given names to whom they fit."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from onrecord.extract.names import Naming, all_plain, plain
from onrecord.extract.vocabulary import Gender, Rules, key

JUST = 1
"""How many sentences back a namesake named in full was just named."""
SPELT = 5
"""Letters of the shortest given name that may be misspelt by one: "Eric" and "Erica" are two."""
NAMESAKES = 40
"""People of one surname that are told apart in one article; more are nobody's article, but somebody's attack."""
_NOBODY = Counter[int]()


@dataclass(slots=True)
class Someone:
    """A person of an article while it is being read.

    Attributes:
        name: the fullest name the article gives.
        keys: that name's words as the lists have them.
        first: offset of the first naming in full.
        namings: numbers of the namings, in the order of the text.
        roles: the words of all titles and roles printed with the name.
        called: nicknames printed inside the name.
        last_full: the number of the sentence in which the person was last named in full.
        provisional: the name was printed in capitals only, so that a later print says it better.
    """

    name: str
    keys: tuple[str, ...]
    gender: Gender | None = None
    first: int = 0
    namings: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    provisional: bool = False
    last_full: int = -JUST - 1


@dataclass(slots=True)
class _Roster:
    """The people found so far, and how often each was named in full, by family name, given name and one in between."""

    people: list[Someone]
    by_last: defaultdict[str, Counter[int]]
    by_first: defaultdict[str, Counter[int]]
    by_middle: defaultdict[str, Counter[int]]
    sure: set[tuple[str, ...]]


def merge(everything: Sequence[Naming], rules: Rules) -> list[Someone]:
    """The people that `everything` (in the order of the text) names; sets each naming's `person`."""
    _share_families(everything, rules)
    by_last, by_first, by_middle = (defaultdict[str, Counter[int]](Counter) for _ in range(3))
    roster = _Roster([], by_last, by_first, by_middle, _surely_people(everything, rules))
    for naming in everything:
        bare = tuple(_bare(naming.keys, rules))
        if len(bare) > 1 and bare in roster.sure:
            naming.person = _full(naming, roster, rules)
            _note(naming, roster)
    for naming in everything:
        if naming.person < 0:
            naming.person = _short(naming, roster, rules)
        elif len(naming.keys) > 1:
            roster.people[naming.person].last_full = naming.sentence
        if naming.person >= 0:
            someone = roster.people[naming.person]
            someone.gender = someone.gender or naming.gender
    for someone in roster.people:
        someone.gender = _gender(someone, rules)
    return roster.people


def _share_families(everything: Sequence[Naming], rules: Rules) -> None:
    """`Dan and Vera Holt`: gives "Dan" the family name too, unless "Dan" is somebody's family name here."""
    families = {_bare(n.keys, rules)[-1] for n in everything if n.sure and len(n.keys) > 1 and not n.family}
    for naming in everything:
        if naming.family and naming.keys[0] not in families:
            naming.words = (*naming.words, *naming.family)
            naming.keys = (*naming.keys, *(key(w) for w in naming.family))
            naming.sure, naming.weak = True, False


def _surely_people(everything: Sequence[Naming], rules: Rules) -> set[tuple[str, ...]]:
    """The names, "Jr." left out, that some naming shows to be a person's, also by its surname alone elsewhere."""
    sure = {tuple(_bare(n.keys, rules)) for n in everything if n.sure}
    borne = {keys[-1] for keys in sure if len(keys) > 1}
    alone = {n.keys[0] for n in everything if len(n.keys) == 1 and (n.sure or n.alone) and not n.weak}
    return sure | {
        n.keys
        for n in everything
        if len(n.keys) > 1
        and n.keys[-1] in alone
        and (not n.opens or n.keys[-1] not in borne)
        and _plain_pair(n, rules)
    }


def _plain_pair(naming: Naming, rules: Rules) -> bool:
    return all_plain(naming, rules) and naming.keys[0] not in rules.role_modifiers


def _bare(keys: Sequence[str], rules: Rules) -> Sequence[str]:
    """A name without "Jr." and the like."""
    return [k for k in keys if k not in rules.suffixes] or keys


def _suffix(keys: Sequence[str], rules: Rules) -> str:
    return keys[-1].rstrip(".") if len(keys) > 1 and keys[-1] in rules.suffixes else ""


def _note(naming: Naming, roster: _Roster) -> None:
    someone = roster.people[naming.person]
    someone.roles.update(naming.role_keys)
    someone.roles |= {naming.office} - {""}
    bare = naming.keys[:-1] if _ends_in_suffix(naming.keys) else naming.keys
    roster.by_last[bare[-1]][naming.person] += 1
    roster.by_first[naming.keys[0]][naming.person] += 1
    for middle in bare[1:-1]:
        roster.by_middle[middle][naming.person] += 1
    someone.called |= {naming.nickname} - {""}


def _ends_in_suffix(keys: Sequence[str]) -> bool:
    return keys[-1].startswith(("jr", "sr", "ii", "iv"))


def _full(naming: Naming, roster: _Roster, rules: Rules) -> int:
    """The person a full name belongs to: one of that surname whose given name agrees, or a new one."""
    people = roster.people
    for number in islice(reversed(roster.by_last[_bare(naming.keys, rules)[-1]]), NAMESAKES):
        if _same(people[number].keys, naming.keys, rules) or _called(naming, people[number]):
            if _better(naming, people[number]):
                people[number].name, people[number].keys = " ".join(naming.words), naming.keys
                people[number].provisional = naming.capitals
            return number
    people.append(Someone(" ".join(naming.words), naming.keys, first=naming.start, provisional=naming.capitals))
    return len(people) - 1


def _called(naming: Naming, someone: Someone) -> bool:
    """Whether one of two full names has the other's given name for a nickname."""
    return naming.keys[0] in someone.called or naming.nickname == someone.keys[0]


def _better(naming: Naming, someone: Someone) -> bool:
    """Whether a full name says more than the one known: more words, or letters that were left out or capitalised."""
    if len(naming.keys) != len(someone.keys):
        return len(naming.keys) > len(someone.keys)
    name = " ".join(naming.words)
    return (someone.provisional and not naming.capitals) or (someone.name.isascii() and not name.isascii())


def _same(a: Sequence[str], b: Sequence[str], rules: Rules) -> bool:
    """Whether two full names of one surname are one person's."""
    if len(a) == 1 or len(b) == 1:
        return len(a) == len(b)
    if _suffix(a, rules) != _suffix(b, rules) and a[0] not in rules.titled_names:
        return False
    x, y = a[0].replace(".", ""), b[0].replace(".", "")
    if x == y or y in rules.nicknames.get(x, ()):
        return True
    initial = min(len(x), len(y)) == 1 and x[0] == y[0]
    return initial or _misspelt(x, y) or set(a) <= set(b) or set(b) <= set(a)


def _misspelt(x: str, y: str) -> bool:
    """Whether one given name is the other with a letter left out ("Hilary", "Hillary")."""
    short, long = sorted((x, y), key=len)
    if len(short) < SPELT or len(long) != len(short) + 1:
        return False
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    return short[at:] == long[at + 1 :] and at > 0 and long[at] in (long[at - 1], long[min(at + 1, len(short))])


def _short(naming: Naming, roster: _Roster, rules: Rules) -> int:
    """The person a surname (or given name alone) belongs to, or a new one where it is surely a person's; else -1."""
    bare = _bare(naming.keys, rules)
    word = bare[-1]
    if len(bare) > 1 or (naming.weak and not roster.by_last.get(word)):
        return -1
    counts = _bearers(naming, word, roster, rules)
    fit = [n for n in islice(counts, NAMESAKES) if _fits(naming, roster.people[n], rules)]
    if fit:
        return max(fit, key=lambda n: _preference(naming, roster.people[n], counts[n]))
    if counts and not naming.gender:
        return -1
    if (naming.gender and naming.titled) or ((naming.titled or naming.keys in roster.sure) and plain(word, rules)):
        roster.people.append(Someone(" ".join(naming.words), naming.keys, naming.gender, naming.start))
        roster.by_last[word][len(roster.people) - 1] += 1
        return len(roster.people) - 1
    return -1


def _bearers(naming: Naming, word: str, roster: _Roster, rules: Rules) -> Counter[int]:
    """The people one of whose names is `word`: the last, else the first, else one in between, with their counts."""
    if counts := roster.by_last.get(word):
        return counts
    first = roster.by_first.get(word, _NOBODY)
    if naming.titled and word in rules.given_names:
        return Counter({n: c for n, c in islice(first.items(), NAMESAKES) if _family_first(roster.people[n])})
    amid = len(word.rstrip(".")) > 1 and word not in rules.given_names
    return first or (roster.by_middle.get(word, _NOBODY) if amid else first)


def _family_first(someone: Someone) -> bool:
    """`Kim Seo-yeon`: the hyphen and the small letter after it tell that the family name stands first."""
    return "-" in someone.keys[-1] and _JOINED.search(someone.name) is not None


_JOINED = re.compile(r"[^\W\d_]-[a-z]+$")


def _fits(naming: Naming, someone: Someone, rules: Rules) -> bool:
    """Whether a short name may be this person's, by gender, "Jr." and "the elder"."""
    if naming.gender and _gender(someone, rules) not in {None, naming.gender}:
        return False
    suffix = _suffix(someone.keys, rules)
    if naming.generation == "elder":
        return suffix in {"", "sr"} and not someone.roles & rules.children
    if naming.generation == "younger":
        return suffix in {"jr", "ii", "iii", "iv"} or bool(someone.roles & rules.children)
    return not _suffix(naming.keys, rules) or _suffix(naming.keys, rules) == suffix


def _preference(naming: Naming, someone: Someone, count: int) -> tuple[bool, bool, bool, int]:
    """Of several people of one surname: who has the title printed with it, is known, was just named, is named most."""
    just = 0 <= naming.sentence - someone.last_full <= JUST
    return bool(naming.role_keys & someone.roles), someone.first <= naming.start, just, count


def _gender(someone: Someone, rules: Rules) -> Gender | None:
    return someone.gender or (None if _family_first(someone) else rules.given_names.get(someone.keys[0]))
