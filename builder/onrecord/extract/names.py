"""Names as they are printed: which runs of capitalised words may name a person, and the title before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.nicknames import OPENING, after_nickname
from onrecord.extract.roles import LONGEST, is_role, role_start
from onrecord.extract.runs import run_of
from onrecord.extract.tokens import Sentence, Token
from onrecord.extract.vocabulary import Gender, Rules
from onrecord.text import fold


@dataclass(slots=True)
class Naming:
    """One place where somebody may be named.

    Attributes:
        start, end: offsets of the name, title left out.
        words: the name's words as printed.
        keys: the same, as the lists have them.
        role: offsets of the title or role printed before it ("Vermont Sen."), or None.
        role_keys: its words as the lists have them.
        generation: "elder" or "younger" where that is said of the name.
        gender: told by the title.
        weak: the word is known for something else (a place, a party); it names only a person already named in full.
        sure: the words around it, or the name itself, say that it is a person's.
        opens: it begins its sentence.
        alone: it is one word, and the words around it let it be a family name.
        quoted: it stands inside marks.
        sentence: the number of its sentence.
        subject: it opens its sentence, or nearly.
        person: the number of the person it was found to name, or -1.
        size: the number of tokens that the name takes.
        nickname: printed inside the name, which goes without it.
        capitals: it was printed in capitals throughout.
        office: what the words after it say that the person is ("X, a spokesman for Y"), or nothing.
        family: the words of the family name that it shares with the name after it ("Dan and Vera Holt"), or nothing.
    """

    start: int
    end: int
    words: tuple[str, ...]
    keys: tuple[str, ...]
    sentence: int = 0
    quoted: bool = False
    role: tuple[int, int] | None = None
    role_keys: frozenset[str] = frozenset()
    generation: str = ""
    gender: Gender | None = None
    titled: bool = False
    weak: bool = False
    sure: bool = False
    alone: bool = False
    opens: bool = False
    person: int = -1
    size: int = 1
    nickname: str = ""
    capitals: bool = False
    family: tuple[str, ...] = ()
    office: str = ""


Found = tuple[Naming, int, int]
"""A naming, and the numbers of its tokens in its sentence (first, after the last)."""
PARTICLES = 3
"""Most particles in a row inside a name."""


def namings(text: str, tokens: Sequence[Token], sentence: int, quoted: bool, rules: Rules) -> Iterator[Found]:
    """Every naming in a sentence's tokens, with the numbers of the tokens it takes (first, after the last)."""
    begin, size = 0, len(tokens)
    if size and "-" in text[tokens[0].start : tokens[-1].end]:
        for token in tokens:
            if not token.capital and "-" in token.key:
                token.capital = _joined_particle(text, token, rules)
    for i in [n for n, token in enumerate(tokens) if token.capital]:
        if i < begin or not _starts(tokens, i, rules):
            continue
        j = _run_end(tokens, i, rules)
        if j + 1 < size and tokens[j].key == "&" and tokens[j + 1].key in rules.body_words:  # "Corman & Sons"
            begin = j + 2
            continue
        yield from _parse(text, tokens, i, j, sentence, quoted, rules)
        begin = j


def _joined_particle(text: str, token: Token, rules: Rules) -> bool:
    """`al-Rashidi`: a name whose particle is joined to it."""
    particle = token.key.partition("-")[0]
    return particle in rules.particles and text[token.start + len(particle) + 1].isupper()


def _starts(tokens: Sequence[Token], i: int, rules: Rules) -> bool:
    token = tokens[i]
    if token.kind != "word":
        return False
    if i == 0 and (cue := rules.cues.get(token.key)) and cue.form in {"finite", "participle"}:
        verb = rules.cues.get(tokens[1].key) if len(tokens) > 1 else None  # "Read said"
        return token.key in rules.given_names or (verb is not None and verb.form == "finite")
    if token.key not in rules.openers and not (i == 0 and token.key in rules.small):
        return True
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following and following.capital and f"{token.key} {following.key}" in rules.places:
        return True
    if token.key in rules.also_surnames and (i > 0 or bool(following and following.key in rules.cues)):
        return True
    return token.key in rules.given_names and i > 0 and bool(following and following.capital)


