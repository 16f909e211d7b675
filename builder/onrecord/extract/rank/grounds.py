"""What spoke for a candidate and against it, in words: the trees' answers, gathered by what they are about."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.rank.codes import ABSENT
from onrecord.extract.rank.forest import SCALE, Forest
from onrecord.extract.rank.measures import MATCHED, MEASURES, SHARED, STANDING, WORDS
from onrecord.extract.rank.slots import SLOTS
from onrecord.extract.rank.traces import CONTEXT, FAR, GAPS, NEAREST, PLACES, ROLES

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
    means = {theme: sum(each[theme].total() for each in sums) / len(sums) for theme in dict.fromkeys(_THEMES)}
    out = []
    for row, each in zip(rows, sums, strict=True):
        named = dict(zip(MEASURES, row, strict=True))
        asked = (theme for theme in means if named["candidate"] == 0 or theme not in _OF_PEOPLE)
        found = (
            Ground(_told(theme, named, each[theme]), round((each[theme].total() - means[theme]) / SCALE, 2))
            for theme in asked
        )
        weighty = (g for g in found if abs(g.weight) >= LEAST)
        out.append(tuple(sorted(weighty, key=lambda g: (-abs(g.weight), g.text))[:most]))
    return out


def _sums(forest: Forest, row: Sequence[float]) -> defaultdict[str, Counter[str]]:
    """What each measure of each theme adds to the value of a row."""
    sums: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for tree in forest.trees:
        for measure, added in tree.path(row):
            sums[_THEMES[measure]][MEASURES[measure]] += added
    return sums


def _themes() -> list[str]:
    """What each measure is about, in the order of a row."""
    known = dict.fromkeys(STANDING, "standing") | {"gender": "gender", "gender_fits": "gender", "inside": "inside"}
    known |= dict.fromkeys(WORDS, "words") | dict.fromkeys(CONTEXT, "context") | dict.fromkeys(ROLES, "roles")
    known |= dict.fromkeys(NEAREST, "nearest") | dict.fromkeys(GAPS, "gap")
    known |= {f"{slot}_{what}": slot for slot in SLOTS for what in (*SHARED, *MATCHED)}
    known |= {"rule": "rule", "ending": "rule", "by_rule": "rule", "candidate": "candidate"}
    return [known.get(name, "neighbours") for name in MEASURES]


_OF_PEOPLE = {"standing", "context", "gender", "inside", "nearest", "gap"}
_THEMES = _themes()


def _told(theme: str, row: Row, added: Counter[str]) -> str:
    """What was found about a theme; of its context, what weighed most."""
    if theme in SLOTS:
        return _slot(theme, row)
    if theme == "context":
        weightiest = max(added, key=lambda measure: abs(added[measure]), default=CONTEXT[0])
        return _CONTEXTS[weightiest.partition("_")[0]][_holds(weightiest, row)]
    return _TELLERS[theme](row)


def _holds(measure: str, row: Row) -> bool:
    return row[measure] < LATELY if measure == "centre_sentences" else row[measure] > 0


LATELY = 3
"""Sentences back to which the text is said to be about somebody."""
_CONTEXTS = {
    "centre": ("the text has been about others", "the text has just been about this person"),
    "first": ("the sentence does not name this person first", "the sentence names this person first"),
    "last": ("somebody else is named right before it", "this person is named right before it"),
    "told": ("nobody is told anything", "this person is told something"),
    "opens": ("the paragraph does not begin with this person", "the paragraph begins with this person"),
}


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
    "standing": _standing,
    "gender": _gender,
    "inside": _inside,
    "words": _words,
    "roles": _roles,
    "candidate": _candidate,
}
