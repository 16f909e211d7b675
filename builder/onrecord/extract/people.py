"""Who an article names: full names and surnames merged into people, with roles and genders."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extract.names import Naming, embed, namings
from onrecord.extract.tokens import Sentence, Token, tokens
from onrecord.extract.marks import Marked
from onrecord.extract.vocabulary import Gender, Rules
from onrecord.model import Mention, Person, Span


@dataclass(slots=True)
class Someone:
    """A person of an article while it is being read.

    Attributes:
        name: the fullest name the article gives.
        keys: that name's words as the lists have them.
        namings: numbers of the namings, in the order of the text.
    """

    name: str
    keys: tuple[str, ...]
    gender: Gender | None = None
    namings: list[int] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Cast:
    """All namings of an article and the people they name."""

    namings: list[Naming]
    people: list[Someone]


def cast(text: str, sentences: Sequence[Sentence], stretches: Sequence[Marked], rules: Rules) -> Cast:
    """Finds the people of an article, and puts a "name" token in place of each naming of one outside marks."""
    found = [list(namings(text, s.tokens, n, False, rules)) for n, s in enumerate(sentences)]
    for n, sentence in enumerate(sentences):
        _neighbours(text, sentence, found[n], rules)
    outside = [naming for each in found for naming, _, _ in each]
    inside = _inside(text, sentences, stretches, rules)
    everything = sorted(outside + inside, key=lambda n: n.start)
    people = _merge(everything, rules)
    kept = [n for n in everything if n.person >= 0]
    number = {id(n): i for i, n in enumerate(kept)}
    for n, sentence in enumerate(sentences):
        here = [f for f in found[n] if f[0].person >= 0]
        embed(sentence, here, [number[id(f[0])] for f in here])
    for i, naming in enumerate(kept):
        people[naming.person].namings.append(i)
        if naming.role:
            people[naming.person].roles.update(t.key for t in tokens(text, *naming.role))
    return Cast(kept, people)


def _inside(text: str, sentences: Sequence[Sentence], stretches: Sequence[Marked], rules: Rules) -> list[Naming]:
    """Namings inside marks: they name people, and never point at a speaker."""
    out: list[Naming] = []
    for n, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.kind == "quote":
                m = stretches[token.index]
                out.extend(f[0] for f in namings(text, list(tokens(text, m.start, m.end)), n, True, rules))
    return out


def _neighbours(text: str, sentence: Sentence, found: Sequence[tuple[Naming, int, int]], rules: Rules) -> None:
    """A name that says something, or is explained by a role or an age, is a person's."""
    row = sentence.tokens
    for naming, _, last in found:
        after = row[last] if last < len(row) else None
        first = last - len(naming.words)
        before = row[first - 1] if first > 0 else None
        if after and (cue := rules.cues.get(after.key)) and cue.form == "finite" and cue.group != "thought":
            naming.sure = True
        if (
            before
            and (cue := rules.cues.get(before.key))
            and cue.form == "finite"
            and cue.group == "speech"
            and first > 1
            and row[first - 2].kind == "quote"
        ):
            naming.sure = True
        if after and after.key == "," and last + 1 < len(row) and len(naming.keys) > 1:
            naming.sure = naming.sure or _explains(row[last + 1 : last + 6], rules)
        if before and before.key == "," and first > 1 and row[first - 2].key in rules.role_nouns and after:
            naming.sure = naming.sure or after.key in {",", "."}
        if after and after.key == "(" and last + 2 < len(row) and row[last + 1].key in {"r", "d", "i"}:
            naming.sure = naming.titled = True


def _explains(row: Sequence[Token], rules: Rules) -> bool:
    """Whether a comma is followed by an age, "who", or a role."""
    if row[0].key.isdigit() or row[0].key == "who":
        return True
    for token in row:
        if token.kind != "word" or token.key in rules.cues:
            return False
        if token.key in rules.role_nouns:
            return True
    return False


