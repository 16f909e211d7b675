"""What is measured of each candidate for a quotation: one row of numbers a candidate, named by `MEASURES`.

The first part of a row tells of the quotation and is the same for all its candidates: what the rules said, its words,
its neighbours, the cue links around it. The second part tells of the candidate: how the links, names and verdicts
around the quotation point at them. All counts are capped, so that one long article does not stand for many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.extract.pronouns import inside
from onrecord.extract.rank import traces
from onrecord.extract.rank.board import AHEAD, BACK, Board
from onrecord.extract.rank.codes import ABSENT, GROUPS, KINDS, RELATIONS, Codes, Sorts, code
from onrecord.extract.rank.slots import SLOTS, Slot, Slots, slots
from onrecord.extract.speakers import Verdict
from onrecord.extract.vocabulary import Gender

UNNAMED, NOTHING = -1, -2
"""Candidates that are nobody: a source without a name, and no source at all (the words are no quotation)."""
MOST = 12
"""People looked at who are only named near a quotation."""
PRONOUNS = 4
"""People looked at for one pronoun."""
RECENT = 3
"""How many sentences back counts as lately."""
_PERSON, _SOURCE, _NONE = 0.0, 1.0, 2.0


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of one quotation.

    Attributes:
        candidates: numbers of people, then UNNAMED and NOTHING.
        shared: the part of a row that is the same for all candidates.
        own: the part that is each candidate's.
        slots: the cue links around the quotation.
    """

    candidates: tuple[int, ...]
    shared: list[float]
    own: list[list[float]]
    slots: Slots

    @property
    def rows(self) -> list[list[float]]:
        """The row of each candidate, in the order of `MEASURES`."""
        return [self.shared + own for own in self.own]


@dataclass(frozen=True, slots=True)
class Around:
    """Who is named in a quotation's words, the gender of its sentence's pronoun, who was named lately, each time.

    `said` are the verdicts of the rules on it and its `NEIGHBOURS`.
    """

    said: Sequence[Verdict | None]
    inside: frozenset[int]
    gender: Gender | None
    recent: Sequence[int]


