"""Couples and families of one surname: `Dan and Vera Holt` names two people in full."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.lists import AND
from onrecord.extract.names import Found, Naming
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules


def share_families(row: Sequence[Token], found: Sequence[Found], rules: Rules) -> None:
    """Notes with each given name alone the family name of the full name that "and" joins to it."""
    for (first, _, end), (second, begin, _) in pairwise(found):
        if begin != end + 1 or row[end].key not in AND or second.role or len(second.keys) <= 1:
            continue
        if _is_given(first, rules) and second.keys[0] in rules.given_names:
            first.family = second.words[_family_at(second, rules) :]


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
