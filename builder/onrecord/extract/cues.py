"""Cue links: which words attribute, and who their subject is.

A link joins a cue ("said") to the words that are its subject ("Sanders", "he", "a senior adviser"), found by looking at
the sentence's own order: directly before ("Sanders said"), after it ("said Sanders"), across an apposition or a relative
clause, shared with an earlier verb ("spoke and said"), or named by an opening ("according to Sanders").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Cue, Rules

PointerKind = Literal["name", "pronoun", "role", "body", "joint"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """The words that point at a speaker.

    Attributes:
        kind: a person's "name", "pronoun" (he, she), "role" (a noun for a person: "a senior adviser"), "body" (an
            organisation, a thing, or nobody in particular), "joint" (several people at once).
        first, last: numbers of its tokens in the sentence (last is the one after).
        index: of the naming (kind "name"); else -1.
        document: the words are those of a writing that the person owns ("Sanders' letter").
    """

    kind: PointerKind
    first: int
    last: int
    index: int = -1
    document: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A cue and its subject.

    Attributes:
        cue: the verb form, or None for an opening ("according to").
        at, end: numbers of the cue's tokens (end is the one after).
        subject: who is its subject.
        relation: how the subject was found; one of the words used in `links`.
    """

    cue: Cue | None
    at: int
    end: int
    subject: Pointer
    relation: str

    @property
    def first(self) -> int:
        """The first token of cue and subject together."""
        return min(self.at, self.subject.first)

    @property
    def last(self) -> int:
        """The token after cue and subject."""
        return max(self.end, self.subject.last)


Row = Sequence[Token]
REACH = 40
"""How many tokens a subject may be away from its verb."""


def links(row: Row, rules: Rules) -> list[Link]:
    """Every cue of a sentence with its subject, in order; cues whose subject cannot be told are left out."""
    out: list[Link] = []
    i = 0
    while i < len(row):
        opening = _opening(row, i, rules)
        link = opening or _verb_link(row, i, out, rules)
        if link:
            out.append(link)
        i = opening.end if opening else i + 1
    return out


def _opening(row: Row, i: int, rules: Rules) -> Link | None:
    for words in rules.openings:
        if row[i].key == words[0] and tuple(t.key for t in row[i : i + len(words)]) == words:
            subject = phrase_after(row, i + len(words), rules)
            return Link(None, i, i + len(words), subject, "opening") if subject else None
    return None


def _verb_link(row: Row, i: int, earlier: Sequence[Link], rules: Rules) -> Link | None:
    cue, end = _cue_at(row, i, rules)
    if not cue:
        return None
    left = _before_verb(row, i, rules)
    if _passive(row, left, i, cue, rules):
        agent = next((k for k in range(end, min(end + 25, len(row))) if row[k].key == "by"), -1)
        subject = phrase_after(row, agent + 1, rules) if agent > 0 else None
        return Link(cue, i, end, subject, "agent") if subject and subject.kind in {"name", "pronoun"} else None
    if cue.form == "plain" and left == i and (i == 0 or row[i - 1].key in rules.determiners or row[i - 1].key in rules.prepositions):
        return None
    if _inverts(row, i, left, cue, rules) and (subject := phrase_after(row, end, rules)):
        return Link(cue, i, end, subject, "inverted")
    found = subject_before(row, left, cue, earlier, rules)
    return Link(cue, i, end, found[0], found[1]) if found else None


def _cue_at(row: Row, i: int, rules: Rules) -> tuple[Cue | None, int]:
    """The cue that begins at token `i` (a phrase before a single word), and the token after it."""
    token = row[i]
    if token.kind != "word" or token.key not in rules.cues and i + 1 >= len(row):
        return None, i
    if i + 1 < len(row) and (cue := rules.cues.get(f"{token.key} {row[i + 1].key}")):
        return cue, i + 2
    cue = rules.cues.get(token.key)
    return (cue, i + 1) if cue and not (token.capital and i) else (None, i)


