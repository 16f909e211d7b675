"""Names as they are printed: which runs of capitalised words may name a person, and the title before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.nicknames import OPENING, after_nickname
from onrecord.extract.roles import LONGEST, after_calling, is_role, role_start, title_end
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
WORDS = 5
"""Words of the longest name of a person."""
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
    run = [t.key if t.key.isascii() else fold(t.key) for t in row]
    title = title_end(run, rules)
    first, last = _name_in(run, title, rules)
    keys = tuple(k for k in run[first:last] if k != ",")
    lone = first >= last or (not title and len(keys) == 1 and _is_common(keys[0], rules))
    weak = lone and run[-1] not in rules.calendar and not (i and _places(tokens[i - 1], rules))
    if weak:
        first, last, keys = len(run) - 1, len(run), (run[-1],)
    if not keys or not (weak or _may_be_person(keys, title > 0, rules)):
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


def _is_common(word: str, rules: Rules) -> bool:
    """A word that alone names only somebody already named in full: a title, a thing, a nation."""
    return word in rules.honorifics or word in rules.also_surnames or word in rules.body_words


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
    words = tuple(text[t.start : t.end] for t in name if t.key != ",")
    capitals = all(len(w) > 1 and w.isupper() and w[1] != "." for w in words)
    role_keys = frozenset(t.key for t in role)
    gender = next(
        (g for t in reversed(role) if (g := rules.honorifics.get(t.key) or rules.role_nouns.get(t.key))), None
    )
    return Naming(
        name[0].start,
        name[-1].end,
        tuple(map(in_title_case, words)) if capitals else words,
        keys,
        role=(role[0].start, role[-1].end) if role else None,
        role_keys=role_keys,
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


def _name_in(run: Sequence[str], title: int, rules: Rules) -> tuple[int, int]:
    """Where the name begins and ends in a run whose title is `title` words long."""
    first = _skip_modifiers(run, title, rules)
    return first, _skip_trailing(run, first, rules)


def _places(before: Token, rules: Rules) -> bool:
    """A word before a name that makes it a place or a thing ("in Washington", "the West")."""
    return before.key in rules.prepositions or before.key in rules.determiners


def _skip_modifiers(run: Sequence[str], title: int, rules: Rules) -> int:
    """Where the name begins, after places, nations and parts of titles; after a title at least a word is left."""
    size = len(run) - (title > 0)
    first = _after_body(run, title, rules) or after_calling(run, rules)
    while first < size:
        step = next((n for n in (3, 2, 1) if first + n <= size and " ".join(run[first : first + n]) in rules.places), 0)
        if not step and not _qualifies(run[first], rules):
            break
        if step in {0, 1} and _is_given_name(run, first, rules):
            break
        first += step or 1
    return first


def _after_body(run: Sequence[str], title: int, rules: Rules) -> int:
    """Where a given name follows a body and an office in it ("Alder County Recorder Ada Lane"); else `title`."""
    for n in range(title + 2, len(run) - 1):
        if run[n] in rules.given_names and run[n - 1] not in rules.given_names:
            body = any(word in rules.body_words for word in run[title:n])
            if body and run[n + 1] not in rules.body_words:
                return n
    return title


def _qualifies(word: str, rules: Rules) -> bool:
    """A word that stands before a name without belonging to it."""
    if (is_role(word, rules) and word not in rules.given_names) or (
        "-" in word and word.rpartition("-")[2] in rules.compounds
    ):
        return True
    return word in rules.nations or word in rules.calendar or word in rules.bodies or word in rules.title_parts


def _is_given_name(run: Sequence[str], at: int, rules: Rules) -> bool:
    """Whether the word at `at` is a given name here ("Jordan Smith"), not a place or party before one."""
    if run[at] not in rules.given_names or at + 1 >= len(run) or (at and run[at] in rules.title_parts):
        return False
    return run[at + 1] not in rules.given_names


def _skip_trailing(run: Sequence[str], first: int, rules: Rules) -> int:
    """Where the name ends, before days and months printed right after it."""
    last = len(run)
    while last > first and run[last - 1] in rules.calendar:
        last -= 1
    return last


def _may_be_person(keys: Sequence[str], titled: bool, rules: Rules) -> bool:
    name = " ".join(keys)
    if titled and len(keys) == 1:
        return name not in rules.bodies and name not in rules.addressed
    if name in rules.places or name in rules.bodies or name in rules.honorifics:
        return False
    if len(keys) > WORDS or "of" in keys or "for" in keys or (keys[-1] in rules.honorifics and len(keys) == 1):
        return False
    given = keys[0] in rules.given_names
    *_, family = keys
    pair = given and keys == (keys[0], family) and (titled or family in rules.also_surnames)
    whole = given and family not in rules.body_words  # "Kathleen Hall Bergen"
    inner = [k for k in keys[1:] if not (whole and k in rules.also_surnames)]
    if not pair and any(k in rules.body_words and k not in rules.given_names for k in inner):
        return False
    if keys[0] in rules.body_words and not given and not titled:
        return False
    if family in rules.nations and family not in rules.also_surnames:
        return False
    if all(_LETTERS.fullmatch(k) or len(k) == 1 for k in keys) or (
        any(k in rules.nations for k in keys[1:]) and not given
    ):
        return False
    return any(c.isalpha() for c in name)


def _sounds_like_person(keys: Sequence[str], rules: Rules) -> bool:
    """A given name and a family name that is nothing else."""
    return (
        len(keys) > 1
        and keys[-1] not in rules.body_words
        and (keys[0] in rules.given_names or _INITIALS.fullmatch(keys[0]) is not None)
    )


_INITIALS = re.compile(r"(?:[^\W\d_]\.){1,2}")
_LETTERS = re.compile(r"(?:[^\W\d_]\.)+")


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