@dataclass(frozen=True, slots=True)
class Meter:
    """Everything that measuring needs: the board of an article, and what the model calls things.

    Attributes:
        parts: what is the same of a person for all quotations; filled as it is asked for.
    """

    board: Board
    codes: Codes
    sorts: Sorts
    parts: dict[int, _Part] = field(default_factory=dict)

    def measure(self, quote: int) -> Measured:
        """The candidates of a quotation and their rows."""
        found = slots(self.board, quote)
        people = _people(self.board, quote, found)
        shared = [*self.codes.verdict(self.board.verdicts[quote]), *self._words(quote), *self._history(quote)]
        shared += self._slots(found)
        cues = traces.cues(self.board, quote, found)
        shared += traces.roles(self.board, quote, cues)
        around = _around(self.board, quote)
        seen = traces.sight(self.board, quote, cues)
        filled = [found.get(name) for name in SLOTS]
        own = [self._person(quote, person, filled, seen, around) for person in people]
        own += [_nobody(who, filled, around) for who in (UNNAMED, NOTHING)]
        return Measured((*people, UNNAMED, NOTHING), shared, own, found)

    def _words(self, quote: int) -> list[float]:
        """The quotation itself, in the order of `WORDS`."""
        board, scene, sort = self.board, self.board.scene, self.sorts
        at = scene.places[quote]
        row = scene.sentences[at.sentence].tokens
        text = scene.words(quote)
        words = text.split()
        first = next((c for c in text if c.isalnum()), "A")
        around = [row[i] if 0 <= i < len(row) else None for i in (at.token - 2, at.token - 1, at.token + 1)]
        return [
            min(len(words), 60.0),
            float(first.islower()),
            code(",.?!", text[-1:]),
            sum(w[0].isupper() for w in words) / max(1, len(words)),
            *map(sort, around),
            min(at.token, 40.0),
            min(len(row) - at.token - 1, 40.0),
            min(sum(t.kind in {"word", "name"} for t in row), 40.0),
            float(len(board.quotes[at.sentence])),
            float(board.quotes[at.sentence].index(quote)),
            min(at.sentence, 60.0),
            at.sentence / max(1, len(scene.sentences)),
            float(len(scene.links[at.sentence])),
            float(len(board.named[at.sentence])),
            min(len(scene.places), 100.0),
        ]

    def _history(self, quote: int) -> list[float]:
        """How far the quotations before and after it are, and what the rules said of them."""
        scene, out = self.board.scene, list[float]()
        at = scene.places[quote].sentence
        for other in (quote - 1, quote + 1):
            verdict = self.board.neighbour(other)
            if verdict is None:
                out += [ABSENT] * 4
                continue
            there = scene.places[other].sentence
            paragraphs = abs(scene.sentences[there].paragraph - scene.sentences[at].paragraph)
            out += [min(abs(there - at), 9.0), min(paragraphs, 9.0), *self.codes.verdict(verdict)]
        return out

    def _slots(self, found: Slots) -> list[float]:
        """Each cue link around the quotation, as it is, whoever is asked about."""
        out: list[float] = []
        for name in SLOTS:
            if slot := found.get(name):
                cue = slot.link.cue
                group = code(GROUPS, cue.group) if cue else float(len(GROUPS))
                lemma = self.codes.lemmas.get(cue.lemma, 0.5) if cue else ABSENT
                kind, relation = code(KINDS, slot.link.subject.kind), code(RELATIONS, slot.link.relation)
                out += [kind, group, relation, min(slot.distance, 30.0), float(slot.person >= 0), lemma]
            else:
                out += [ABSENT] * 6
        return out

    def _person(
        self, quote: int, person: int, filled: Sequence[Slot | None], seen: traces.Sight, around: Around
    ) -> list[float]:
        """A person as candidate; `filled` are the links of the `SLOTS`."""
        out = [_PERSON, *[float(verdict is not None and verdict.person == person) for verdict in around.said]]
        out += self._standing(person, around)
        for slot in filled:
            out += _NO_MATCH if slot is None else _match(slot, person)
        out += traces.nearest(self.board, self.sorts, quote, seen, person)
        out += traces.gaps(seen, person)
        out += traces.context(seen, person)
        return out

    def _standing(self, person: int, around: Around) -> list[float]:
        """A person's part in the article, in the order of `STANDING`."""
        if (part := self.parts.get(person)) is None:
            part = self.parts[person] = _part(self.board, person)
        gender, known = around.gender, self.board.scene.cast.people[person].gender
        fits = ABSENT if gender is None else 0.0 if known is None else 1.0 if known == gender else -1.0
        inside, recent = float(person in around.inside), float(around.recent.count(person))
        return [inside, *part[0], fits, part[1], recent, part[2]]


NEIGHBOURS = (0, -1, -2, 1, 2)
"""Whose verdicts are compared with a candidate: the quotation's own, and those of its neighbours."""


def _people(board: Board, quote: int, found: Slots) -> list[int]:
    """Who may have spoken: whom the links and the rules point at, then who is named near, latest first."""
    people: dict[int, None] = {}
    for slot in found.values():
        fitting = sorted(slot.scores, key=slot.scores.__getitem__, reverse=True)[:PRONOUNS]
        people.update(dict.fromkeys([slot.person, *fitting]))
    people.update(dict.fromkeys(v.person for d in (0, -1, 1) if (v := board.neighbour(quote + d))))
    at = board.scene.places[quote].sentence
    for n in range(at, max(-1, at - BACK), -1):
        if len(people) >= MOST:
            break
        people.update(dict.fromkeys(named.person for named in reversed(board.named[n])))
    for named in (named for row in board.named[at + 1 : at + 1 + AHEAD] for named in row):
        people[named.person] = None
    return [p for p in people if p >= 0][: MOST + 4]


