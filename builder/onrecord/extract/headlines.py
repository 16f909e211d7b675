"""Lines with every word capitalised, or all in capitals: only the names that the article knows are names there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from onrecord.extract.names import Found, Naming, in_title_case, plain
from onrecord.extract.runs import WORDS
from onrecord.extract.tokens import Token
from onrecord.extract.vocabulary import Rules

MOST = 40
"""Words of the longest line that is looked at as a headline."""
FEWEST = 4
"""Words of the shortest line with every word capitalised that is more than a name."""


@dataclass(slots=True)
class Known:
    """The names that an article's running text gives people.

    Attributes:
        full: how often each full name is printed.
        starting: the full names that begin with a word.
        last: family names of those.
        alone: words printed alone that may be family names.
        printed: a word of a name as the text prints it.
    """

    full: Counter[tuple[str, ...]] = field(default_factory=Counter)
    starting: defaultdict[str, set[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(set))
    last: set[str] = field(default_factory=set)
    alone: set[str] = field(default_factory=set)
    printed: dict[str, str] = field(default_factory=dict)


def known(namings: Iterable[Naming]) -> Known:
    """The names among `namings`, those of running text."""
    out = Known()
    namings = list(namings)
    speaking = {n.keys[0] for n in namings if len(n.keys) == 1 and n.sure and not n.weak}
    for naming in namings:
        if not naming.capitals:
            out.printed.update(zip(naming.keys, naming.words, strict=True))
        if len(naming.keys) == 1 and not naming.weak:
            out.alone.add(naming.keys[0])
        elif len(naming.keys) > 1 and (naming.sure or naming.keys[-1] in speaking):
            out.full[naming.keys] += 1
            out.starting[naming.keys[0]].add(naming.keys)
            out.last.add(naming.keys[-1])
    return out


def is_headline(text: str, tokens: Sequence[Token], rules: Rules) -> bool:
    """Whether a sentence has every word capitalised but for small ones, or is all in capitals."""
    if len(tokens) > MOST:
        return False
    for token in tokens:  # most sentences are told apart by their second or third word
        if token.kind == "quote" or (not token.capital and token.key[0].isalpha() and token.key not in rules.small):
            return False
    words = [t for t in tokens if t.kind == "word" and t.key[0].isalpha()]
    lower = [t.key for t in words if not t.capital]
    if not words:
        return False
    if len(words) > 1 and all(text[t.start : t.end].isupper() and t.end - t.start > 1 for t in words):
        return True
    commas = any(t.key == "," for t in tokens)
    return len(words) - len(lower) >= FEWEST and not (commas and set(lower) <= {"and"} and _is_list(tokens))


def _is_list(tokens: Sequence[Token]) -> bool:
    """Whether commas part the capitalised words into names of two words or three."""
    sizes = [0]
    for token in tokens:
        if token.kind == "word" and token.capital:
            sizes[-1] += 1
        elif sizes[-1]:
            sizes.append(0)
    return all(1 < size < FEWEST for size in sizes if size)


def headline_namings(text: str, tokens: Sequence[Token], sentence: int, names: Known, rules: Rules) -> Iterator[Found]:
    """Every naming in a headline: a known name, or a given name and a family name that stand by themselves."""
    i = 0
    while i < len(tokens):
        size = 0
        if tokens[i].kind == "word" and tokens[i].capital:
            size = _known_size(tokens, i, names) or _new_size(tokens, i, names, rules)
        if size:
            yield _naming(text, tokens[i : i + size], sentence, names), i, i + size
        i += size or 1


def _known_size(tokens: Sequence[Token], i: int, names: Known) -> int:
    """Words of the longest known name that begins at token `i`; a family name may stand alone."""
    keys = tuple(t.key for t in tokens[i : i + WORDS])
    for size in range(len(keys), 1, -1):
        if keys[:size] in names.starting.get(keys[0], ()):
            return size
    return int(keys[0] in names.last)


def _new_size(tokens: Sequence[Token], i: int, names: Known, rules: Rules) -> int:
    """Words of a full name at token `i` that is not known: the text, or the words around it, must bear it out."""
    if tokens[i].key not in rules.given_names or i + 1 >= len(tokens):
        return 0
    size = 3 if len(tokens[i + 1].key.rstrip(".")) == 1 and i + 2 < len(tokens) else 2
    family = tokens[i + size - 1]
    if family.kind != "word" or not family.capital or not plain(family.key, rules):
        return 0
    after = tokens[i + size] if i + size < len(tokens) else None
    ends = after is None or after.kind == "sign" or not after.capital or after.key in rules.cues
    return size if family.key in names.alone or (ends and family.key not in rules.cues) else 0


def _naming(text: str, tokens: Sequence[Token], sentence: int, names: Known) -> Naming:
    keys = tuple(t.key for t in tokens)
    words = [text[t.start : t.end] for t in tokens]
    capitals = all(w.isupper() for w in words)
    if capitals:
        words = [names.printed.get(key) or in_title_case(word) for key, word in zip(keys, words, strict=True)]
    alone = len(keys) == 1
    return Naming(
        tokens[0].start,
        tokens[-1].end,
        tuple(words),
        keys,
        sentence=sentence,
        weak=alone,
        sure=not alone,
        size=len(tokens),
        capitals=capitals,
    )