def _merge(everything: Sequence[Naming], rules: Rules) -> list[Someone]:
    """Full names first, then surnames and given names to whom they fit; sets each naming's `person`."""
    people: list[Someone] = []
    by_last: dict[str, list[int]] = defaultdict(list)
    by_first: dict[str, list[int]] = defaultdict(list)
    sure = {n.keys for n in everything if n.sure}
    alone = {n.keys[0] for n in everything if len(n.keys) == 1 and n.sure and not n.weak}
    sure |= {n.keys for n in everything if len(n.keys) > 1 and n.keys[-1] in alone}
    shapes = Counter(n.keys for n in everything)
    for naming in everything:
        if len(naming.keys) > 1 and naming.keys in sure:
            naming.person = _full(naming, people, by_last, rules)
            by_last[_last(naming.keys, rules)].append(naming.person)
            by_first[naming.keys[0]].append(naming.person)
    for naming in everything:
        if naming.person < 0:
            naming.person = _short(naming, people, by_last, by_first, sure, rules)
        if naming.person >= 0:
            someone = people[naming.person]
            someone.gender = someone.gender or naming.gender
    del shapes
    for someone in people:
        someone.gender = someone.gender or rules.given_names.get(someone.keys[0])
    return people


def _last(keys: Sequence[str], rules: Rules) -> str:
    bare = [k for k in keys if k not in rules.suffixes] or list(keys)
    return bare[-1]


def _full(naming: Naming, people: list[Someone], by_last: dict[str, list[int]], rules: Rules) -> int:
    """The person a full name belongs to: one of that surname whose given name agrees, or a new one."""
    for number in dict.fromkeys(by_last[_last(naming.keys, rules)]):
        if _same(people[number].keys, naming.keys, rules):
            if len(naming.keys) > len(people[number].keys):
                people[number].name, people[number].keys = " ".join(naming.words), naming.keys
            return number
    people.append(Someone(" ".join(naming.words), naming.keys))
    return len(people) - 1


def _same(a: Sequence[str], b: Sequence[str], rules: Rules) -> bool:
    """Whether two full names of one surname are one person's."""
    if len(a) == 1 or len(b) == 1:
        return len(a) == len(b)
    suffixes = {a[-1].rstrip("."), b[-1].rstrip(".")} & {"jr", "sr", "ii", "iii", "iv"}
    if suffixes and a[-1].rstrip(".") != b[-1].rstrip("."):
        return False
    x, y = a[0].rstrip("."), b[0].rstrip(".")
    if x == y or y in rules.nicknames.get(x, ()):
        return True
    return min(len(x), len(y)) == 1 and x[0] == y[0] or set(a) <= set(b) or set(b) <= set(a)


def _short(
    naming: Naming,
    people: list[Someone],
    by_last: dict[str, list[int]],
    by_first: dict[str, list[int]],
    sure: set[tuple[str, ...]],
    rules: Rules,
) -> int:
    """The person a surname (or given name alone) belongs to, or a new one where it is surely a person's; else -1."""
    word = _last(naming.keys, rules)
    if len(naming.keys) > 1 or (naming.weak and not by_last[word]):
        return -1
    numbers = list(dict.fromkeys(by_last[word])) or ([] if naming.titled else list(dict.fromkeys(by_first[word])))
    fit = [n for n in numbers if not naming.gender or _gender(people[n], rules) in {None, naming.gender}]
    if fit:
        return max(fit, key=lambda n: (by_last[word] or by_first[word]).count(n))
    if numbers and not naming.gender:
        return -1
    if naming.titled or (naming.keys in sure and _plain(word, rules)):
        people.append(Someone(" ".join(naming.words), naming.keys, naming.gender))
        by_last[word].append(len(people) - 1)
        return len(people) - 1
    return -1


def _gender(someone: Someone, rules: Rules) -> Gender | None:
    return someone.gender or rules.given_names.get(someone.keys[0])


def _plain(word: str, rules: Rules) -> bool:
    """A word alone that nothing says is no family name."""
    return not (
        word in rules.places
        or word in rules.nations
        or word in rules.bodies
        or word in rules.body_words
        or word in rules.title_parts
        or word in rules.calendar
        or word in rules.openers
        or word in rules.role_nouns
    )


def persons(text: str, found: Cast) -> tuple[Person, ...]:
    """The people of the article as the model has them, in the order of their first mention."""
    out = []
    for someone in found.people:
        mentions = tuple(_mention(text, someone.name, found.namings[i]) for i in someone.namings)
        if mentions:
            out.append(Person(someone.name, mentions))
    return tuple(sorted(out, key=lambda p: p.mentions[0].span))


def _mention(text: str, name: str, naming: Naming) -> Mention:
    role = text[naming.role[0] : naming.role[1]] if naming.role else None
    return Mention(Span(naming.start, naming.end), name, " ".join(role.split()) if role else None)