def _run_end(tokens: Sequence[Token], i: int, rules: Rules) -> int:
    """The number of the token after the run of capitalised words that begins at `i`."""
    j, size = i + 1, min(len(tokens), i + LONGEST)
    while j < size:
        token = tokens[j]
        k = j
        if not _capitalised(token, rules):
            k = _after_particles(tokens, j, rules)
            if token.key in {"of", "for"} and (_is_title(tokens[i:j], rules) or tokens[j - 1].key in rules.body_words):
                k = j + 2 if j + 1 < size and tokens[j + 1].key == "the" else j + 1
            elif token.key == "]" or (token.key == "," and j + 1 < size and tokens[j + 1].key in rules.suffixes):
                k = j + 1
            elif token.kind == "sign":
                k = after_nickname(tokens, i, j, rules)
            elif token.capital and j + 1 < size and _goes_on(token, tokens[j + 1], rules):
                k = j + 1
            if k == j or k >= size or not (tokens[k].capital and tokens[k].kind == "word"):
                break
        j = k + 1
    return j


def _goes_on(token: Token, following: Token, rules: Rules) -> bool:
    """Whether a word that opens sentences goes on a name of a place or a body ("New York", "High School")."""
    return following.key in rules.body_words or f"{token.key} {following.key}" in rules.places


def _capitalised(token: Token, rules: Rules) -> bool:
    """A capitalised word that may go on a name, in the middle of a sentence."""
    if token.kind != "word" or not token.capital:
        return False
    known = token.key in rules.given_names or token.key in rules.also_surnames or token.key == "may"
    return known or token.key not in rules.openers


def _after_particles(tokens: Sequence[Token], j: int, rules: Rules) -> int:
    """The number of the token after the particles ("van der") that begin at `j`."""
    k = j
    while k < min(len(tokens), j + PARTICLES) and tokens[k].key in rules.particles and not tokens[k].capital:
        k += 1
    return k


def _is_title(run: Sequence[Token], rules: Rules) -> bool:
    """Whether a run is a title so far, with no name in it ("Secretary", "U.S. Ambassador")."""
    if run[-1].key not in rules.honorifics:
        return False
    return all(t.key in rules.honorifics or t.key in rules.title_parts or t.key in rules.nations for t in run)


def _parse(
    text: str, tokens: Sequence[Token], i: int, j: int, sentence: int, quoted: bool, rules: Rules
) -> Iterator[tuple[Naming, int, int]]:
    """The naming in the run `tokens[i:j]`, if there is one."""
    row, nickname = _without_signs(tokens[i:j])
    run = tuple([t.key if t.key.isascii() else fold(t.key) for t in row])
    title, first, last, keys, lone, fits = run_of(run, rules)
    weak = lone and run[-1] not in rules.calendar and not (i and _places(tokens[i - 1], rules))
    if weak:
        first, last, keys = len(run) - 1, len(run), (run[-1],)
    if not keys or not (weak or fits):
        return
    if title and run[title - 1] in rules.titled_names and len([k for k in keys if k not in rules.suffixes]) == 1:
        first -= 1
        keys = (run[first], *keys)
    begin = role_start(tokens, i, rules)
    naming = _naming(text, [*tokens[begin:i], *row[:first]], row[first:last], keys, rules)
    end, naming.size = _printed(tokens[i:j], row, first, last)
    end += i
    naming.nickname, naming.sentence, naming.quoted = nickname, sentence, quoted
    naming.weak = weak or (len(keys) == 1 and not title and (naming.capitals or first > 0))
    naming.opens = not i and not first
    naming.titled = title > 0 and not weak
    naming.sure = naming.sure or naming.titled
    naming.generation = rules.generations.get(tokens[begin - 1].key if begin else "", "")
    yield naming, begin, end


