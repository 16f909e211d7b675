"""Where a candidate's name stands, seen from a quotation and from the cues around it."""

from __future__ import annotations

from onrecord.extract.rank.board import AHEAD, BACK, Board, Named
from onrecord.extract.rank.codes import ABSENT, Sorts
from onrecord.extract.rank.slots import Slots
from onrecord.extract.tokens import Token

Cues = dict[str, tuple[int, int]]
"""Sentence and token of each cue that distances are measured to."""
FAR = 50.0
"""Stands for a name that is not in the cue's sentence."""
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


def nearest(board: Board, sorts: Sorts, quote: int, person: int) -> list[float]:
    """The nearest naming of a person before the quotation and after it, in the order of `NEAREST`."""
    scene = board.scene
    at = scene.places[quote]
    between: set[int] = set()
    before = [ABSENT] * 7
    for n in range(at.sentence, max(-1, at.sentence - BACK - 1), -1):
        here = [x for x in board.named[n] if n < at.sentence or x.token < at.token]
        mine = next((x for x in reversed(here) if x.person == person), None)
        between.update(x.person for x in here if mine is None or x.token > mine.token)
        if mine:
            before = [float(at.sentence - n), *_before(board, sorts, quote, n, mine, len(between))]
            break
    return before + _behind(board, sorts, quote, person)


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
    return [float(paragraphs), tokens, sorts(following), sorts(previous), min(between, 9.0), role]


def _behind(board: Board, sorts: Sorts, quote: int, person: int) -> list[float]:
    scene = board.scene
    at = scene.places[quote]
    for n in range(at.sentence, min(len(board.named), at.sentence + AHEAD + 1)):
        here = n == at.sentence
        mine = next((x for x in board.named[n] if x.person == person and (not here or x.token > at.token)), None)
        if mine:
            row = scene.sentences[n].tokens
            previous = row[mine.token - 1] if mine.token else None
            following = row[mine.token + 1] if mine.token + 1 < len(row) else None
            away = min(mine.token - (at.token if here else 0), 40.0)
            return [float(n - at.sentence), away, sorts(following), sorts(previous)]
    return [ABSENT] * 4


def gaps(board: Board, person: int, found: Cues) -> list[float]:
    """Tokens from a person's nearest naming to each cue (below 0: after it), and other people named between."""
    out: list[float] = []
    for place in PLACES:
        if place not in found:
            out += [ABSENT, ABSENT]
            continue
        sentence, cue = found[place]
        out += _gap(board.named[sentence], cue, person)
    return out


def _gap(named: list[Named], cue: int, person: int) -> list[float]:
    before = [x for x in named if x.token < cue]
    mine = next((x.token for x in reversed(before) if x.person == person), None)
    if mine is not None:
        return [min(cue - mine, 40.0), float(len({x.person for x in before if x.token > mine}))]
    after = next((x.token for x in named if x.token > cue and x.person == person), None)
    if after is None:
        return [FAR, 9.0]
    return [max(cue - after, -20.0), float(len({x.person for x in named if cue < x.token < after}))]


def context(board: Board, quote: int, person: int) -> list[float]:
    """Whether the text has just been about a person, in the order of `CONTEXT`."""
    scene, centres = board.scene, board.memory.centres
    at = scene.places[quote]
    n = at.sentence
    here = board.named[n]
    before = [x for x in here if x.token < at.token]
    opening = board.named[board.openers[n]]
    back = next((d for d in range(min(n + 1, CENTRES)) if centres[n - d] == person), CENTRES)
    return [
        float(n > 0 and centres[n - 1] == person),
        float(n > 1 and centres[n - 2] == person),
        float(back),
        float(bool(here) and here[0].person == person),
        float(bool(before) and before[-1].person == person),
        float(any(x.person == person and _is_told(board, n, x) for x in here)),
        float(bool(opening) and opening[0].person == person),
    ]


def _is_told(board: Board, sentence: int, named: Named) -> bool:
    """`told X`: who stands right after a verb of address listens."""
    before = board.scene.sentences[sentence].tokens[named.token - 1] if named.token else None
    cue = board.scene.rules.cues.get(before.key) if before and before.kind == "word" else None
    return cue is not None and cue.group == "address"
