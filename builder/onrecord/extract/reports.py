"""Which cues report a statement: said by somebody, not denied, not to come, not on a condition."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.extract.bridges import past_phrase
from onrecord.extract.cues import links as links_of
from onrecord.extract.phrases import phrase_after
from onrecord.extract.pointers import Link, Row
from onrecord.extract.vocabulary import Rules

LONG = 6
"""Tokens of the longest thing that is believed to speak after what it says."""


def states(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a cue says that something was said."""
    words = rules.reporting
    if link.cue is None:
        return True
    subject = row[link.subject.first : link.subject.last]
    if row[-1].key == "?" or (subject and subject[0].key in words.nobody):
        return False
    if link.subject.first and row[link.subject.first - 1].key in words.conditions:
        return False
    return not _modifies(row, link, rules) and not _unsaid(row, link, rules)


def _modifies(row: Row, link: Link, rules: Rules) -> bool:
    """`an estimated 300`, `of reported cases`: the verb only modifies what follows."""
    if link.cue is None or link.cue.form == "participle" or link.subject.last >= link.at:
        return False
    previous = row[link.at - 1].key
    return previous in rules.determiners or (previous in rules.prepositions and previous != "to")


def _unsaid(row: Row, link: Link, rules: Rules) -> bool:
    """`did not say`, `will say`, `declined to say`; but not `went on to say`."""
    words = rules.reporting
    left = link.at
    while (
        left
        and row[left - 1].kind == "word"
        and (row[left - 1].key in rules.auxiliaries or row[left - 1].key in words.modals)
    ):
        left -= 1
    modal = {t.key for t in row[left : link.at]} & words.modals
    return bool(modal) and not (modal == {"to"} and left and row[left - 1].key in words.going_on)


def turned(row: Row, link: Link, rules: Rules) -> Link:
    """`…, said X`: the link with the subject that follows its verb, where it was looked for before it."""
    cue = link.cue
    if cue is None or cue.form != "finite" or cue.group != "speech" or link.relation == "inverted" or not link.at:
        return link
    if row[link.at - 1].key != "," or link.end >= len(row) or not _may_be_subject(row, link.end, rules):
        return link
    subject = phrase_after(row, link.end, rules)
    named = row[link.end].kind == "name"
    if subject is None or not (named or cue.lemma in rules.reporting.turning):
        return link
    end = subject.last if named else past_phrase(row, link.end, rules)
    ends = end >= len(row) or row[end].kind == "sign" or row[end].key in rules.prepositions
    verb = any(t.key in rules.auxiliaries and t.key != "'s" for t in row[link.end : end])
    return Link(cue, link.at, link.end, subject, "inverted") if ends and not verb else link


def _may_be_subject(row: Row, i: int, rules: Rules) -> bool:
    """Whether the words at token `i` may name who spoke."""
    token = row[i]
    if token.key in rules.calendar or token.key in rules.reporting.possessives:
        return False
    return token.kind == "name" or token.capital or token.key in rules.determiners


def opens_sentence(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a sentence opens with `According to X` or `As X noted,`."""
    first = link.first
    if link.cue is not None:
        if not first or row[first - 1].key not in rules.reporting.asides:
            return False
        if link.end >= len(row) or row[link.end].key != ",":
            return False
        first -= 1
    return all(t.key in rules.reporting.leads or t.kind == "sign" for t in row[:first])


def may_trail(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a cue may stand after what it reports: a thing "announced" was most likely announced by somebody."""
    if link.cue is None or link.relation not in {"subject", "inverted", "apposition"}:
        return False
    if link.subject.kind != "body" or link.cue.lemma in rules.reporting.turning:
        return True
    indefinite = row[link.subject.first].key in rules.reporting.articles
    return not indefinite and link.subject.last - link.subject.first <= LONG


def findings(row: Row, links: Sequence[Link], rules: Rules) -> list[Link]:
    """The cues of studies and polls, of which `rules` has the verbs: of people, "found" and "showed" are no speech."""
    if not any(t.key in rules.cues for t in row):
        return []
    known = {k.at for k in links}
    things = rules.reporting.things
    return [
        k
        for k in links_of(row, rules)
        if k.cue is not None
        and k.at not in known
        and k.subject.kind == "body"
        and any(t.key in things for t in row[k.subject.first : k.subject.last])
    ]
