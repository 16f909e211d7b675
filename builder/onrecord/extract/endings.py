"""Where a reported clause ends within its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.extract.phrases import is_verbal
from onrecord.extract.pointers import Link, Row
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules

SPOKEN = frozenset(["speech", "address", "judgement", "findings"])
"""Groups of cues that say that something was said."""
DASHES = frozenset(["—", "–", "-"])
Cues = Mapping[int, Link]
"""Cue links by the number of a token."""


def end_of(row: Row, first: int, link: Link, links: Sequence[Link], rules: Rules) -> int:
    """The token after the clause that begins at `first`: at the sentence's end, or before words of another's."""
    others = [
        k for k in links if k.at > first and k is not link and _speaks(k, rules) and not _unlike(row, k, link, rules)
    ]
    starts = {k.first: k for k in others}
    cues = {k.at: k for k in others}
    inner = _inner_comma(row, first, rules)
    fronted = _fronted(row, link, rules)
    dashes = [k for k in range(first, len(row)) if row[k].key in DASHES and _apart(row, k)]
    depth = 0
    for k in range(first, len(row)):
        key = row[k].key
        depth += (key == "(") - (key == ")")
        single = len(dashes) == 1 and k == dashes[0]
        closes = key == "," and fronted and k > first
        if depth < 0 or (depth == 0 and (single or closes or (k != inner and _ends(row, k, starts, cues, rules)))):
            return _trimmed(row, first, k, rules)
    return _trimmed(row, first, len(row), rules)


def _speaks(link: Link, rules: Rules) -> bool:
    """Whether a cue says that something was said."""
    return link.cue is None or link.cue.group in SPOKEN or link.cue.lemma in rules.reporting.frames


def _unlike(row: Row, link: Link, first: Link, rules: Rules) -> bool:
    """Whether a form that "and" joins goes not with the first cue, but with a noun: `said … and speaking fees`."""
    if link.relation != "shared" or link.cue is None or first.cue is None:
        return False
    joined = row[link.at - 1].key in rules.reporting.joining
    return joined and first.cue.form in PAST and link.cue.form not in PAST


PAST = frozenset(["finite", "perfect"])
"""Forms of cues that have a subject of their own."""


def _apart(row: Row, k: int) -> bool:
    """Whether a dash parts what stands beside it: `32%-25%` does not."""
    return row[k].key == "—" or row[k - 1].end < row[k].start


def _inner_comma(row: Row, first: int, rules: Rules) -> int:
    """The comma after a clause or phrase that opens the reported one (`that if it rained, the …`), or -1."""
    if row[first].key not in rules.prepositions and row[first].key not in rules.reporting.conditional:
        return -1
    return next((k for k in range(first, len(row)) if row[k].key == ","), -1)


def _fronted(row: Row, link: Link, rules: Rules) -> bool:
    """Whether the cue stands in a clause before the main one, or in one about its subject: it ends at a comma."""
    before = {row[k - 1].key for k in (link.first, link.at) if k}
    if before & rules.reporting.fronts:
        return True
    return link.relation == "relative" and link.subject.kind == "name" and row[link.subject.last].key == ","


def _ends(row: Row, k: int, starts: Cues, cues: Cues, rules: Rules) -> bool:
    """Whether the clause ends before token `k`."""
    key = row[k].key
    if key == ":":
        return row[min(k + 1, len(row) - 1)].kind != "word" or row[min(k + 1, len(row) - 1)].capital
    if row[k - 1].kind == "quote" and k in cues and cues[k].relation == "shared":
        return True
    if row[k - 1].kind == "quote" and k in starts:
        return starts[k].relation in {"subject", "apposition", "inverted"}
    if key in rules.reporting.joining and k + 1 in cues:
        return cues[k + 1].relation == "shared" and cues[k + 1].cue is not None
    return key in {",", ";"} and k + 1 < len(row) and _ends_at_comma(row, k, starts, cues, rules)


def _ends_at_comma(row: Row, k: int, starts: Cues, cues: Cues, rules: Rules) -> bool:
    """Whether what follows the comma at token `k` is no longer the speaker's."""
    words, following = rules.reporting, row[k + 1]
    if row[k].key == ";" and _new_clause(row, k + 1, rules):
        return True
    if following.key in words.hanging and not any(t.key == "," for t in row[k + 1 :]):
        return True
    if following.kind == "quote" or following.key in words.trailers or k + 1 in starts:
        return True
    if k + 1 in cues and cues[k + 1].relation in {"shared", "subject"}:
        return True
    shared = k + 2 in cues and cues[k + 2].relation == "shared"
    if following.key in words.contrasts:
        after = row[min(k + 2, len(row) - 1)]
        known = (words.complementizers, rules.auxiliaries)
        within = any(after.key in group for group in known) or (
            following.key in words.joining and _goes_on(after, rules)
        )
        return shared or not within
    return following.key in words.coordinators and (k + 2 in starts or shared)


def _goes_on(token: Token, rules: Rules) -> bool:
    """Whether a word after "but" begins no clause: `but rather …`, `but in other states`, `but seeing …`."""
    known = (rules.prepositions, rules.reporting.restrictions)
    return any(token.key in words for words in known) or is_verbal(token, ("ing",))


def _new_clause(row: Row, i: int, rules: Rules) -> bool:
    """Whether a pronoun, or a name and a verb, stand at token `i`: no further thing of a list."""
    if row[i].kind != "name" or i + 1 >= len(row):
        return row[i].key in rules.reporting.clause_pronouns
    return row[i + 1].kind == "word" and row[i + 1].key not in rules.prepositions


def _trimmed(row: Row, first: int, last: int, rules: Rules) -> int:
    """`last` without the signs and joining words before it."""
    while last > first and (
        (row[last - 1].kind == "sign" and row[last - 1].key not in CLOSING)
        or row[last - 1].key in rules.reporting.joining
    ):
        last -= 1
    return last


CLOSING = frozenset([")", "%", "]"])
"""Signs that belong to the word before them."""