def _before_verb(row: Row, i: int, rules: Rules) -> int:
    """The token after the last one that is neither auxiliary nor adverb before the verb at `i`."""
    j = i
    while j and row[j - 1].kind == "word" and (row[j - 1].key in rules.auxiliaries or is_adverb(row[j - 1], rules)):
        if row[j - 1].key in {"'s", "’s"} and j > 1 and row[j - 2].kind == "name":
            break
        j -= 1
    return j


def is_adverb(token: Token, rules: Rules) -> bool:
    """A word that says when or how, between a subject and its verb."""
    return token.key in rules.adverbs or (token.key.endswith("ly") and len(token.key) > 4 and not token.capital and token.key not in rules.role_nouns)


def _passive(row: Row, left: int, i: int, cue: Cue, rules: Rules) -> bool:
    between = {t.key for t in row[max(left - 1, 0) : i]}
    if cue.form != "finite":
        return False
    return bool(between & rules.light_verbs) and row[i].key.endswith(("ed", "en", "wn", "ght", "aid", "old", "id", "ut", "eld", "elt", "ld"))


def _inverts(row: Row, i: int, left: int, cue: Cue, rules: Rules) -> bool:
    """`"…," said X` and `Said X:`; the verb stands right after the quotation."""
    if cue.form != "finite" or cue.group in {"judgement"}:
        return False
    k = left - 1
    while k >= 0 and row[k].kind == "sign" and row[k].key in ",—–-":
        k -= 1
    if k >= 0 and row[k].kind != "quote":
        return False
    following = row[i + 1] if i + 1 < len(row) else None
    if not following or following.kind == "quote" or following.key in rules.prepositions and following.key != "one":
        return False
    return following.kind == "name" or following.key in rules.determiners or following.capital or following.key in rules.pronouns or following.key in rules.role_nouns


def phrase_after(row: Row, i: int, rules: Rules) -> Pointer | None:
    """The noun phrase that begins at token `i`."""
    j = i
    while j < len(row) and j < i + REACH and row[j].kind in {"word", "name"} and not (j > i and (row[j].key in rules.subordinators and row[j].key not in {"for", "and"} or row[j].key in rules.relatives)):
        if j > i and row[j].key == "and" and not (row[j - 1].kind == "name" and j + 1 < len(row) and row[j + 1].kind == "name"):
            break
        j += 1
    return noun_phrase(row, i, j, rules)


def noun_phrase(row: Row, a: int, b: int, rules: Rules) -> Pointer | None:
    """Whom the tokens `a` to `b` point at: by the head of the first noun phrase, not by what hangs on it."""
    while a < b and (row[a].kind == "sign" or is_adverb(row[a], rules) and not row[a].capital or row[a].key in {"and", "but", "yet", "so"}):
        a += 1
    if a >= b:
        return None
    if row[a].kind == "word" and row[a].key in rules.prepositions:
        return _last_named(row, a, b, rules)
    stop = next((k for k in range(a + 1, b) if row[k].key in rules.prepositions and row[k].kind == "word"), b)
    for k in range(a, stop):
        if found := _head(row, a, k, stop, b, rules):
            return found
    return _nominal(row, a, stop, b, rules)


def _last_named(row: Row, a: int, b: int, rules: Rules) -> Pointer | None:
    """After an opening phrase without a comma ("In a statement Sanders"): the last name or pronoun."""
    for k in range(b - 1, a, -1):
        if row[k].kind == "name":
            return Pointer("name", k, k + 1, row[k].index)
        if row[k].key in {"he", "she"}:
            return Pointer("pronoun", k, k + 1)
    return None


