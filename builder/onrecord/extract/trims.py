"""Words taken for a part of a name that are none: the article prints the name without them elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.headlines import Known
from onrecord.extract.names import Found
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules


def trimmed(found: Found, row: Sequence[Token], names: Known, rules: Rules) -> Found:
    """The naming without the words around the known name in it ("Entrusting Ada Lane", "Ada Lane T-shirts")."""
    naming, begin, last = found
    if len(naming.keys) == 1 or naming.size != len(naming.keys):
        return found
    head, tail = _head(naming.keys, last - naming.size == 0, names, rules), _tail(naming.keys, names, rules)
    if not head and not tail:
        return found
    first, last = last - naming.size + head, last - tail
    alone = last - first == 1
    cut = replace(
        naming,
        start=row[first].start,
        end=row[last - 1].end,
        words=naming.words[head : len(naming.words) - tail],
        keys=naming.keys[head : len(naming.keys) - tail],
        size=last - first,
        sure=naming.sure and not alone,
    )
    if head:
        cut.role, cut.role_keys, cut.titled = None, frozenset(), False
    return cut, first if head else begin, last


def _head(keys: tuple[str, ...], opens: bool, names: Known, rules: Rules) -> int:
    """How many words stand before the name: one, or none."""
    if len(keys[0].rstrip(".")) == 1 or keys[0] in rules.given_names:
        return 0
    rest = keys[1:]
    if rest[0] in rules.particles:
        return 0
    if len(rest) > 1:
        return int(names.full[rest] >= names.full[keys] > 0 or (names.full[rest] > 0 and opens))
    return int(opens and rest[0] in names.last and not names.full[keys])


def _tail(keys: tuple[str, ...], names: Known, rules: Rules) -> int:
    """How many words stand after the name."""
    for size in range(len(keys) - 1, 1, -1):
        if keys[size] not in rules.suffixes and names.full[keys[:size]] >= max(1, names.full[keys]):
            return len(keys) - size
    return 0
