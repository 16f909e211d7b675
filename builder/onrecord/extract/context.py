"""What the words around a capitalised name say of it: that it is a person's, and of which gender."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.lists import AND
from onrecord.extract.names import Found, Naming, all_plain
from onrecord.extract.tokens import Sentence, Token
from onrecord.extract.vocabulary import Rules

NEAR = 10
"""Words of the longest explanation before a name."""


def observe(sentence: Sentence, following: Sentence | None, found: Sequence[Found], rules: Rules) -> None:
    """A name that says something, or is explained by a role, an age or a pronoun, is a person's."""
    row = sentence.tokens
    for naming, _, last in found:
        first = last - naming.size
        naming.alone = len(naming.keys) == 1 and not naming.weak and _free(row, first, rules)
        if len(naming.keys) > 1 and last + 1 < len(row) and row[last].key == ",":
            naming.office = _office(row[last + 1 : last + 6], rules) or _office_before(row, first, rules)
        if len(naming.keys) == 1 and not naming.titled and _COINED.match(naming.words[0]):
            naming.weak, naming.alone = True, False
        if not naming.sure and (len(naming.keys) > 1 or (naming.alone and first > 0)):
            naming.sure = _speaks(row, first, last, rules) or _is_explained(row, first, last, naming, rules)
        if naming.sure and first > 1 and row[first - 1].key == ",":  # "his wife, Ada,"
            naming.gender = naming.gender or rules.role_nouns.get(row[first - 2].key)
        if last + 2 < len(row) and row[last].key == "(" and row[last + 1].key in {"r", "d", "i"}:
            naming.sure = naming.titled = True
        if first == 0 and len(naming.keys) > 1 and not naming.sure and following:
            _taken_up(naming, sentence, following, rules)
    _side_by_side(row, found, rules)


def label(found: Sequence[Naming], labels: Sequence[tuple[int, int]], rules: Rules) -> None:
    """Who has a turn or a tweet is a person, unless the label says only what somebody is ("UNIDENTIFIED WOMAN")."""
    begins = {naming.start: naming for naming in found if len(naming.keys) > 1}
    for start, end in labels:
        for at in range(start, end):
            naming = begins.get(at)
            if (
                naming
                and naming.end <= end
                and not any(k in rules.role_nouns or k in rules.unknown for k in naming.keys)
            ):
                naming.sure = True


_COINED = re.compile(r"[A-Z][a-z]{4,}[A-Z]|[A-Z]{2,}[a-z]")
"""A name in one word that is put together from two, as those of firms and sites are ("AlderWire", "ALWire")."""


def _free(row: Sequence[Token], first: int, rules: Rules) -> bool:
    """Whether a word alone may be a family name: "the Hill" is an outlet, "Disease Control and Prevention" no end."""
    if not first:
        return True
    before = row[first - 1]
    if before.key in AND and first > 1 and row[first - 2].capital:
        return row[first - 2].kind == "name"
    return before.key not in rules.determiners and before.key not in AND


def _speaks(row: Sequence[Token], first: int, last: int, rules: Rules) -> bool:
    """`X said`, `"…," said X`."""
    if first and row[first - 1].key in rules.articles:  # "the Alder Courier said"
        return False
    following = row[last] if last < len(row) else None
    after = rules.cues.get(following.key) if following else None
    if after and after.form == "finite" and after.group != "thought":
        return True
    if following and following.kind == "word" and (following.capital or following.key in rules.role_nouns):
        return False
    before = rules.cues.get(row[first - 1].key) if first > 1 else None
    return bool(before) and before is not None and before.form == "finite" and row[first - 2].kind == "quote"


def _is_explained(row: Sequence[Token], first: int, last: int, naming: Naming, rules: Rules) -> bool:
    """`X, 44,`, `X, who …`, `X, a spokesman for …`, `his spokesman, X,`."""
    after = row[last].key if last < len(row) else ""
    if after == "," and last + 1 < len(row) and len(naming.keys) > 1 and _explains(row[last + 1 : last + 6], rules):
        return True
    return first > 1 and row[first - 1].key == "," and row[first - 2].key in rules.role_nouns and after in {",", "."}


def _taken_up(naming: Naming, sentence: Sentence, following: Sentence, rules: Rules) -> None:
    """`Xiomara Reyes opened the gate. She …`: the next sentence tells that the name is a person's, and the gender."""
    if following.paragraph == sentence.paragraph and all(t.kind == "quote" for t in following.tokens):
        naming.sure = True  # `Xiomara Reyes shrugged. "…"`
    pronoun = following.tokens[0].key if following.tokens else ""
    if following.paragraph == sentence.paragraph and pronoun in rules.syntax.subject_pronouns:
        naming.sure, naming.gender = True, naming.gender or rules.pronouns[pronoun]


def _explains(row: Sequence[Token], rules: Rules) -> bool:
    """Whether a comma is followed by an age, "who", or a role."""
    if row[0].key.isdigit() or row[0].key == "who":
        return True
    for token in row:
        if token.kind != "word" or token.key in rules.cues:
            return False
        if token.key in rules.role_nouns:
            return True
    return False


def _office(row: Sequence[Token], rules: Rules) -> str:
    """What somebody is who is explained after a comma: the first word for it, before any verb or name."""
    for token in row:
        if token.kind != "word" or token.key in rules.cues or token.key in rules.prepositions:
            return ""
        if token.key in rules.role_nouns:
            return token.key
    return ""


def _office_before(row: Sequence[Token], first: int, rules: Rules) -> str:
    """`a spokesman for Ruth Ames, Joel Tran,`: the same where the explanation comes first."""
    if first <= 1 or row[first - 1].key != ",":
        return ""
    begin = next(
        (
            k
            for k in range(first - 2, max(-1, first - 1 - NEAR), -1)
            if row[k].key in rules.determiners or row[k].key in rules.possessives
        ),
        -1,
    )
    return _office(row[begin + 1 : begin + 6], rules) if begin >= 0 else ""


def _side_by_side(row: Sequence[Token], found: Sequence[Found], rules: Rules) -> None:
    """`Joni Ernst, Ada Lane and Tsegaye Woldu`: in a list of full names, one person's makes the next a person's too."""
    if all(naming.sure or len(naming.keys) == 1 for naming, _, _ in found):
        return
    for pairs in (list(pairwise(found)), [(b, a) for a, b in reversed(list(pairwise(found)))]):
        for (known, *known_at), (naming, *at) in pairs:
            if not known.sure or naming.sure or len(known.keys) == 1 or naming.role or not all_plain(naming, rules):
                continue
            first, last = (known_at[1], at[0]) if known_at[0] < at[0] else (at[1], known_at[0])
            between = [t.key for t in row[first:last]]
            if between and len(between) <= len([",", "and"]) and all(k in AND or k == "," for k in between):
                naming.sure = True
