"""Who an article names: its namings found, merged into people, and put into its sentences as single tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.extract.context import label, observe
from onrecord.extract.couples import both, share_families
from onrecord.extract.headlines import headline_namings, is_headline, known
from onrecord.extract.identities import Someone, merge
from onrecord.extract.marks import Marked
from onrecord.extract.names import Found, Naming, embed, namings
from onrecord.extract.tokens import Sentence, Token, tokens
from onrecord.extract.trims import trimmed
from onrecord.extract.vocabulary import Rules
from onrecord.model import Mention, Person, Span


@dataclass(slots=True)
class Cast:
    """All namings of an article, the people they name, and the numbers of those who bear each family name.

    `starts` has the offset of each naming, in order.
    """

    namings: list[Naming]
    people: list[Someone]
    families: dict[str, list[int]]
    starts: list[int]


def cast(
    text: str,
    sentences: Sequence[Sentence],
    stretches: Sequence[Marked],
    rules: Rules,
    labels: Sequence[tuple[int, int]] = (),
) -> Cast:
    """Finds the people of an article, and puts a "name" token in place of each naming of one outside marks.

    A full name within one of the `labels` (of a turn, of a tweet) is a person's.
    """
    found, everything = _namings(text, sentences, stretches, rules, labels)
    people = merge(everything, rules)
    kept = [n for n in everything if n.person >= 0]
    number = {id(n): i for i, n in enumerate(kept)}
    for sentence, all_here in zip(sentences, found, strict=True):
        if here := [f for f in all_here if f[0].person >= 0]:
            embed(sentence, here, [number[id(f[0])] for f in here])
    for i, naming in enumerate(kept):
        people[naming.person].namings.append(i)
        if naming.role:
            people[naming.person].roles.update(naming.role_keys)
        if naming.office and naming.office not in rules.epithets:
            people[naming.person].roles.add(naming.office)
    families: dict[str, list[int]] = {}
    for n, someone in enumerate(people):
        families.setdefault(someone.keys[-1], []).append(n)
    return Cast(kept, people, families, [naming.start for naming in kept])


def _namings(
    text: str,
    sentences: Sequence[Sentence],
    stretches: Sequence[Marked],
    rules: Rules,
    labels: Sequence[tuple[int, int]],
) -> tuple[list[list[Found]], list[Naming]]:
    """The namings outside marks, sentence by sentence, and all of them in the order of the text.

    Headlines come last: there, only what the text knows for a name is one.
    """
    headlines = {n for n, s in enumerate(sentences) if is_headline(text, s.tokens, rules)}
    found: list[list[Found]] = [
        [] if n in headlines else list(namings(text, s.tokens, n, False, rules)) for n, s in enumerate(sentences)
    ]
    for n, sentence in enumerate(sentences):
        if not found[n]:
            continue
        observe(sentence, sentences[n + 1] if n + 1 < len(sentences) else None, found[n], rules)
        share_families(sentence.tokens, found[n], rules)
        found[n] = both(sentence.tokens, found[n], rules)
    label(_all(found) if labels else [], labels, rules)
    inside = _inside(text, sentences, stretches, rules)
    names = known([*_all(found), *_all(f for f, _ in inside)])
    found = [[trimmed(f, s.tokens, names, rules) for f in here] for s, here in zip(sentences, found, strict=True)]
    within = [trimmed(f, row, names, rules)[0] for here, row in inside for f in here]
    names = known([*_all(found), *within]) if headlines else names
    for n in headlines:
        found[n] = list(headline_namings(text, sentences[n].tokens, n, names, rules))
    return found, sorted([*_all(found), *within], key=lambda n: n.start)


def _all(found: Iterable[Sequence[Found]]) -> list[Naming]:
    return [naming for here in found for naming, _, _ in here]


def _inside(
    text: str, sentences: Sequence[Sentence], stretches: Sequence[Marked], rules: Rules
) -> list[tuple[list[Found], list[Token]]]:
    """Namings inside marks, with the tokens there: they name people, and never point at a speaker."""
    out: list[tuple[list[Found], list[Token]]] = []
    for n, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.kind == "quote":
                m = stretches[token.index]
                if text[m.start : m.end].islower():
                    continue
                row = tokens(text, m.start, m.end, rules)
                out.append((list(namings(text, row, n, True, rules)), row))
    return out


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
