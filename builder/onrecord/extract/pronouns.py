"""Whom "he", "she" and "the senator" stand for.

Each sentence has a centre: the person it is mainly about (the subject of its cue, else of the sentence). A pronoun goes
to the person of its gender with the best evidence: being a recent centre, named lately, named often, and not named in
the very words that are being attributed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.extract.pointers import STRONG, Pointer
from onrecord.extract.scene import Scene, paragraph
from onrecord.extract.vocabulary import Gender

REACH = 10
"""How many sentences back a person may have been named."""

WEIGHTS = (6.0, 7.0, 5.0, 1.5, -6.0)
"""How much each piece of `evidence` counts, in its order: rounded from a fit to hand-annotated news articles."""
NOBODY = -1
LONGEST = 6
"""Words of the longest description that may stand for somebody just named."""
UNNAMED = -2
"""Stands among people for somebody the text is about without a name ("a picker who asked not to be named")."""


@dataclass(slots=True)
class Memory:
    """Who each sentence is mainly about.

    Attributes:
        centres: per sentence, the number of a person or -1.
        named: per sentence, the numbers of the namings outside marks.
        roles: the people with whose name a role noun was printed, by that noun.
    """

    centres: list[int]
    named: list[list[int]]
    roles: dict[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A pronoun to be resolved.

    Attributes:
        sentence, at: where it stands.
        subject: the person who is the subject of the same sentence before it, or -1.
        inside: the people named in the words that are being attributed; people rarely call themselves by name.
    """

    sentence: int
    at: int
    subject: int
    inside: frozenset[int]


def remember(scene: Scene) -> Memory:
    """The centres of all sentences, in order, each pronoun resolved by those before it."""
    memory = Memory([], [[] for _ in scene.sentences], _roles(scene))
    for number, naming in enumerate(scene.cast.namings):
        if not naming.quoted:
            memory.named[naming.sentence].append(number)
    for n in range(len(scene.sentences)):
        memory.centres.append(_centre(scene, memory, n))
    return memory


def _roles(scene: Scene) -> dict[str, frozenset[int]]:
    out: dict[str, set[int]] = {}
    for number, someone in enumerate(scene.cast.people):
        for role in someone.roles:
            out.setdefault(role, set()).add(number)
    return {role: frozenset(numbers) for role, numbers in out.items()}


def _centre(scene: Scene, memory: Memory, n: int) -> int:
    row = scene.sentences[n].tokens
    if not any(t.kind in {"word", "name"} for t in row):
        return memory.centres[-1] if memory.centres else NOBODY
    strong = next((k.subject for k in scene.links[n] if k.cue is None or k.cue.group in _CENTRAL), None)
    for pointer in _pointers(strong, scene, n):
        if pointer.kind == "name":
            return scene.cast.namings[pointer.index].person
        if pointer.kind in {"pronoun", "role"}:
            person = resolve(scene, memory, n, pointer)
            unnamed = person == NOBODY and pointer.kind == "role" and pointer is strong
            return UNNAMED if unnamed and row[pointer.first].key in scene.rules.syntax.singular else person
    return NOBODY


_CENTRAL = STRONG - {"judgement"}
"""Groups of cues whose subject the sentence is mainly about."""


def _pointers(strong: Pointer | None, scene: Scene, n: int) -> Iterator[Pointer]:
    """The subject of a cue of sentence `n`, then that of the sentence, as far as there are any."""
    if strong:
        yield strong
    if subject := scene.subjects[n]:
        yield subject


def resolve(scene: Scene, memory: Memory, sentence: int, pointer: Pointer, quote: int = -1) -> int:
    """The person a pronoun or role stands for, or -1. `quote` is the stretch whose words are being attributed."""
    if pointer.kind == "role":
        return _by_role(scene, memory, sentence, pointer)
    return best(fit(scene, memory, sentence, pointer, quote))


def fit(scene: Scene, memory: Memory, sentence: int, pronoun: Pointer, quote: int = -1) -> dict[int, float]:
    """How well each candidate fits a pronoun, the latest named first; empty where it stands for no single person."""
    first = scene.sentences[sentence].tokens[pronoun.first]
    gender = scene.rules.pronouns.get(first.key)
    if not gender:
        return {}
    asked = Asked(sentence, first.start, _subject_here(scene, sentence, pronoun), inside(scene, quote))
    return {
        person: sum(w * e for w, e in zip(WEIGHTS, evidence(scene, memory, asked, person), strict=True))
        for person in _candidates(scene, memory, asked, gender)
    }


