"""Who an article names: its namings found, merged into people, and put into its sentences as single tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.couples import share_families
from onrecord.extract.headlines import headline_namings, is_headline, known
from onrecord.extract.identities import Someone, merge
from onrecord.extract.marks import Marked
from onrecord.extract.names import Found, Naming, embed, namings
from onrecord.extract.tokens import Sentence, Token, tokens
from onrecord.extract.vocabulary import Rules
from onrecord.model import Mention, Person, Span


@dataclass(slots=True)
class Cast:
    """All namings of an article and the people they name."""

    namings: list[Naming]
    people: list[Someone]


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
        here = [f for f in all_here if f[0].person >= 0]
        embed(sentence, here, [number[id(f[0])] for f in here])
    for i, naming in enumerate(kept):
        people[naming.person].namings.append(i)
        if naming.role:
            people[naming.person].roles.update(naming.role_keys)
    return Cast(kept, people)


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
        _neighbours(sentence, sentences[n + 1] if n + 1 < len(sentences) else None, found[n], rules)
        share_families(sentence.tokens, found[n], rules)
    _by_label([naming for each in found for naming, _, _ in each] if labels else [], labels, rules)
    inside = _inside(text, sentences, stretches, rules)
    names = known([*(naming for each in found for naming, _, _ in each), *inside])
    for n in headlines:
        found[n] = list(headline_namings(text, sentences[n].tokens, n, names, rules))
    outside = [naming for each in found for naming, _, _ in each]
    return found, sorted(outside + inside, key=lambda n: n.start)


def _inside(text: str, sentences: Sequence[Sentence], stretches: Sequence[Marked], rules: Rules) -> list[Naming]:
    """Namings inside marks: they name people, and never point at a speaker."""
    out: list[Naming] = []
    for n, sentence in enumerate(sentences):
        for token in sentence.tokens:
            if token.kind == "quote":
                m = stretches[token.index]
                out.extend(f[0] for f in namings(text, list(tokens(text, m.start, m.end)), n, True, rules))
    return out


def _by_label(found: Sequence[Naming], labels: Sequence[tuple[int, int]], rules: Rules) -> None:
    """Who has a turn or a tweet is a person, unless the label says only what somebody is ("UNIDENTIFIED WOMAN")."""
    begins = {naming.start: naming for naming in found if len(naming.keys) > 1}
    for start, end in labels:
        for at in range(start, end):
            naming = begins.get(at)
            if (
                naming
                and naming.end <= end
                and not any(k in rules.role_nouns or k in rules.unknown for k in naming.keys)
            ):
                naming.sure = True


def _neighbours(sentence: Sentence, following: Sentence | None, found: Sequence[Found], rules: Rules) -> None:
    """A name that says something, or is explained by a role, an age or a pronoun, is a person's."""
    row = sentence.tokens
    for naming, _, last in found:
        first = last - naming.size
        if not naming.sure and (len(naming.keys) > 1 or _stands_alone(row, first, rules)):
            naming.sure = _speaks(row, first, last, rules) or _is_explained(row, first, last, naming, rules)
        if naming.sure and first > 1 and row[first - 1].key == ",":  # "his wife, Ada,"
            naming.gender = naming.gender or rules.role_nouns.get(row[first - 2].key)
        if last + 2 < len(row) and row[last].key == "(" and row[last + 1].key in {"r", "d", "i"}:
            naming.sure = naming.titled = True
        if first == 0 and len(naming.keys) > 1 and not naming.sure and following:
            _taken_up(naming, sentence, following, rules)


def _stands_alone(row: Sequence[Token], first: int, rules: Rules) -> bool:
    """Whether a word alone may be a surname: any word is capitalised at the start, and "the Hill" is an outlet."""
    return first > 0 and row[first - 1].key not in rules.determiners


def _speaks(row: Sequence[Token], first: int, last: int, rules: Rules) -> bool:
    """`X said`, `"…," said X`."""
    after = rules.cues.get(row[last].key) if last < len(row) else None
    if after and after.form == "finite" and after.group != "thought":
        return True
    before = rules.cues.get(row[first - 1].key) if first > 1 else None
    return bool(before) and before is not None and before.form == "finite" and row[first - 2].kind == "quote"


def _is_explained(row: Sequence[Token], first: int, last: int, naming: Naming, rules: Rules) -> bool:
    """`X, 44,`, `X, who …`, `X, a spokesman for …`, `his spokesman, X,`."""
    after = row[last].key if last < len(row) else ""
    if after == "," and last + 1 < len(row) and len(naming.keys) > 1 and _explains(row[last + 1 : last + 6], rules):
        return True
    return first > 1 and row[first - 1].key == "," and row[first - 2].key in rules.role_nouns and after in {",", "."}


def _taken_up(naming: Naming, sentence: Sentence, following: Sentence, rules: Rules) -> None:
    """`Xiomara Reyes opened the gate. She …`: the next sentence tells that the name is a person's, and the gender."""
    pronoun = following.tokens[0].key if following.tokens else ""
    if following.paragraph == sentence.paragraph and all(t.kind == "quote" for t in following.tokens):
        naming.sure = True  # `Xiomara Reyes shrugged. "…"`
    if following.paragraph == sentence.paragraph and pronoun in {"he", "she"}:
        naming.sure, naming.gender = True, naming.gender or rules.pronouns[pronoun]


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