def _head(row: Row, a: int, k: int, stop: int, b: int, rules: Rules) -> Pointer | None:
    """The pointer that token `k` makes as the head of the phrase, or None where it only modifies."""
    token = row[k]
    following = row[k + 1] if k + 1 < stop else None
    if token.kind == "name":
        if following and following.key in {"and", "&"} and k + 2 < b and row[k + 2].kind == "name":
            return Pointer("joint", k, k + 3)
        if following and _owner(following):
            return _owned(row, k, stop, b, Pointer("name", k, k + 1, token.index), rules)
        if following and (following.kind == "name" or _is_noun(following, rules)):
            return None
        return Pointer("name", k, k + 1, token.index)
    if token.key in rules.pronouns:
        if token.key in {"his", "her"} and following:
            return _owned(row, k, stop, b, Pointer("pronoun", k, k + 1), rules)
        return Pointer("pronoun", k, k + 1)
    return None


def _owner(token: Token) -> bool:
    return token.key in {"'s", "’s", "'", "’"}


def _is_noun(token: Token, rules: Rules) -> bool:
    return token.key in rules.role_nouns or token.key in rules.body_nouns or token.key in rules.documents


def _owned(row: Row, k: int, stop: int, b: int, owner: Pointer, rules: Rules) -> Pointer | None:
    """What belongs to somebody: a writing speaks for its owner, anything else for itself."""
    for j in range(k + 1, stop):
        if row[j].kind == "name":
            return None
        if row[j].key in rules.documents:
            return Pointer(owner.kind, owner.first, owner.last, owner.index, True)
        if row[j].key in rules.role_nouns and not (j + 1 < stop and (row[j + 1].kind == "name" or _is_noun(row[j + 1], rules))):
            return Pointer("role", k, b)
    return Pointer("body", k, b) if stop > k + 1 else None


def _nominal(row: Row, a: int, stop: int, b: int, rules: Rules) -> Pointer | None:
    """A phrase without a name: a person by role, or a body."""
    if any(t.kind == "quote" for t in row[a:b]) or all(t.kind == "sign" for t in row[a:b]):
        return None
    head = next((row[k] for k in range(stop - 1, a - 1, -1) if row[k].kind == "word" and not is_adverb(row[k], rules)), row[a])
    kind: PointerKind = "role" if head.key in rules.role_nouns else "body"
    return Pointer(kind, a, b)


def subject_before(row: Row, left: int, cue: Cue, earlier: Sequence[Link], rules: Rules) -> tuple[Pointer, str] | None:
    """The subject of the verb whose auxiliaries begin at token `left`, and how it was found."""
    start = _segment(row, left, rules)
    if start < left:
        return _from_segment(row, start, left, cue, earlier, rules)
    before = row[left - 1] if left else None
    if before is None:
        return _shared(row, left, earlier, rules) if cue.form == "participle" else None
    if before.key in rules.relatives:
        return _antecedent(row, left - 1, rules)
    if before.key in rules.conjunctions or before.kind == "quote":
        return _shared(row, left, earlier, rules)
    if before.key in rules.prepositions:
        return _blamed(row, left - 1, earlier, rules) if cue.form == "participle" else None
    if cue.form == "participle":
        return _shared(row, left, earlier, rules)
    return _across(row, left, rules) or _shared(row, left, earlier, rules)


def _segment(row: Row, left: int, rules: Rules) -> int:
    """The first token of the run before `left` that holds no comma, quotation, conjunction or relative word."""
    j = left
    while j and left - j < REACH:
        token = row[j - 1]
        if token.kind in {"sign", "quote"} and not _owner(token) and token.key not in {".", "%", "$", "/", "&", "#", "@"}:
            break
        if token.kind == "word" and (token.key in rules.subordinators and token.key not in {"for", "as"} or token.key in rules.relatives):
            break
        j -= 1
    return j


