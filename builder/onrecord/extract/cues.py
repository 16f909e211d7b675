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
PERFECT = frozenset(["has", "have", "had", "'s", "'ve", "'d", "having"])
STRONG = frozenset(["speech", "address", "judgement"])
"""Groups of cues whose subject surely speaks."""


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
    if cue.form == "perfect" and not {t.key for t in row[left:i]} & PERFECT:
        return None
    if cue.form == "plain" and not _plural_or_helped(row, left, i, rules):
        return None
    if row[i].key in rules.verb_nouns and left == i and not _after_person(row, i, rules):
        return None
    if _passive(row, left, i, cue, rules):
        agent = next((k for k in range(end, min(end + 25, len(row))) if row[k].key == "by"), -1)
        subject = phrase_after(row, agent + 1, rules) if agent > 0 else None
        return Link(cue, i, end, subject, "agent") if subject and subject.kind in {"name", "pronoun"} else None
    if _inverts(row, i, end, left, cue, rules) and (subject := phrase_after(row, end, rules)):
        return Link(cue, i, end, subject, "inverted")
    found = subject_before(row, left, i, cue, earlier, rules)
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


def _plural_or_helped(row: Row, left: int, i: int, rules: Rules) -> bool:
    """A plain form is a verb after an auxiliary or a plural ("critics say"); else it is most likely a noun."""
    if left < i and any(t.key in rules.auxiliaries for t in row[left:i]):
        return True
    before = row[left - 1] if left else None
    if before is None or before.kind != "word":
        return False
    plural = before.key.endswith("s") and not before.key.endswith("ss") and before.key not in rules.prepositions
    plural = plural and not _owner(before)
    return before.key in {"i", "we", "you", "they", "who", "people", "men", "women", "police", "some", "many"} or (
        plural and before.key not in rules.pronouns and before.key not in rules.auxiliaries
    )


def _after_person(row: Row, i: int, rules: Rules) -> bool:
    """Whether a person, "who", a comma or the like stands right before token `i`."""
    before = row[i - 1] if i else None
    if before is None or before.kind in {"name", "sign", "quote"}:
        return before is not None and not _owner(before)
    return before.key in rules.relatives or before.key in rules.conjunctions or before.key in {"he", "she"}


def _before_verb(row: Row, i: int, rules: Rules) -> int:
    """The token after the last one that is neither auxiliary nor adverb before the verb at `i`."""
    j = i
    while j and row[j - 1].kind == "word" and (row[j - 1].key in rules.auxiliaries or is_adverb(row[j - 1], rules)):
        if (
            row[j - 1].key == "'s"
            and j > 1
            and row[j - 2].kind == "name"
            and i - j > 0
            and not is_adverb(row[j], rules)
        ):
            break
        j -= 1
    return j


def is_adverb(token: Token, rules: Rules) -> bool:
    """A word that says when or how, between a subject and its verb."""
    if token.key in rules.adverbs:
        return True
    return token.key.endswith("ly") and not token.capital and token.key not in rules.not_adverbs


def _passive(row: Row, left: int, i: int, cue: Cue, rules: Rules) -> bool:
    """Whether the verb at `i` is a past participle after a form of "be"."""
    if cue.form not in {"finite", "perfect"} or row[i].key.endswith("s"):
        return False
    between = {t.key for t in row[left:i]} | ({row[left - 1].key} & {"when", "if", "as"} if left else set())
    return bool(between & rules.light_verbs)


def _inverts(row: Row, i: int, end: int, left: int, cue: Cue, rules: Rules) -> bool:
    """`"…," said X` and `Said X:`; the verb stands right after the quotation."""
    if cue.form != "finite" or cue.group not in {"speech", "address"}:
        return False
    k = left - 1
    while k >= 0 and row[k].kind == "sign" and row[k].key in ",—–-":
        k -= 1
    if k >= 0 and row[k].kind != "quote" and not (k < left - 1 and _colon_follows(row, end)):
        return False
    following = row[end] if end < len(row) else None
    if not following or following.key in rules.prepositions or following.key in rules.calendar:
        return False
    return (
        following.kind == "name"
        or following.capital
        or any(following.key in words for words in (rules.determiners, rules.pronouns, rules.role_nouns))
    )


def _colon_follows(row: Row, i: int) -> bool:
    """Whether the next sign after token `i` is a colon: `In short, said X: "…"`."""
    return next((t.key for t in row[i : i + 9] if t.kind in {"sign", "quote"}), "") == ":"


