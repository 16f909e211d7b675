"""What spoke for a candidate and against it, in words: the trees' answers, gathered by what they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.rank.codes import ABSENT
from onrecord.extract.rank.forest import SCALE, Forest
from onrecord.extract.rank.measures import MEASURES, STANDING, WORDS
from onrecord.extract.rank.slots import SLOTS
from onrecord.extract.rank.traces import CONTEXT, FAR, PLACES, ROLES

LEAST = 0.1
"""How much a ground must add or take away to be told: a tenth of a factor of e."""
Row = Mapping[str, float]
SUBJECTS = {
    "after": "the cue right after it",
    "before": "the nearest cue before it",
    "outer": "an earlier cue of the sentence",
    "later": "a cue further on in the sentence",
    "last": "the last cue of the sentence before",
    "ahead": "the first cue of the sentence after",
}
MATCHES = {
    3.0: "{} has the name for its subject",
    2.5: "{} has a description of this person for its subject",
    2.0: "the pronoun of {} fits this person best",
    1.0: "the pronoun of {} fits somebody else better",
    0.0: "{} has another subject",
    -1.0: "the pronoun of {} does not fit",
}
NOBODYS = {1.0: "{} has a subject that is nobody named", 0.0: "{} has a person for its subject"}


@dataclass(frozen=True, slots=True)
class Ground:
    """One thing that was looked at.

    Attributes:
        text: what was found.
        weight: how much it added (above 0) or took away: 1.0 makes a candidate about 2.7 times as likely.
    """

    text: str
    weight: float


def grounds(forest: Forest, rows: Sequence[Sequence[float]], most: int = 4) -> list[tuple[Ground, ...]]:
    """For each of a quotation's candidates the weightiest grounds, at most `most`.

    What something weighs is what it adds to this candidate's value more than to the mean candidate's: what is true of
    all speaks for none.
    """
    sums = [_sums(forest, row) for row in rows]
    themes = sorted({theme for each in sums for theme in each})
    means = {theme: sum(each[theme] for each in sums) / len(sums) for theme in themes}
    out = []
    for row, each in zip(rows, sums, strict=True):
        named = dict(zip(MEASURES, row, strict=True))
        found = [Ground(_told(theme, named), round((each[theme] - means[theme]) / SCALE, 2)) for theme in themes]
        weighty = [g for g in found if g.text and abs(g.weight) >= LEAST]
        out.append(tuple(sorted(weighty, key=lambda g: (-abs(g.weight), g.text))[:most]))
    return out


def _sums(forest: Forest, row: Sequence[float]) -> Counter[str]:
    """What each theme adds to the value of a row; what is only asked of people is no theme of nobody's."""
    person = row[MEASURES.index("candidate")] == 0
    sums: Counter[str] = Counter()
    for tree in forest.trees:
        for measure, added in tree.path(row):
            theme = _THEMES[measure]
            sums["candidate" if theme in _OF_PEOPLE and not person else theme] += added
    return sums


def _theme(measure: str) -> str:
    """What a measure is about."""
    first, _, rest = measure.partition("_")
    if measure in STANDING:
        return "gender" if first == "gender" else "inside" if measure == "inside" else "standing"
    if measure in WORDS:
        return "words"
    if measure in CONTEXT:
        return "context"
    if measure in ROLES:
        return "roles"
    if any(measure in {f"{place}_gap", f"{place}_between"} for place in PLACES):
        return "gap"
    if first in SLOTS and rest in {
        "kind",
        "group",
        "relation",
        "distance",
        "resolved",
        "lemma",
        "match",
        "margin",
        "within",
    }:
        return first
    if measure in {"rule", "ending", "by_rule"}:
        return "rule"
    if measure == "candidate":
        return "candidate"
    return "nearest" if first in {"before", "behind"} else "neighbours"


_OF_PEOPLE = {"standing", "context", "gender", "inside", "nearest", "gap"}
_THEMES = [_theme(name) for name in MEASURES]


def _told(theme: str, row: Row) -> str:
    """What was found about a theme."""
    return _slot(theme, row) if theme in SLOTS else _TELLERS[theme](row)


def _slot(slot: str, row: Row) -> str:
    match = row[f"{slot}_match"]
    if match == ABSENT:
        return f"{SUBJECTS[slot]} is missing"
    words = (MATCHES if row["candidate"] == 0 else NOBODYS).get(match, "{}")
    return words.format(SUBJECTS[slot])


def _counted(number: float, noun: str) -> str:
    return f"{number:.0f} {noun}{'s' * (number != 1)}"


def _rule(row: Row) -> str:
    return "the first rule with an answer says so" if row["by_rule"] else "the first rule with an answer says otherwise"


def _neighbours(row: Row) -> str:
    before, after = row["by_previous"], row["by_following"]
    if before and after:
        return "the quotations before and after are this source's too"
    return (
        f"the quotation {'before' if before else 'after'} it is this source's too"
        if before or after
        else "the quotations beside it"
    )


def _nearest(row: Row) -> str:
    back = row["before_sentences"]
    if back == ABSENT:
        return "not named before it"
    return "named in the sentence, before it" if back == 0 else f"last named {_counted(back, 'sentence')} before"


def _gap(row: Row) -> str:
    gaps = [row[f"{place}_gap"] for place in PLACES if row[f"{place}_gap"] not in {ABSENT, FAR}]
    return (
        f"the name stands {_counted(min(map(abs, gaps)), 'word')} from a cue"
        if gaps
        else "the name stands beside no cue"
    )


def _context(row: Row) -> str:
    return (
        "the text has just been about this person"
        if row["centre_sentences"] in {0, 1, 2}
        else "the text has been about others"
    )


def _standing(row: Row) -> str:
    return f"named {_counted(row['named'], 'time')}, credited with {_counted(row['credits'], 'quotation')}"


def _gender(row: Row) -> str:
    return {1.0: "the pronoun agrees", -1.0: "the pronoun disagrees"}.get(
        row["gender_fits"], "no pronoun tells the gender"
    )


def _inside(row: Row) -> str:
    return "the words themselves name this person" if row["inside"] == 1 else "the words do not name this person"


def _words(row: Row) -> str:
    return f"{_counted(row['words'], 'word')} in marks, {row['outside']:.0f} around them in the sentence"


def _roles(row: Row) -> str:
    return f"nouns for people and bodies in the sentence: {row['role_nouns']:.0f}"


def _candidate(row: Row) -> str:
    return ("a person", "a source without a name", "no source: the words may be nobody's")[int(row["candidate"])]


_TELLERS: Mapping[str, Callable[[Row], str]] = {
    "rule": _rule,
    "neighbours": _neighbours,
    "nearest": _nearest,
    "gap": _gap,
    "context": _context,
    "standing": _standing,
    "gender": _gender,
    "inside": _inside,
    "words": _words,
    "roles": _roles,
    "candidate": _candidate,
}