def _from_segment(row: Row, start: int, left: int, cue: Cue, earlier: Sequence[Link], rules: Rules) -> tuple[Pointer, str] | None:
    first = row[start]
    before = row[start - 1] if start else None
    if before is not None and before.key in rules.relatives and before.key in {"who", "which"}:
        if not any(t.kind == "name" or t.key in {"he", "she"} for t in row[start:left]):
            return _antecedent(row, start - 1, rules)
    if before is not None and before.key in {"and", "or"} and not any(t.kind == "name" or t.key in rules.pronouns or t.key in rules.determiners for t in row[start:left]):
        return _shared(row, start, earlier, rules)
    if first.kind == "word" and first.key.endswith("ing") and len(first.key) > 4:
        return _shared(row, start, earlier, rules)
    if cue.form == "participle" and first.kind == "word" and first.key.endswith("ed"):
        return _shared(row, start, earlier, rules)
    pointer = noun_phrase(row, start, left, rules)
    if not pointer:
        return None
    if before is not None and before.key in {"and", "&"} and start > 1 and row[start - 2].kind == "name" and pointer.kind == "name" and pointer.first == start and (start < 3 or row[start - 3].kind in {"quote", "sign"}):
        return Pointer("joint", start - 2, pointer.last), "subject"
    return pointer, "subject"


def _antecedent(row: Row, relative: int, rules: Rules) -> tuple[Pointer, str] | None:
    """What "who" stands for: the noun phrase that ends right before it."""
    end = relative
    while end and row[end - 1].kind == "sign":
        end -= 1
    start = _segment(row, end, rules)
    nearest = next((k for k in range(end - 1, start - 1, -1) if row[k].kind == "name"), None)
    if nearest == end - 1:
        return Pointer("name", nearest, end, row[nearest].index), "relative"
    pointer = noun_phrase(row, start, end, rules) if start < end else None
    return (pointer, "relative") if pointer else None


def _shared(row: Row, left: int, earlier: Sequence[Link], rules: Rules) -> tuple[Pointer, str] | None:
    """The subject of the verb before, or of the sentence."""
    if earlier:
        return earlier[-1].subject, "shared"
    pointer = main_subject(row, len(row), rules)
    return (pointer, "shared") if pointer and not pointer.first <= left < pointer.last else None


def _blamed(row: Row, preposition: int, earlier: Sequence[Link], rules: Rules) -> tuple[Pointer, str] | None:
    """`criticized Trump for saying`: the one who is criticised spoke; else the subject of the sentence."""
    if preposition and row[preposition].key in {"for", "of"} and row[preposition - 1].kind == "name":
        return Pointer("name", preposition - 1, preposition, row[preposition - 1].index), "blamed"
    return _shared(row, preposition, earlier, rules)


def _across(row: Row, left: int, rules: Rules) -> tuple[Pointer, str] | None:
    """The subject before a comma: across an apposition, a relative clause or an inserted phrase."""
    start = left
    while start and left - start < REACH and row[start - 1].kind != "quote" and row[start - 1].key not in {";", ":"}:
        start -= 1
    pointer = main_subject(row[:left], left, rules, start)
    return (pointer, "apposition") if pointer else None


def main_subject(row: Row, end: int, rules: Rules, start: int = 0) -> Pointer | None:
    """The first noun phrase among the chunks between commas from `start` that is not an opening phrase or clause."""
    for a, b in _chunks(row, start, end):
        first = row[a]
        if first.kind == "word" and (first.key in rules.prepositions or first.key in rules.subordinators and first.key not in {"and", "but", "so", "yet"} or first.key in rules.relatives):
            continue
        if first.kind == "word" and first.key.endswith(("ing", "ed")) and len(first.key) > 4 and not first.capital:
            continue
        if all(is_adverb(t, rules) for t in row[a:b]):
            continue
        if pointer := noun_phrase(row, a, b, rules):
            return pointer
    return None


def _chunks(row: Row, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs of tokens between commas, dashes, brackets and quotations."""
    a = start
    for k in range(start, end):
        if row[k].kind == "quote" or row[k].kind == "sign" and row[k].key in ",;:—–()-":
            if k > a:
                yield a, k
            a = k + 1
    if end > a:
        yield a, end