def phrase_after(row: Row, i: int, rules: Rules) -> Pointer | None:
    """The noun phrase that begins at token `i`; where it is only described, the name in apposition to it."""
    j = i
    while j < len(row) and j < i + REACH and row[j].kind in {"word", "name"} and not _closes(row, i, j, rules):
        j += 1
    while j < len(row) and _owner(row[j]):
        j += 1
        while j < len(row) and row[j].kind in {"word", "name"} and not _closes(row, i, j, rules):
            j += 1
    pointer = noun_phrase(row, i, j, rules)
    return _named_beside(row, pointer, j) or pointer


def _closes(row: Row, i: int, j: int, rules: Rules) -> bool:
    """Whether a noun phrase that began at `i` ends before token `j`."""
    token = row[j]
    if j == i or token.kind == "name":
        return False
    if token.key == "and":
        return not (row[j - 1].kind == "name" and j + 1 < len(row) and row[j + 1].kind == "name")
    return (token.key in rules.subordinators and token.key != "for") or token.key in rules.relatives


def _named_beside(row: Row, pointer: Pointer | None, j: int) -> Pointer | None:
    """`another user, Johanna Bayer`: the name after the comma is who was described."""
    if not pointer or pointer.kind not in {"role", "body"} or j + 1 >= len(row) or row[j].key != ",":
        return None
    if row[j + 1].kind != "name" or (j + 2 < len(row) and row[j + 2].key in {"and", "'s", "'"}):
        return None
    return Pointer("name", j + 1, j + 2, row[j + 1].index)


def noun_phrase(row: Row, a: int, b: int, rules: Rules) -> Pointer | None:
    """Whom the tokens `a` to `b` point at: by the head of the first noun phrase, not by what hangs on it."""
    while a < b and _leads_in(row[a], rules):
        a += 1
    if a >= b:
        return None
    if row[a].kind == "word" and row[a].key in rules.prepositions:
        return _last_named(row, a, b)
    stop = next((k for k in range(a + 1, b) if row[k].key in rules.prepositions and row[k].kind == "word"), b)
    for k in range(a, stop):
        if found := _head(row, a, k, stop, b, rules):
            return found
    return _nominal(row, a, stop, b, rules)


def _leads_in(token: Token, rules: Rules) -> bool:
    return (
        token.kind == "sign"
        or (is_adverb(token, rules) and not token.capital)
        or token.key in {"and", "but", "yet", "so", "even", "still", "indeed", "however", "meanwhile"}
    )


def _last_named(row: Row, a: int, b: int) -> Pointer | None:
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
        if following and _only_modifies(row, a, k, following, rules):
            return None
        return Pointer("name", k, k + 1, token.index)
    if token.key in rules.pronouns:
        if token.key in {"his", "her"} and following:
            return _owned(row, k, stop, b, Pointer("pronoun", k, k + 1), rules)
        return Pointer("pronoun", k, k + 1)
    return None


def _only_modifies(row: Row, a: int, k: int, following: Token, rules: Rules) -> bool:
    """`Clinton spokesman …`, `one Trump confidant`: the name at `k` says whose or what kind."""
    if following.kind == "name" or _is_noun(following, rules):
        return True
    counted = k > a and row[k - 1].key in rules.determiners
    return counted and not following.capital and following.key not in rules.cues and not is_adverb(following, rules)


def _owner(token: Token) -> bool:
    return token.key in {"'s", "'"}


def _is_noun(token: Token, rules: Rules) -> bool:
    return token.key in rules.role_nouns or token.key in rules.body_nouns or token.key in rules.documents


def _owned(row: Row, k: int, stop: int, b: int, owner: Pointer, rules: Rules) -> Pointer | None:
    """What belongs to somebody: a writing speaks for its owner, anything else for itself."""
    for j in range(k + 1, stop):
        if row[j].kind == "name":
            return None
        if row[j].key in rules.documents:
            return Pointer(owner.kind, owner.first, owner.last, owner.index, True)
        if row[j].key in rules.role_nouns and not (
            j + 1 < stop and (row[j + 1].kind == "name" or _is_noun(row[j + 1], rules))
        ):
            return Pointer("role", k, b)
    return Pointer("body", k, b) if stop > k + 1 else None


def _nominal(row: Row, a: int, stop: int, b: int, rules: Rules) -> Pointer | None:
    """A phrase without a name: a person by role, or a body."""
    if any(t.kind == "quote" for t in row[a:b]) or all(t.kind == "sign" for t in row[a:b]):
        return None
    nouns = [k for k in range(a, stop) if row[k].kind == "word" and not is_adverb(row[k], rules)]
    head = row[nouns[-1]] if nouns else row[a]
    return Pointer("role" if head.key in rules.role_nouns else "body", a, b)


