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
    if hearer and at < len(row) and not _opens(row, at, rules):
        at = past_phrase(row, at, rules)
    while at < len(row) and at - i < REACH and row[at].kind == "word":
        token = row[at]
        if (
            token.key in rules.calendar
            or token.key in rules.reporting.times
            or (is_adverb(token, rules) and token.key not in rules.determiners)
        ):
            at += 1
        elif token.key in rules.reporting.settings and not (token.key == "to" and infinitive(row, at, rules)):
            at = past_phrase(row, at + 1, rules)
        else:
            break
    return at


def past_phrase(row: Row, i: int, rules: Rules) -> int:
    """The token after the noun phrase at `i`: before "that", a question word, a sign, or the subject of a clause."""
    k = i
    while k < len(row) and k - i < REACH:
        token = row[k]
        if token.kind == "quote" and k + 1 < len(row) and row[k + 1].key in rules.reporting.complementizers:
            return k + 1
        if token.kind == "quote" or (token.kind == "sign" and not is_owner(token) and token.key not in INNER):
            break
        if k > i and (_opens(row, k, rules) or _begins(row, k, rules)):
            break
        k += 1
    return k


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