def _nobody(who: int, filled: Sequence[Slot | None], around: Around) -> list[float]:
    """A source without a name, or no source, as candidate; `filled` are the links of the `SLOTS`."""
    none = who == NOTHING
    out = [_NONE if none else _SOURCE]
    out += [float(verdict is not None and verdict.person < 0 and verdict.none == none) for verdict in around.said]
    out += [ABSENT] * len(STANDING)
    for slot in filled:
        out += [ABSENT if slot is None else float(slot.person < 0), ABSENT, ABSENT]
    return out + [ABSENT] * (len(traces.NEAREST) + len(traces.GAPS) + len(traces.CONTEXT))


_NO_MATCH = (ABSENT, ABSENT, ABSENT)


def _match(slot: Slot, person: int) -> list[float]:
    """How a link's subject fits a person, by how much less than the best one, and whether it only speaks of them."""
    pointer = slot.link.subject
    if pointer.kind == "pronoun":
        if person not in slot.scores:
            return [-1.0, ABSENT, 0.0]
        return [2.0 if person == slot.person else 1.0, slot.scores[person] - max(slot.scores.values()), 0.0]
    if slot.person == person:
        return [3.0 if pointer.kind == "name" else 2.5, ABSENT, 0.0]
    return [0.0, ABSENT, float(pointer.kind != "name" and person in slot.within)]


def _around(board: Board, quote: int) -> Around:
    at = board.scene.places[quote].sentence
    recent = [named.person for row in board.named[max(0, at - RECENT) : at + 1] for named in row]
    said = [board.neighbour(quote + d) for d in NEIGHBOURS]
    return Around(said, inside(board.scene, quote), board.gender_here(at), recent)


_Part = tuple[tuple[float, ...], float, float]
"""Of the `STANDING`: "named" to "gender", "name_words" and "roles"."""


def _part(board: Board, person: int) -> _Part:
    """What is the same of a person for all quotations."""
    someone = board.scene.cast.people[person]
    counts = (
        min(board.total[person], 30.0),
        board.total[person] / board.most,
        min(board.rank[person], 30.0),
        min(board.credits[person], 20.0),
    )
    return (*counts, code(("m", "f"), someone.gender or "")), float(len(someone.keys)), min(len(someone.roles), 9.0)


WORDS = [
    "words",
    "lower",
    "mark",
    "capitals",
    "word_2before",
    "word_before",
    "word_after",
    "token",
    "rest",
    "outside",
    "siblings",
    "nth",
    "sentence",
    "share",
    "links",
    "names",
    "quotations",
]
STANDING = [
    "inside",
    "named",
    "prominence",
    "rank",
    "credits",
    "gender",
    "gender_fits",
    "name_words",
    "recent",
    "roles",
]


SHARED = ("kind", "group", "relation", "distance", "resolved", "lemma")
"""What is measured of each cue link, whoever is asked about."""
MATCHED = ("match", "margin", "within")
"""What is measured of each cue link and a candidate."""


def _names() -> tuple[str, ...]:
    """The names of the measures, in the order of a row."""
    shared = [
        "rule",
        "ending",
        *WORDS,
        *_pairs(("previous", "following"), ("sentences", "paragraphs", "rule", "ending")),
    ]
    shared += _pairs(SLOTS, SHARED)
    shared += traces.ROLES
    own = ["candidate", "by_rule", "by_previous", "by_second_previous", "by_following", "by_second_following"]
    own += [*STANDING, *_pairs(SLOTS, MATCHED), *traces.NEAREST, *traces.GAPS, *traces.CONTEXT]
    return (*shared, *own)


def _pairs(firsts: Sequence[str], seconds: Sequence[str]) -> list[str]:
    return [f"{a}_{b}" for a in firsts for b in seconds]


MEASURES: Sequence[str] = _names()