def best(scores: Mapping[int, float]) -> int:
    """The candidate that fits best and fits at all, or NOBODY."""
    person = max(scores, key=scores.__getitem__, default=NOBODY)
    return max(NOBODY, person) if person != NOBODY and scores[person] > 0 else NOBODY


def _candidates(scene: Scene, memory: Memory, asked: Asked, gender: Gender) -> list[int]:
    """The people of that gender, or of none known, named or central in the sentences before, latest first."""
    found: dict[int, None] = {}
    for n in range(asked.sentence, max(-1, asked.sentence - REACH), -1):
        found.update(dict.fromkeys(reversed(_named_in(scene, memory, n, asked.at))))
        if n < asked.sentence and memory.centres[n] != NOBODY:
            found[memory.centres[n]] = None
    return [c for c in found if c == UNNAMED or (scene.cast.people[c].gender or gender) == gender]


def evidence(scene: Scene, memory: Memory, asked: Asked, person: int) -> tuple[float, ...]:
    """What speaks for `person` as the one who is meant, each between 0 and 1, in the order of `WEIGHTS`.

    Being the centre of a sentence close before; being named close before; being the subject of the same sentence; being
    of the gender for sure; being named in the words themselves (which speaks against it).
    """
    back = range(asked.sentence - 1, max(-1, asked.sentence - REACH), -1)
    centre = next((asked.sentence - n for n in back if memory.centres[n] == person), REACH)
    if person == UNNAMED:
        return (1 / centre, 1 / (1 + centre), 0.0, 0.0, 0.0)
    here = (asked.sentence, *back)
    named = next((asked.sentence - n for n in here if person in _named_in(scene, memory, n, asked.at)), REACH)
    known = scene.cast.people[person].gender is not None
    return (1 / centre, 1 / (1 + named), float(asked.subject == person), float(known), float(person in asked.inside))


def _named_in(scene: Scene, memory: Memory, n: int, at: int) -> list[int]:
    """The people named in sentence `n` before offset `at`."""
    namings = scene.cast.namings
    return [namings[i].person for i in memory.named[n] if namings[i].start < at]


def _subject_here(scene: Scene, sentence: int, pronoun: Pointer) -> int:
    """The person who is the subject of a cue, or of the whole, in the same sentence before the pronoun; or -1."""
    strong = next((k.subject for k in scene.links[sentence] if k.cue and k.cue.group in STRONG), None)
    for pointer in _pointers(strong, scene, sentence):
        if pointer.kind == "name" and pointer.first < pronoun.first:
            return scene.cast.namings[pointer.index].person
    return NOBODY


def inside(scene: Scene, quote: int) -> frozenset[int]:
    """The people named in the words of a stretch."""
    if quote < 0:
        return frozenset()
    m, starts = scene.stretches[quote], scene.cast.starts
    first, last = bisect_left(starts, m.start), bisect_left(starts, m.end)
    return frozenset([n.person for n in scene.cast.namings[first:last]])


def _by_role(scene: Scene, memory: Memory, sentence: int, pointer: Pointer) -> int:
    """A definite role stands for the person it was printed with, or for the one the text has just been about."""
    row = scene.sentences[sentence].tokens[pointer.first : pointer.last]
    if not row or row[0].key not in scene.rules.syntax.definites:
        return -1
    head = _role_head(scene, pointer, sentence)
    fit = memory.roles.get(head, frozenset()) | memory.roles.get(scene.rules.abbreviated.get(head, ""), frozenset())
    if fit:
        return _latest(scene, memory, sentence, fit)
    if head not in scene.rules.epithets or len(row) > LONGEST:
        return -1
    gender = scene.rules.role_nouns.get(head)
    for n in range(sentence - 1, max(-1, sentence - 3), -1):
        person = memory.centres[n]
        if person >= 0 and paragraph(scene, sentence) - paragraph(scene, n) <= 1:
            return person if gender is None or scene.cast.people[person].gender in {None, gender} else -1
    return -1


def _role_head(scene: Scene, pointer: Pointer, sentence: int) -> str:
    row = scene.sentences[sentence].tokens
    heads = []
    for k in range(pointer.first, pointer.last):
        if row[k].key in scene.rules.prepositions:
            break
        if row[k].key in scene.rules.role_nouns:
            heads.append(row[k].key)
    return heads[-1] if heads else ""


def _latest(scene: Scene, memory: Memory, sentence: int, people: frozenset[int]) -> int:
    for n in range(sentence - 1, max(-1, sentence - 2 * REACH), -1):
        for i in reversed(memory.named[n]):
            if scene.cast.namings[i].person in people:
                return scene.cast.namings[i].person
    return -1
