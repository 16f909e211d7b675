"""Noun phrases without a parser: where they begin and end, and whom their head points at.

What stands before the first preposition is the phrase proper; a name in it is its head unless it only modifies what
follows ("Holt spokesman", "one Okafor confidant") or owns it ("Lane's letter").
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.lists import AND, list_from
from onrecord.extract.pointers import REACH, Pointer, Row
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules

CHUNK_SIGNS = frozenset([",", ";", ":", "—", "–", "(", ")", "-"])
"""Signs that part the chunks of a sentence."""


def phrase_after(row: Row, i: int, rules: Rules) -> Pointer | None:
    """The noun phrase that begins at token `i`; where it is only described, the name in apposition to it."""
    if i < len(row) and row[i].kind == "name" and (several := list_from(row, i, rules)):
        return several
    j = i
    while j < len(row) and j < i + REACH and row[j].kind in {"word", "name"} and not _closes(row, i, j, rules):
        j += 1
    while j < len(row) and is_owner(row[j]):
        j += 1
        while j < len(row) and row[j].kind in {"word", "name"} and not _closes(row, i, j, rules):
            j += 1
    pointer = noun_phrase(row, i, j, rules)
    return _named_beside(row, pointer, j, rules) or pointer


def _closes(row: Row, i: int, j: int, rules: Rules) -> bool:
    """Whether a noun phrase that began at `i` ends before token `j`."""
    token = row[j]
    if j == i or token.kind == "name":
        return False
    if token.key in rules.syntax.joiners:
        return not (row[j - 1].kind == "name" and j + 1 < len(row) and row[j + 1].kind == "name")
    return (
        token.key in rules.subordinators and token.key not in rules.syntax.phrase_subordinators
    ) or token.key in rules.relatives


def _named_beside(row: Row, pointer: Pointer | None, j: int, rules: Rules) -> Pointer | None:
    """`another user, Johanna Bayer`: the name after the comma is who was described."""
    if not pointer or pointer.kind not in {"role", "body"} or j + 1 >= len(row) or row[j].key != ",":
        return None
    if (row[j + 1].key in rules.possessives or row[j + 1].key in rules.articles) and _key(row, j + 3) == ",":
        j += 1  # "another man, his cousin Joe Tran,"
    if row[j + 1].kind != "name" or (j + 2 < len(row) and row[j + 2].key in rules.syntax.joined):
        return None
    return Pointer("name", j + 1, j + 2, row[j + 1].index)


def _key(row: Row, k: int) -> str:
    return row[k].key if k < len(row) else ""


def noun_phrase(row: Row, a: int, b: int, rules: Rules) -> Pointer | None:
    """Whom the tokens `a` to `b` point at: by the head of the first noun phrase, not by what hangs on it."""
    while a < b and leads_in(row[a], rules):
        a += 1
    if a >= b:
        return None
    if row[a].kind == "word" and row[a].key in rules.prepositions:
        return _last_named(row, a, b, rules)
    prepositions, pronouns, stop = rules.prepositions, rules.pronouns, a + 1
    while stop < b and not (row[stop].key in prepositions and row[stop].kind == "word"):
        stop += 1
    for k in range(a, stop):
        if (row[k].kind == "name" or row[k].key in pronouns) and (found := _head(row, a, k, stop, b, rules)):
            return found
    return _written(row, stop, b, rules) or _nominal(row, a, stop, b, rules)


def _written(row: Row, stop: int, b: int, rules: Rules) -> Pointer | None:
    """`a letter from X`, `a study by the economist X`: a writing speaks for whom it is from."""
    if stop >= b or row[stop].key not in rules.syntax.authors or row[stop - 1].key not in rules.documents:
        return None
    name = next((k for k in range(stop + 1, min(b, stop + NEAR)) if row[k].kind == "name"), -1)
    if name < 0 or (name + 1 < b and is_owner(row[name + 1])):
        return None
    return Pointer("name", name, name + 1, row[name].index, True)


NEAR = 4
"""Words from "by" to the name of who wrote something."""


def leads_in(token: Token, rules: Rules) -> bool:
    """A word or sign before a noun phrase that is no part of it."""
    return token.kind == "sign" or (is_adverb(token, rules) and not token.capital) or token.key in rules.syntax.lead_ins


def _last_named(row: Row, a: int, b: int, rules: Rules) -> Pointer | None:
    """After an opening phrase without a comma ("In a statement Lane"): the last name or pronoun."""
    for k in range(b - 1, a, -1):
        if row[k].kind == "name" and not (k + 1 < b and is_owner(row[k + 1])):
            return Pointer("name", k, k + 1, row[k].index)
        if row[k].key in rules.syntax.subject_pronouns:
            return Pointer("pronoun", k, k + 1)
    return None


def _head(row: Row, a: int, k: int, stop: int, b: int, rules: Rules) -> Pointer | None:
    """The pointer that token `k` makes as the head of the phrase, or None where it only modifies."""
    token = row[k]
    following = row[k + 1] if k + 1 < stop else None
    if token.kind == "name":
        if following and following.key in AND and (several := list_from(row, k, rules)) and several.last <= b:
            return several
        if following and is_owner(following):
            return _owned(row, k, stop, b, Pointer("name", k, k + 1, token.index), rules)
        if following and _only_modifies(row, a, k, following, rules):
            return None
        return Pointer("name", k, k + 1, token.index)
    if token.key in rules.pronouns:
        if token.key in rules.possessives and following:
            return _owned(row, k, stop, b, Pointer("pronoun", k, k + 1), rules)
        return Pointer("pronoun", k, k + 1)
    return None


def _only_modifies(row: Row, a: int, k: int, following: Token, rules: Rules) -> bool:
    """`Holt spokesman …`, `one Okafor confidant`: the name at `k` says whose or what kind."""
    if following.kind == "name" or _is_noun(following, rules):
        return True
    counted = k > a and row[k - 1].key in rules.determiners
    return counted and not following.capital and following.key not in rules.cues and not is_adverb(following, rules)


def is_owner(token: Token) -> bool:
    """The "'s" after an owner."""
    return token.owner


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
    kinds = {t.kind for t in row[a:b]}
    if "quote" in kinds or kinds <= {"sign"}:
        return None
    last = stop - 1
    while last > a and (row[last].kind != "word" or is_adverb(row[last], rules)):
        last -= 1
    head = row[last]
    return Pointer("role" if head.key in rules.role_nouns else "body", a, b)


def main_subject(row: Row, end: int, rules: Rules, start: int = 0) -> Pointer | None:
    """The first noun phrase among the chunks between commas from `start` that is not an opening phrase or clause."""
    start = start or _dateline(row)
    for a, b in chunks(row, start, end):
        if _opens_clause(row[a], rules) or _is_setting(row, a, b, rules):
            continue
        if pointer := noun_phrase(row, a, verb_in(row, a, b, rules), rules):
            return _named_beside(row, pointer, b, rules) or pointer
    for a, b in chunks(row, start, min(end, start + REACH)):
        if row[a].key in rules.prepositions and (pointer := _last_named(row, a, b, rules)):
            return pointer
    return None


def _is_setting(row: Row, a: int, b: int, rules: Rules) -> bool:
    """Whether the tokens `a` to `b` are nothing but adverbs and places."""
    for k in range(a, b):  # noqa: SIM110 - a generator costs more than the search
        if row[k].key not in rules.places and not is_adverb(row[k], rules):
            return False
    return True


def _dateline(row: Row) -> int:
    """The token after the place that opens a story (`SALEM, Ore. -`); 0 where none does."""
    for k in range(1, min(DATELINE, len(row) - 1)):
        if row[k].kind == "sign" and row[k].key in "—–-":
            return k + 1
        if not row[k].capital and row[k].kind == "word":
            return 0
    return 0


DATELINE = 8
"""Tokens of the longest dateline with its dash."""


def verb_in(row: Row, a: int, b: int, rules: Rules) -> int:
    """The first token after `a` that is surely a verb, where the subject has ended; `b` if there is none."""
    auxiliaries, cues = rules.auxiliaries, rules.cues
    for k in range(a + 1, b):
        key = row[k].key
        if key in auxiliaries:
            if not row[k].owner and key not in rules.syntax.infinitive_marks:
                return k
        elif key not in cues:
            continue
        if key in cues and cues[key].form == "finite" and not row[k].capital and key not in rules.verb_nouns:
            return k
    return b


def _opens_clause(first: Token, rules: Rules) -> bool:
    """A word that opens a phrase or clause before the main one."""
    if first.kind != "word":
        return False
    if first.key in rules.prepositions or first.key in rules.relatives:
        return True
    if first.key in rules.subordinators and first.key not in rules.syntax.clause_joiners:
        return True
    return is_verbal(first, rules.syntax.verbal_endings)


def is_verbal(token: Token, endings: tuple[str, ...]) -> bool:
    """A participle by its ending, short words ("king", "need") left out."""
    return token.kind == "word" and token.key.endswith(endings) and len(token.key) > SHORT


SHORT = 4
"""Letters of words too short to be told for participles by their ending."""


def chunks(row: Row, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The runs of tokens between commas, dashes, brackets and quotations."""
    a = start
    for k, token in enumerate(row[start:end], start):
        if token.kind == "quote" or (token.kind == "sign" and token.key in CHUNK_SIGNS):
            if k > a:
                yield a, k
            a = k + 1
    if end > a:
        yield a, end


def is_adverb(token: Token, rules: Rules) -> bool:
    """A word that says when or how, between a subject and its verb."""
    if token.key in rules.adverbs:
        return True
    return token.key.endswith(rules.syntax.adverb_endings) and not token.capital and token.key not in rules.not_adverbs
