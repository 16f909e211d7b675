"""Which cues report a statement: said by somebody, not denied, not to come, not on a condition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.bridges import past_phrase
from onrecord.extract.cues import links as links_of
from onrecord.extract.phrases import is_owner, is_verbal, main_subject, phrase_after
from onrecord.extract.pointers import Link, Pointer, Row
from onrecord.extract.vocabulary import Rules

LONG = 6
"""Tokens of the longest thing that is believed to speak after what it says."""


def states(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a cue says that something was said."""
    words = rules.reporting
    if link.cue is None:
        return True
    subject = row[link.subject.first : link.subject.last]
    first = subject[0].key if subject else ""
    if row[-1].key == "?" or first in words.nobody or first in rules.auxiliaries:
        return False
    if link.subject.first and row[link.subject.first - 1].key in words.conditions:
        return False
    return not _modifies(row, link, rules) and not _unsaid(row, link, rules)


def _modifies(row: Row, link: Link, rules: Rules) -> bool:
    """`an estimated 300`, `of reported cases`: the verb only modifies what follows."""
    if link.cue is None or not link.at:
        return False
    previous = row[link.at - 1].key
    if previous in rules.reporting.articles or previous in rules.reporting.possessives:
        return True
    if link.cue.form == "participle" or link.subject.last >= link.at:
        return row[link.at].key.endswith("ed") and previous[:1].isdigit()
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
    way = left > 1 and row[left - 2].key in words.articles
    return bool(modal) and not (modal == {"to"} and left and row[left - 1].key in words.going_on and not way)


def turned(row: Row, link: Link, rules: Rules) -> Link:
    """`…, said X`: the link with the subject that follows its verb, where it was looked for before it."""
    cue = link.cue
    if cue is None or cue.form != "finite" or cue.group != "speech" or link.relation == "inverted" or not link.at:
        return link
    if row[link.at - 1].key != "," or link.end >= len(row) or not _may_be_subject(row, link.end, rules):
        return link
    if link.subject.kind == "name" and link.subject.last <= link.at and _explained(row, link.subject.last, rules):
        return link
    subject = phrase_after(row, link.end, rules)
    named = row[link.end].kind == "name"
    if subject is None or not (named or cue.lemma in rules.reporting.turning):
        return link
    end = subject.last if named else past_phrase(row, link.end, rules)
    if row[link.end].key in rules.reporting.articles:
        end = next((k for k in range(link.end, end) if row[k].key in rules.relatives), end)
    known = (rules.prepositions, rules.relatives)
    ends = end >= len(row) or row[end].kind == "sign" or any(row[end].key in words for words in known)
    verb = any((t.key in rules.auxiliaries and not is_owner(t)) or is_verbal(t, ("ed",)) for t in row[link.end : end])
    return Link(cue, link.at, link.end, subject, "inverted") if ends and not verb else link


def _explained(row: Row, i: int, rules: Rules) -> bool:
    """Whether a comma and words for what somebody is stand at token `i`: `X, president of the union, said …`."""
    if i + 1 >= len(row) or row[i].key != ",":
        return False
    return row[i + 1].key in rules.determiners or row[i + 1].key in rules.role_nouns


def named(row: Row, link: Link, rules: Rules) -> Link:
    """`The chairman, Ann Holt, said`: the link with the name beside the words for what somebody is."""
    last = link.subject.last
    if link.relation == "opening" and link.subject.first > link.end and row[link.subject.first - 1].key == ",":
        explained = last < len(row) and row[last].key == ","
        return link if explained else replace(link, subject=Pointer("body", link.end, link.subject.first - 1))
    if link.subject.kind == "body" and (name := _name_last(row, link, rules) or _name_first(row, link, rules)):
        return replace(link, subject=name)
    if link.subject.kind not in {"role", "body"} or last + 2 >= len(row) or row[last].key != ",":
        return link
    beside = row[last + 1]
    if beside.kind != "name" or row[last + 2].key != "," or link.at < last:
        return link
    return replace(link, subject=Pointer("name", last + 1, last + 2, beside.index))


def _name_first(row: Row, link: Link, rules: Rules) -> Pointer | None:
    """`Ann Holt, who …, made a list saying`, `This year, she …, saying`: who it is where a verb or a time was taken."""
    first, words = link.subject.first, rules.reporting
    timed = row[first].key in words.pointing and row[min(first + 1, len(row) - 1)].key in words.times
    if timed and link.subject.last < link.at and first == 0:
        found = main_subject(row, link.at, rules, link.subject.last)
        return found if found and found.kind in {"name", "pronoun"} else None
    after_comma = first and row[first - 1].key == "," and row[0].kind == "name" and row[1].key == ","
    verb = link.cue is not None and link.cue.form == "participle" and row[first].kind == "word"
    if after_comma and (timed or (verb and row[first].key not in rules.determiners)):
        return Pointer("name", 0, 1, row[0].index)
    return None


def _name_last(row: Row, link: Link, rules: Rules) -> Pointer | None:
    """`Co-moderator Ann Holt`, `to some, as Ann Holt`: the name that ends what was taken for a body."""
    subject = link.subject
    last = subject.last - 1
    if last <= subject.first or row[last].kind != "name":
        return None
    previous = row[last - 1]
    titled = all(
        t.kind == "word" and not is_owner(t) and t.key not in rules.prepositions for t in row[subject.first : last]
    )
    if previous.key in rules.subordinators or (titled and previous.capital):
        return Pointer("name", last, last + 1, row[last].index)
    return None


def _may_be_subject(row: Row, i: int, rules: Rules) -> bool:
    """Whether the words at token `i` may name who spoke."""
    token = row[i]
    if token.key in rules.calendar or token.key in rules.reporting.possessives:
        return False
    known = (rules.determiners, rules.role_nouns)
    return token.kind == "name" or token.capital or any(token.key in words for words in known)


def opens_sentence(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a sentence, or what is joined to it, opens with `According to X` or `As X noted,`."""
    words, first = rules.reporting, link.first
    if link.cue is not None:
        if link.end >= len(row) or row[link.end].key != ",":
            return False
        if row[first].key not in words.asides:
            first -= 1
        if first < 0 or row[first].key not in words.asides:
            return False
        if first and row[first - 1].key in words.joining:
            return True
    return all(t.key in words.leads or t.kind == "sign" for t in row[:first])


def may_trail(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a cue may stand after what it reports: a thing "announced" was most likely announced by somebody."""
    if link.cue is None or link.relation not in {"subject", "inverted", "apposition"}:
        return False
    if link.subject.kind != "body" or link.cue.lemma in rules.reporting.turning or link.cue.group == "findings":
        return True
    indefinite = row[link.subject.first].key in rules.reporting.articles
    return not indefinite and link.subject.last - link.subject.first <= LONG


def further(row: Row, links: Sequence[Link], rules: Rules) -> list[Link]:
    """The links of a sentence with those of cues that introduce no words in marks, of which `rules` has the verbs.

    One that is longer than a cue at the same place takes its place.
    """
    found = {k.at: k for k in links_of(row, rules) if _finds(row, k, rules)}
    for link in links:
        if link.at not in found or found[link.at].end <= link.end:
            found[link.at] = link
    return list(found.values())


def _finds(row: Row, link: Link, rules: Rules) -> bool:
    """Whether a cue's subject is what finds or shows something, where its verb is one for such things."""
    if link.cue is None or link.cue.group != "findings":
        return True
    subject = row[link.subject.first : link.subject.last]
    return link.subject.kind == "body" and any(t.key in rules.reporting.things for t in subject)
