"""What stands between a cue and its clause: where, when and to whom it was said ("told the council in March that …").

Without a parser, phrases are walked through one by one, up to a word that opens a clause or to the noun phrase that is
its subject.
"""

from __future__ import annotations

from onrecord.extract.phrases import is_adverb, is_owner
from onrecord.extract.pointers import Row
from onrecord.extract.vocabulary import Rules

REACH = 30
"""How many tokens may stand between a cue and what it introduces."""
INNER = frozenset([".", "%", "$", "&", "/", "#", "@"])
"""Signs that part nothing."""
MEEK = frozenset(["for", "and", "or"])
"""Words that open clauses, and phrases as often."""


def past_settings(row: Row, i: int, hearer: bool, rules: Rules) -> int:
    """The token after the phrases that say where, when and, if there may be a `hearer`, to whom; `i` without any."""
    at = i
    if (
        hearer
        and at + 1 < len(row)
        and row[at].key in rules.pronouns
        and row[at].key not in rules.reporting.possessives
    ):
        after = row[at + 1]
        at += row[at].key not in rules.reporting.clause_pronouns or after.key in rules.reporting.clause_pronouns
    elif hearer and at < len(row) and not _opens(row, at, rules):
        at = past_phrase(row, at, rules)
    while at < len(row) and at - i < REACH and row[at].kind == "word":
        if _says_when(row, at, rules):
            at += 1
        elif _opens_setting(row, at, rules):
            at = past_phrase(row, at + 1, rules)
        else:
            break
    return at


def _says_when(row: Row, i: int, rules: Rules) -> bool:
    """Whether token `i` is an adverb, a day, or a word of time."""
    key, words = row[i].key, rules.reporting
    if key in words.pointing:
        return i + 1 < len(row) and row[i + 1].key in words.times
    if key in rules.calendar or key in words.times:
        return True
    return is_adverb(row[i], rules) and key not in rules.determiners


def _opens_setting(row: Row, i: int, rules: Rules) -> bool:
    """Whether a phrase begins at token `i` that says where, when or to whom: no number, and no infinitive."""
    if row[i].key not in rules.reporting.settings:
        return False
    return not is_quantity(row, i, rules) and not (row[i].key == "to" and infinitive(row, i, rules))


def is_quantity(row: Row, i: int, rules: Rules) -> bool:
    """Whether the preposition at token `i` belongs to a number: `about half`, `at least`, `over 300`."""
    following = row[i + 1].key if i + 1 < len(row) else ""
    if following in rules.reporting.extremes:
        return True
    counted = following in rules.reporting.quantities or following[:1].isdigit()
    return row[i].key in rules.reporting.topics and counted


def past_phrase(row: Row, i: int, rules: Rules) -> int:
    """The token after the noun phrase at `i`: before "that", a question word, a sign, or the subject of a clause."""
    k = i
    while k < len(row) and k - i < REACH:
        token = row[k]
        if token.kind == "quote" and (that := _past_title(row, k, rules)):
            return that
        if token.kind == "quote" or (token.kind == "sign" and not is_owner(token) and token.key not in INNER):
            break
        if k > i and (_opens(row, k, rules) or _begins(row, k, rules)):
            break
        k += 1
    return k


def _past_title(row: Row, i: int, rules: Rules) -> int:
    """`said on "The Hour" last night that …`: the token of the "that" soon after the marks, or 0."""
    for k in range(i + 1, min(len(row), i + SOON)):
        if row[k].key in rules.reporting.complementizers:
            return k
        if row[k].kind != "word":
            return 0
    return 0


SOON = 6
"""Tokens from the title of a programme to what was said in it."""


def infinitive(row: Row, i: int, rules: Rules) -> bool:
    """Whether a verb follows the "to" at token `i`."""
    following = row[i + 1] if i + 1 < len(row) else None
    if following is None or following.kind != "word" or following.capital or following.key.endswith("ing"):
        return False
    known = (rules.determiners, rules.pronouns, rules.calendar, rules.role_nouns, rules.body_nouns)
    return following.key.isalpha() and not any(following.key in words for words in known)


def _opens(row: Row, i: int, rules: Rules) -> bool:
    """Whether token `i` opens a clause by itself."""
    key = row[i].key
    return key in rules.reporting.complementizers or (key in rules.subordinators and key not in MEEK)


def _begins(row: Row, k: int, rules: Rules) -> bool:
    """Whether the subject of a new clause begins at token `k`, right after a noun."""
    token, before = row[k], row[k - 1]
    known = (rules.prepositions, rules.determiners, rules.conjunctions, rules.relatives, rules.auxiliaries)
    if before.kind == "quote" or is_owner(before) or (before.kind == "word" and any(before.key in w for w in known)):
        return False
    if before.key.endswith("ing"):
        return False
    if token.kind == "name":
        return before.kind == "word" and before.key not in rules.role_nouns
    if token.kind == "word" and before.key in rules.calendar:
        if k > 1 and row[k - 2].key in rules.determiners:
            return False
        timed = any(token.key in words for words in (rules.calendar, rules.prepositions, rules.reporting.times))
        return token.key[0].isalpha() and not timed and not is_adverb(token, rules)
    return token.key in rules.determiners or token.key in rules.reporting.clause_pronouns