def _printed(run: Sequence[Token], row: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Where the words `first` to `last` of `row`, a run without signs, end in the run, and their length there."""
    if len(row) == len(run):
        return last, last - first
    places = [k for k, token in enumerate(run) if token is row[first] or token is row[last - 1]]
    return places[-1] + 1, places[-1] - places[0] + 1


def _without_signs(run: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """A run without its signs (but for the comma before "Jr.") and without the nickname between two, and that."""
    if all(t.kind == "word" for t in run):
        return run, ""
    out: list[Token] = []
    nick, k = "", 0
    while k < len(run):
        closing = OPENING.get(run[k].key)
        end = next((n for n in range(k + 2, len(run)) if run[n].key == closing), 0) if closing else 0
        nick = " ".join(t.key for t in run[k + 1 : end]) if end else nick
        k = end or k
        if run[k].kind == "word" or run[k].key == ",":
            out.append(run[k])
        k += 1
    return out, nick


def _naming(text: str, role: Sequence[Token], name: Sequence[Token], keys: tuple[str, ...], rules: Rules) -> Naming:
    """The naming made of a role's tokens and a name's."""
    words = tuple([text[t.start : t.end] for t in name if t.key != ","])
    capitals = words[0].isupper() and all(len(w) > 1 and w.isupper() and w[1] != "." for w in words)
    gender = None
    for token in reversed(role):
        if gender := rules.honorifics.get(token.key) or rules.role_nouns.get(token.key):
            break
    return Naming(
        name[0].start,
        name[-1].end,
        tuple(map(in_title_case, words)) if capitals else words,
        keys,
        role=(role[0].start, role[-1].end) if role else None,
        role_keys=frozenset([t.key for t in role]),
        gender=gender,
        sure=_has_role(role, keys, rules) or _sounds_like_person(keys, rules),
        capitals=capitals,
    )


def _has_role(role: Sequence[Token], keys: Sequence[str], rules: Rules) -> bool:
    """Whether the role before a name makes it a person's; before a word alone ("group X") it must be a relative's."""
    if len(keys) > 1:
        return any(is_role(t.key, rules) for t in role)
    return bool(role) and (role[-1].key in rules.relations or keys[0] in rules.given_names)


def in_title_case(word: str) -> str:
    """A word in capitals as it would be printed in a line of text: "O'Dell"."""
    return _PART.sub(lambda m: m.group().capitalize(), word)


_PART = re.compile(r"[^\W\d_]+")


def _places(before: Token, rules: Rules) -> bool:
    """A word before a name that makes it a place or a thing ("in Washington", "the West")."""
    return before.key in rules.prepositions or before.key in rules.determiners


def _sounds_like_person(keys: Sequence[str], rules: Rules) -> bool:
    """A given name and a family name that is nothing else."""
    return (
        len(keys) > 1
        and keys[-1] not in rules.body_words
        and (keys[0] in rules.given_names or _INITIALS.fullmatch(keys[0]) is not None)
    )


_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,2}")


def plain(word: str, rules: Rules) -> bool:
    """A word alone that nothing says is no family name."""
    known = (
        rules.places,
        rules.nations,
        rules.bodies,
        rules.body_words,
        rules.title_parts,
        rules.calendar,
        rules.openers,
        rules.role_nouns,
    )
    return not any(word in words for words in known)


def all_plain(naming: Naming, rules: Rules) -> bool:
    """Whether a full name holds no word that is known for something else."""
    return len(naming.keys) > 1 and all(plain(k, rules) for k in naming.keys)


def embed(sentence: Sentence, found: Sequence[tuple[Naming, int, int]], numbers: Sequence[int]) -> None:
    """Puts one "name" token in place of the tokens of each naming."""
    out: list[Token] = []
    at = 0
    for (naming, first, last), number in zip(found, numbers, strict=True):
        out += sentence.tokens[at:first]
        out.append(Token("name", naming.start, naming.end, "", number, True))
        at = last
    sentence.tokens = out + sentence.tokens[at:]
