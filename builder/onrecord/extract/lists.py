"""Lists of people: `X and Y`, `X, Y and Z`, `Sens. X (D-Ohio) and Y of Utah`."""

from __future__ import annotations

from onrecord.extract.pointers import Pointer, Row
from onrecord.extract.vocabulary import Rules

AND = frozenset(["and", "&"])
LABEL = 12
"""Most words of what may stand between a name of a list and the comma after it."""
REACH = 40
"""How many tokens a list may be long."""


def list_from(row: Row, first: int, rules: Rules) -> Pointer | None:
    """The list of two names or more that begins with the name at token `first`, or None."""
    members = [row[first].index]
    last = False
    k = first
    while not last and k - first < REACH:
        j = _past_label(row, k + 1, rules)
        comma = _key(row, j) == ","
        last = _key(row, j + comma) in AND
        k = j + comma + last
        if not (comma or last) or k >= len(row) or row[k].kind != "name":
            return None
        members.append(row[k].index)
    if not last or _key(row, k + 1) in {"'s", "'"}:
        return None
    return Pointer("joint", first, k + 1, members[0], others=tuple(members[1:]))


def list_ending(row: Row, last: int, rules: Rules) -> Pointer | None:
    """The longest list that ends with the name at token `last` and may be a subject, or None."""
    if not last or row[last - 1].key not in AND:
        return None
    for first in range(max(0, last - REACH), last - 1):
        if row[first].kind == "name" and _may_open(row, first, rules):
            pointer = list_from(row, first, rules)
            if pointer and pointer.last == last + 1:
                return pointer
    return None


def with_company(row: Row, start: int, end: int, rules: Rules) -> Pointer | None:
    """`X and her staff`, `X and others`: the tokens `start` to `end` add people without a name to one that has."""
    if start <= 1 or row[start - 1].key not in AND or row[start - 2].kind != "name":
        return None
    if row[start].key not in rules.company or not _may_open(row, start - 2, rules):
        return None
    return Pointer("joint", start - 2, end, row[start - 2].index)


def _may_open(row: Row, first: int, rules: Rules) -> bool:
    """Whether a subject may begin at token `first`: it is no object of a verb or preposition before it."""
    before = row[first - 1] if first else None
    if before is None or before.kind in {"sign", "quote"}:
        return True
    return before.key in rules.subordinators or before.key in rules.relatives or before.key in {"both", "'s", "'"}


def _past_label(row: Row, k: int, rules: Rules) -> int:
    """The token after what explains the name before token `k`: `(D-Ohio)`, `of Utah`, `, R-Maine`, `, a nurse`."""
    opening = _key(row, k)
    if opening == "(":
        return next((j + 1 for j in range(k, min(k + LABEL, len(row))) if row[j].key == ")"), k)
    if opening == "of":
        end = k + 1
        while end < min(k + LABEL, len(row)) and row[end].kind == "word" and row[end].capital:
            end += 1
        return end
    following = _key(row, k + 1) if opening == "," else ""
    if following in rules.articles or following[1:2] == "-":
        return next((j for j in range(k + 2, min(k + LABEL, len(row))) if row[j].kind != "word"), k)
    return k


def _key(row: Row, k: int) -> str:
    return row[k].key if k < len(row) else ""