def subject_before(row: Row, left: int, i: int, cue: Cue, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """The subject of the verb at `i`, whose auxiliaries begin at token `left`, and how it was found."""
    infinitive = next((k for k in range(i - 1, left - 1, -1) if row[k].key == "to"), -1)
    if infinitive >= 0:
        return _shared(row, infinitive, earlier, rules)
    start = _segment(row, left, rules)
    if start < left:
        return _from_segment(row, start, left, cue, earlier, rules)
    before = row[left - 1] if left else None
    if before is None:
        return _shared(row, left, earlier, rules) if cue.form == "participle" else None
    if before.key in rules.relatives and before.key != "that":
        return _antecedent(row, left - 1, rules)
    if before.key in rules.conjunctions or before.kind == "quote":
        return _shared(row, left - 1, earlier, rules)
    if before.key in rules.prepositions:
        return _blamed(row, left - 1, earlier, rules) if cue.form == "participle" else None
    if cue.form == "participle":
        return _shared(row, left, earlier, rules)
    return _across(row, left, rules) or _shared(row, left, earlier, rules)


Found = tuple[Pointer, str]
"""A subject and how it was found."""


def _segment(row: Row, left: int, rules: Rules) -> int:
    """The first token of the run before `left` that holds no comma, quotation, conjunction or relative word."""
    j = left
    while j and left - j < REACH:
        token = row[j - 1]
        if token.kind in {"sign", "quote"} and not _owner(token) and token.key not in INNER_SIGNS:
            break
        if token.key in rules.relatives or (token.key in rules.subordinators and token.key not in {"for", "as"}):
            break
        j -= 1
    return j


INNER_SIGNS = frozenset([".", "%", "$", "/", "&", "#", "@"])


def _from_segment(row: Row, start: int, left: int, cue: Cue, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """The subject in the run of words right before the verb, or the one it shares or refers back to."""
    first, run = row[start], row[start:left]
    before = row[start - 1].key if start else ""
    named = any(t.kind == "name" or t.key in rules.pronouns for t in run)
    if before == "who" and not named:
        return _antecedent(row, start - 1, rules)
    if before in {"and", "or"} and not named and not any(t.key in rules.determiners for t in run):
        return _shared(row, start - 1, earlier, rules)
    if first.kind == "word" and len(first.key) > 4:
        if first.key.endswith("ing") or (cue.form == "participle" and first.key.endswith("ed")):
            return _shared(row, start, earlier, rules)
    pointer = noun_phrase(row, start, left, rules)
    if pointer and pointer.kind == "name" and pointer.first == start and _second_of_two(row, start):
        return Pointer("joint", start - 2, pointer.last), "subject"
    return (pointer, "subject") if pointer else None


def _second_of_two(row: Row, start: int) -> bool:
    """`X and Y said`: the name at `start` is the second of two subjects."""
    if start < 2 or row[start - 1].key not in {"and", "&"} or row[start - 2].kind != "name":
        return False
    return start < 3 or row[start - 3].kind in {"quote", "sign"}


def _antecedent(row: Row, relative: int, rules: Rules) -> Found | None:
    """What "who" stands for: the noun phrase that ends right before it."""
    end = relative
    while end and row[end - 1].kind == "sign" and row[end - 1].key not in {";", ":"}:
        end -= 1
    if not end or row[end - 1].kind == "quote":
        return None
    last = row[end - 1]
    if last.kind == "name":
        return Pointer("name", end - 1, end, last.index), "relative"
    if last.key not in rules.role_nouns:
        for k in range(end - 1, max(0, end - 8), -1):
            if row[k].kind == "word" and row[k].key in rules.prepositions and row[k - 1].kind == "name":
                return Pointer("name", k - 1, k, row[k - 1].index), "relative"
    begin = end - 1
    if begin > 1 and (found := _named_before(row, begin, rules)):
        return found, "relative"
    while begin and end - begin < 8 and row[begin].key not in rules.determiners and row[begin - 1].kind == "word":
        begin -= 1
    person = last.key in rules.role_nouns or row[relative].key == "who"
    return Pointer("role" if person else "body", begin, end), "relative"


def _named_before(row: Row, noun: int, rules: Rules) -> Pointer | None:
    """`Nate Silver, the polling guru who …`: the name that the noun at `noun` explains."""
    k = noun
    while k and noun - k < 6 and row[k].kind == "word" and row[k].key not in rules.prepositions:
        k -= 1
    if k and row[k].key == "," and row[k - 1].kind == "name" and row[k + 1].key in rules.determiners:
        return Pointer("name", k - 1, k, row[k - 1].index)
    return None


def _shared(row: Row, left: int, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """The subject of the clause before, of the last cue that surely speaks, or of the sentence."""
    if pointer := _clause_subject(row, left, rules):
        return pointer, "shared"
    strong = [link for link in earlier if link.cue is None or link.cue.group in STRONG]
    if strong:
        return strong[-1].subject, "shared"
    pointer = main_subject(row, len(row), rules)
    if pointer and not pointer.first <= left < pointer.last:
        return pointer, "shared"
    return (earlier[-1].subject, "shared") if earlier else None


def _clause_subject(row: Row, left: int, rules: Rules) -> Pointer | None:
    """The subject of the chunk that ends before token `left`, where it opens with a name or pronoun and a verb."""
    end = left
    while end and row[end - 1].kind == "sign" and row[end - 1].key == ",":
        end -= 1
    start = end
    while start and end - start < REACH and row[start - 1].kind != "quote" and row[start - 1].key not in CHUNK_SIGNS:
        start -= 1
    while start < end and _leads_in(row[start], rules):
        start += 1
    if (
        start + 2 < end
        and row[start].key == "with"
        and row[start + 1].kind == "name"
        and row[start + 2].key[-3:] == "ing"
    ):
        start += 1
    if end - start < 2 or not (row[start].kind == "name" or row[start].key in {"he", "she"}):
        return None
    pointer = noun_phrase(row, start, end, rules)
    return pointer if pointer and pointer.kind in {"name", "pronoun"} and pointer.first == start else None


CHUNK_SIGNS = frozenset([",", ";", ":", "—", "–", "(", ")", "-"])


def _blamed(row: Row, preposition: int, earlier: Sequence[Link], rules: Rules) -> Found | None:
    """`criticized Trump for saying`: the one who is criticised spoke; else the subject of the sentence."""
    if preposition and row[preposition].key in {"for", "of"} and row[preposition - 1].kind == "name":
        return Pointer("name", preposition - 1, preposition, row[preposition - 1].index), "blamed"
    return _shared(row, preposition, earlier, rules)


def _across(row: Row, left: int, rules: Rules) -> Found | None:
    """The subject before a comma: across an apposition, a relative clause or an inserted phrase."""
    start = left
    while start and left - start < REACH and row[start - 1].kind != "quote" and row[start - 1].key not in {";", ":"}:
        start -= 1
    chunks = [c for c in _chunks(row, start, left) if not all(is_adverb(t, rules) for t in row[c[0] : c[1]])]
    if len(chunks) > 1 and _explained(row, chunks[-2], chunks[-1], rules):
        return Pointer("name", chunks[-1][1] - 1, chunks[-1][1], row[chunks[-1][1] - 1].index), "apposition"
    for a, b in reversed(chunks[:-1] if len(chunks) > 1 else chunks):
        first, last = row[a], row[b - 1]
        if first.key in rules.relatives or (first.kind == "word" and first.key.endswith("ing")):
            continue
        if last.kind == "name" and _second_of_two(row, b - 1):
            return Pointer("joint", b - 3, b), "apposition"
        if last.kind == "name" and not (first.key in {"a", "an"} and b - a > 1):
            return Pointer("name", b - 1, b, last.index), "apposition"
        if b - a == 1 and last.key in {"he", "she"}:
            return Pointer("pronoun", a, b), "apposition"
    pointer = main_subject(row[:left], left, rules, start)
    return (pointer, "apposition") if pointer else None


def _explained(row: Row, described: tuple[int, int], named: tuple[int, int], rules: Rules) -> bool:
    """`the assailant, John McGraw,`: a description, then a name alone."""
    if named[1] - named[0] != 1 or row[named[0]].kind != "name":
        return False
    first, last = row[described[0]], row[described[1] - 1]
    return last.key in rules.role_nouns or (first.key in rules.determiners and last.kind != "name")


def main_subject(row: Row, end: int, rules: Rules, start: int = 0) -> Pointer | None:
    """The first noun phrase among the chunks between commas from `start` that is not an opening phrase or clause."""
    for a, b in _chunks(row, start, end):
        if _opens_clause(row[a], rules) or all(is_adverb(t, rules) for t in row[a:b]):
            continue
        if pointer := noun_phrase(row, a, b, rules):
            return pointer
    for a, b in _chunks(row, start, min(end, start + REACH)):
        if row[a].key in rules.prepositions and (pointer := _last_named(row, a, b)):
            return pointer
    return None


def _opens_clause(first: Token, rules: Rules) -> bool:
    """A word that opens a phrase or clause before the main one."""
    if first.kind != "word":
        return False
    if first.key in rules.prepositions or first.key in rules.relatives:
        return True
    if first.key in rules.subordinators and first.key not in {"and", "but", "so", "yet"}:
        return True
    return first.key.endswith(("ing", "ed")) and len(first.key) > 4


def _chunks(row: Row, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs of tokens between commas, dashes, brackets and quotations."""
    a = start
    for k in range(start, end):
        if row[k].kind == "quote" or (row[k].kind == "sign" and row[k].key in CHUNK_SIGNS):
            if k > a:
                yield a, k
            a = k + 1
    if end > a:
        yield a, end
