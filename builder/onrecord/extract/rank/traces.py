"""Where a candidate's name stands, seen from a quotation and from the cues around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.extract.rank.board import AHEAD, BACK, Board, Named
from onrecord.extract.rank.codes import ABSENT, Sorts
from onrecord.extract.rank.slots import Slots
from onrecord.extract.tokens import Token

Cues = dict[str, tuple[int, int]]
"""Sentence and token of each cue that distances are measured to."""
FAR = 50.0
"""Stands for a name that is not in the cue's sentence."""
NOBODY = -1
_UNNAMED = [FAR, 9.0]
NEAREST = [
    "before_sentences",
    "before_paragraphs",
    "before_tokens",
    "before_next",
    "before_previous",
    "before_between",
    "before_role",
    "behind_sentences",
    "behind_tokens",
    "behind_next",
    "behind_previous",
]
PLACES = ("after", "before", "later", "last", "bare_before", "bare_after")
GAPS = [f"{place}_{what}" for place in PLACES for what in ("gap", "between")]
CONTEXT = ["centre_before", "centre_second", "centre_sentences", "first_here", "last_here", "told", "opens_paragraph"]
ROLES = ["role_nouns", "role_gap_before", "role_gap_after"]
CENTRES = 10
"""How many sentences back a person may have been what the text is about."""


def cues(board: Board, quote: int, found: Slots) -> Cues:
    """The cues around a quotation: those with a subject, and the nearest verbs of speech whatever their subject."""
    scene = board.scene
    at = scene.places[quote]
    row = scene.sentences[at.sentence].tokens
    out = {name: (slot.sentence, slot.link.at) for name, slot in found.items() if name in PLACES}

    def speaks(token: Token) -> bool:
        cue = scene.rules.cues.get(token.key) if token.kind == "word" else None
        return cue is not None and cue.group in {"speech", "address"}

    before = next((i for i in range(at.token - 1, -1, -1) if speaks(row[i])), -1)
    after = next((i for i in range(at.token + 1, len(row)) if speaks(row[i])), -1)
    out |= {"bare_before": (at.sentence, before)} if before >= 0 else {}
    return out | ({"bare_after": (at.sentence, after)} if after >= 0 else {})


def roles(board: Board, quote: int, found: Cues) -> list[float]:
    """How many nouns for persons and bodies the sentence has, and how near they are to the cues."""
    scene = board.scene
    row = scene.sentences[scene.places[quote].sentence].tokens
    rules = scene.rules
    nouns = [
        i for i, t in enumerate(row) if t.kind == "word" and (t.key in rules.role_nouns or t.key in rules.body_nouns)
    ]
    gaps = []
    for name in ("bare_before", "bare_after"):
        away = [found[name][1] - i for i in nouns] if name in found else []
        gaps.append(ABSENT if name not in found else float(min(away, key=abs)) if away else FAR)
    return [float(len(nouns)), *gaps]


@dataclass(frozen=True, slots=True)
class Sight:
    """Who is named around a quotation, as seen from it: looked up for each of its candidates.

    Attributes:
        before, behind: by person, the nearest naming on that side: its sentence, itself, how many others are between.
        gaps: for each of the `PLACES` that has a cue, by person the tokens to it and how many others are between.
        centres: by person, how many sentences back the text was about them last.
        just: whom it was about a sentence ago, and two sentences ago, or -1.
        first, last, opening: who is named first in the sentence, last before the quotation, and first in the paragraph.
        told: who is told something in the sentence.
    """

    before: Mapping[int, tuple[int, Named, int]]
    behind: Mapping[int, tuple[int, Named]]
    gaps: Sequence[Mapping[int, list[float]] | None]
    centres: Mapping[int, int]
    just: tuple[int, int]
    first: int
    last: int
    opening: int
    told: frozenset[int]


