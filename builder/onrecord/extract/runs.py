"""Runs of capitalised words by themselves: where their title ends, and whether the name after it may be a person's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.roles import after_calling, is_role, title_end
from onrecord.extract.vocabulary import Rules

WORDS = 5
"""Words of the longest name of a person."""
Run = tuple[int, int, int, tuple[str, ...], bool, bool]
"""What a run of words is by itself: how many of them are its title; where its name begins and ends, and the words of
that; whether it may say no more than a word alone; whether the name may be a person's."""


def run_of(run: tuple[str, ...], rules: Rules) -> Run:
    """What a run is by itself; remembered for the rules that were asked for last, since names come again."""
    if not _last or _last[0][0] is not rules:
        _last[:] = [(rules, {})]
    known = _last[0][1]
    if (found := known.get(run)) is None:
        if len(known) >= REMEMBERED:
            known.clear()
        title = title_end(run, rules)
        first, last = _name_in(run, title, rules)
        keys = tuple(k for k in run[first:last] if k != ",")
        lone = first >= last or (not title and len(keys) == 1 and _is_common(keys[0], rules))
        found = known[run] = (title, first, last, keys, lone, bool(keys) and _may_be_person(keys, title > 0, rules))
    return found


REMEMBERED = 1 << 14
"""Runs that are remembered at once."""
_last: list[tuple[Rules, dict[tuple[str, ...], Run]]] = []


_LETTERS = re.compile(r"(?:[^\W\d_]\.)+")


def _is_common(word: str, rules: Rules) -> bool:
    """A word that alone names only somebody already named in full: a title, a thing, a nation."""
    return word in rules.honorifics or word in rules.also_surnames or word in rules.body_words


def _name_in(run: Sequence[str], title: int, rules: Rules) -> tuple[int, int]:
    """Where the name begins and ends in a run whose title is `title` words long."""
    first = _skip_modifiers(run, title, rules)
    return first, _skip_trailing(run, first, rules)


def _skip_modifiers(run: Sequence[str], title: int, rules: Rules) -> int:
    """Where the name begins, after places, nations and parts of titles; after a title at least a word is left."""
    size = len(run) - (title > 0)
    first = _after_body(run, title, rules) or after_calling(run, rules)
    while first < size:
        step = next((n for n in (3, 2, 1) if first + n <= size and " ".join(run[first : first + n]) in rules.places), 0)
        if not step and not _qualifies(run[first], rules):
            break
        if step in {0, 1} and _is_given_name(run, first, rules):
            break
        first += step or 1
    return first


def _after_body(run: Sequence[str], title: int, rules: Rules) -> int:
    """Where a given name follows a body and an office in it ("Alder County Recorder Ada Lane"); else `title`."""
    for n in range(title + 2, len(run) - 1):
        if run[n] in rules.given_names and run[n - 1] not in rules.given_names:
            body = any(word in rules.body_words for word in run[title:n])
            if body and run[n + 1] not in rules.body_words:
                return n
    return title


def _qualifies(word: str, rules: Rules) -> bool:
    """A word that stands before a name without belonging to it."""
    if (is_role(word, rules) and word not in rules.given_names) or (
        "-" in word and word.rpartition("-")[2] in rules.compounds
    ):
        return True
    return word in rules.nations or word in rules.calendar or word in rules.bodies or word in rules.title_parts


def _is_given_name(run: Sequence[str], at: int, rules: Rules) -> bool:
    """Whether the word at `at` is a given name here ("Jordan Smith"), not a place or party before one."""
    if run[at] not in rules.given_names or at + 1 >= len(run) or (at and run[at] in rules.title_parts):
        return False
    return run[at + 1] not in rules.given_names


def _skip_trailing(run: Sequence[str], first: int, rules: Rules) -> int:
    """Where the name ends, before days and months printed right after it."""
    last = len(run)
    while last > first and run[last - 1] in rules.calendar:
        last -= 1
    return last


def _may_be_person(keys: Sequence[str], titled: bool, rules: Rules) -> bool:
    name = " ".join(keys)
    if titled and len(keys) == 1:
        return name not in rules.bodies and name not in rules.addressed
    if name in rules.places or name in rules.bodies or name in rules.honorifics:
        return False
    if len(keys) > WORDS or "of" in keys or "for" in keys or (keys[-1] in rules.honorifics and len(keys) == 1):
        return False
    given = keys[0] in rules.given_names
    *_, family = keys
    pair = given and keys == (keys[0], family) and (titled or family in rules.also_surnames)
    whole = given and family not in rules.body_words  # "Kathleen Hall Bergen"
    inner = [k for k in keys[1:] if not (whole and k in rules.also_surnames)]
    if not pair and any(k in rules.body_words and k not in rules.given_names for k in inner):
        return False
    if keys[0] in rules.body_words and not given and not titled:
        return False
    if family in rules.nations and family not in rules.also_surnames:
        return False
    if all(_LETTERS.fullmatch(k) or len(k) == 1 for k in keys) or (
        any(k in rules.nations for k in keys[1:]) and not given
    ):
        return False
    return any(c.isalpha() for c in name)
