"""What the measures look at: an article's names, quotations and first verdicts, counted once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.extract.pronouns import Memory
from onrecord.extract.scene import Scene
from onrecord.extract.speakers import Verdict
from onrecord.extract.vocabulary import Gender

BACK = 12
"""How many sentences before a quotation its speaker is looked for."""
AHEAD = 2
"""How many sentences after it."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person named outside marks: the token, the number of the person, and of the naming."""

    token: int
    person: int
    naming: int


@dataclass(slots=True)
class Board:
    """An article as the measures see it.

    Attributes:
        scene, memory: the article taken apart, and who each sentence is about.
        verdicts: what the rules said about each quotation.
        named: who is named outside marks, sentence by sentence.
        quotes: the numbers of the quotations of each sentence.
        openers: the sentence that opens the paragraph of each sentence.
        total: how often each person is named; `most`: the largest of these.
        rank: how many people are named more often than each.
        credits: how many quotations the rules credit to each person.
        resolved: whom the subject of each link means; filled as it is asked for.
    """

    scene: Scene
    memory: Memory
    verdicts: Sequence[Verdict]
    named: list[list[Named]]
    quotes: list[list[int]]
    openers: list[int]
    total: list[int]
    most: int
    rank: list[int]
    credits: Counter[int]
    resolved: dict[tuple[int, ...], tuple[int, Mapping[int, float]]] = field(default_factory=dict)

    def neighbour(self, quote: int) -> Verdict | None:
        """The rules' verdict on a quotation, or None where there is no such one."""
        return self.verdicts[quote] if 0 <= quote < len(self.verdicts) else None

    def gender_here(self, sentence: int) -> Gender | None:
        """The gender of the first pronoun for a person in a sentence, outside marks."""
        known = self.scene.rules.pronouns
        return next((known[t.key] for t in self.scene.sentences[sentence].tokens if t.key in known), None)


def board(scene: Scene, memory: Memory, verdicts: Sequence[Verdict]) -> Board:
    """The board of one article."""
    total = [len(someone.namings) for someone in scene.cast.people]
    places = {count: n for n, count in reversed(list(enumerate(sorted(total, reverse=True))))}
    quotes: list[list[int]] = [[] for _ in scene.sentences]
    for number, place in enumerate(scene.places):
        quotes[place.sentence].append(number)
    return Board(
        scene,
        memory,
        verdicts,
        named=_named(scene),
        quotes=quotes,
        openers=_openers(scene),
        total=total,
        most=max(total, default=1),
        rank=[places[count] for count in total],
        credits=Counter(v.person for v in verdicts if v.person >= 0),
    )


def _named(scene: Scene) -> list[list[Named]]:
    namings = scene.cast.namings
    return [
        [Named(i, namings[t.index].person, t.index) for i, t in enumerate(sentence.tokens) if t.kind == "name"]
        for sentence in scene.sentences
    ]


def _openers(scene: Scene) -> list[int]:
    out: list[int] = []
    for n, sentence in enumerate(scene.sentences):
        goes_on = n > 0 and scene.sentences[n - 1].paragraph == sentence.paragraph
        out.append(out[-1] if goes_on else n)
    return out