def sight(board: Board, quote: int, found: Cues) -> Sight:
    """What is seen from a quotation, with the cues around it."""
    at, centres, named = board.scene.places[quote], board.memory.centres, board.named
    n, here = at.sentence, named[at.sentence]
    before: dict[int, tuple[int, Named, int]] = {}
    for sentence in range(n, max(-1, n - BACK - 1), -1):
        for one in reversed(named[sentence]):
            if one.person not in before and (sentence < n or one.token < at.token):
                before[one.person] = (sentence, one, len(before))
    behind: dict[int, tuple[int, Named]] = {}
    for sentence in range(n, min(len(named), n + AHEAD + 1)):
        for one in named[sentence]:
            if one.person not in behind and (sentence > n or one.token > at.token):
                behind[one.person] = (sentence, one)
    return Sight(
        before,
        behind,
        [_gaps(named[found[place][0]], found[place][1]) if place in found else None for place in PLACES],
        {centres[n - d]: d for d in reversed(range(min(n + 1, CENTRES)))},
        (centres[n - 1] if n > 0 else NOBODY, centres[n - 2] if n > 1 else NOBODY),
        here[0].person if here else NOBODY,
        next((one.person for one in reversed(here) if one.token < at.token), NOBODY),
        next((one.person for one in named[board.openers[n]]), NOBODY),
        frozenset(one.person for one in here if _is_told(board, n, one)),
    )


def _gaps(named: Sequence[Named], cue: int) -> dict[int, list[float]]:
    """By person, tokens from the nearest naming to a cue (below 0: after it), and other people named between."""
    before: dict[int, list[float]] = {}
    after: dict[int, list[float]] = {}
    for one in reversed(named):
        if one.token < cue and one.person not in before:
            before[one.person] = [min(cue - one.token, 40.0), float(len(before))]
    for one in named:
        if one.token > cue and one.person not in after:
            after[one.person] = [max(cue - one.token, -20.0), float(len(after))]
    return after | before


def nearest(board: Board, sorts: Sorts, quote: int, seen: Sight, person: int) -> list[float]:
    """The nearest naming of a person before the quotation and after it, in the order of `NEAREST`."""
    before, behind = seen.before.get(person), seen.behind.get(person)
    return [
        *(_before(board, sorts, quote, *before) if before else [ABSENT] * 7),
        *(_behind(board, sorts, quote, *behind) if behind else [ABSENT] * 4),
    ]


def _before(board: Board, sorts: Sorts, quote: int, sentence: int, mine: Named, between: int) -> list[float]:
    scene = board.scene
    at = scene.places[quote]
    row = scene.sentences[sentence].tokens
    paragraphs = scene.sentences[at.sentence].paragraph - scene.sentences[sentence].paragraph
    previous = row[mine.token - 1] if mine.token else None
    following = row[mine.token + 1] if mine.token + 1 < len(row) else None
    opens = previous is None or previous.key == ","
    tokens = min(at.token - mine.token, 40.0) if sentence == at.sentence else float(opens)
    role = float(scene.cast.namings[mine.naming].role is not None)
    away = float(at.sentence - sentence)
    return [away, float(paragraphs), tokens, sorts(following), sorts(previous), min(between, 9.0), role]


def _behind(board: Board, sorts: Sorts, quote: int, sentence: int, mine: Named) -> list[float]:
    at = board.scene.places[quote]
    row = board.scene.sentences[sentence].tokens
    previous = row[mine.token - 1] if mine.token else None
    following = row[mine.token + 1] if mine.token + 1 < len(row) else None
    away = min(mine.token - (at.token if sentence == at.sentence else 0), 40.0)
    return [float(sentence - at.sentence), away, sorts(following), sorts(previous)]


def gaps(seen: Sight, person: int) -> list[float]:
    """Tokens from a person's nearest naming to each cue (below 0: after it), and other people named between."""
    out: list[float] = []
    for known in seen.gaps:
        out += [ABSENT, ABSENT] if known is None else known.get(person, _UNNAMED)
    return out


def context(seen: Sight, person: int) -> list[float]:
    """Whether the text has just been about a person, in the order of `CONTEXT`."""
    return [
        float(seen.just[0] == person),
        float(seen.just[1] == person),
        float(seen.centres.get(person, CENTRES)),
        float(seen.first == person),
        float(seen.last == person),
        float(person in seen.told),
        float(seen.opening == person),
    ]


def _is_told(board: Board, sentence: int, named: Named) -> bool:
    """`told X`: who stands right after a verb of address listens."""
    before = board.scene.sentences[sentence].tokens[named.token - 1] if named.token else None
    cue = board.scene.rules.cues.get(before.key) if before and before.kind == "word" else None
    return cue is not None and cue.group == "address"
