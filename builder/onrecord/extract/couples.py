"""Couples and families of one surname: `Dan and Vera Holt` names two people in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.extract.lists import AND
from onrecord.extract.names import Found, Naming
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules


def share_families(row: Sequence[Token], found: Sequence[Found], rules: Rules) -> None:
    """Notes with each given name alone the family name of the full name that "and" joins to it."""
    for (first, _, end), (second, begin, _) in reversed(list(pairwise(found))):
        if begin != end + 1 or second.role or not _is_given(first, rules) or second.keys[0] not in rules.given_names:
            continue
        if row[end].key in AND and len(second.keys) > 1:
            first.family = second.words[_family_at(second, rules) :]
        elif row[end].key == "," and second.family:
            first.family = second.family


def both(row: Sequence[Token], found: Sequence[Found], rules: Rules) -> list[Found]:
    """The namings of a sentence, with one for "Mr." in "Mr. and Mrs. Holt"."""
    out: list[Found] = []
    for naming, begin, end in found:
        first = row[begin - 2] if begin > 1 and naming.titled and row[begin - 1].key in AND else None
        gender = rules.honorifics.get(first.key) if first and first.capital else None
        if first and gender and naming.gender not in {None, gender}:
            if out and out[-1][1] == begin - 2:  # "Mr." itself, which may have been taken for a word alone
                out.pop()
            spouse = replace(naming, start=first.start, end=first.end, gender=gender, role=None, size=1)
            out.append((spouse, begin - 2, begin - 1))
        out.append((naming, begin, end))
    return out


def _is_given(naming: Naming, rules: Rules) -> bool:
    """Whether a naming is nothing but a given name, with initials or without."""
    head, *initials = naming.keys
    return head in rules.given_names and all(len(k.rstrip(".")) == 1 for k in initials)


def _family_at(naming: Naming, rules: Rules) -> int:
    """The number of the name's word that begins its family name, particles included."""
    at = len(naming.keys) - 1
    if at > 1 and naming.keys[at] in rules.suffixes:
        at -= 1
    while at > 1 and naming.keys[at - 1] in rules.particles:
        at -= 1
    return at
