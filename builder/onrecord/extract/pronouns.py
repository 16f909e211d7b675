"""Whom "he", "she" and "the senator" stand for.

Each sentence has a centre: the person it is mainly about (the subject of its cue, else of the sentence). A pronoun goes
to the person of its gender with the best evidence: being a recent centre, named lately, named often, and not named in
the very words that are being attributed.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.identities import Someone
from onrecord.extract.phrases import main_subject
from onrecord.extract.pointers import STRONG, Pointer
from onrecord.extract.scene import Scene, paragraph
from onrecord.extract.vocabulary import Gender, Rules

REACH = 10
"""How many sentences back a person may have been named."""

WEIGHTS = (6.0, 7.0, 5.0, 1.5, -5.0)
"""How much each piece of `evidence` counts, in its order: rounded from a fit to hand-annotated news articles."""
NOBODY = -1
SINGULAR = frozenset(["a", "an", "one", "another"])
"""Words that bring somebody new into the text."""
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
    """

    centres: list[int]
    named: list[list[int]]


def remember(scene: Scene) -> Memory:
    """The centres of all sentences, in order, each pronoun resolved by those before it."""
    memory = Memory([], [[] for _ in scene.sentences])
    for number, naming in enumerate(scene.cast.namings):
        if not naming.quoted:
            memory.named[naming.sentence].append(number)
    for n in range(len(scene.sentences)):
        memory.centres.append(_centre(scene, memory, n))
    return memory


def _centre(scene: Scene, memory: Memory, n: int) -> int:
    row = scene.sentences[n].tokens
    if all(t.kind not in {"word", "name"} for t in row):
        return memory.centres[-1] if memory.centres else -1
    strong = [k.subject for k in scene.links[n] if k.cue is None or k.cue.group in STRONG - {"judgement"}]
    for pointer in (*strong[:1], main_subject(row, len(row), scene.rules)):
        if pointer and pointer.kind == "name":
            return scene.cast.namings[pointer.index].person
        if pointer and pointer.kind in {"pronoun", "role"}:
            person = resolve(scene, memory, n, pointer)
            unnamed = person == NOBODY and pointer.kind == "role" and pointer in strong
            return UNNAMED if unnamed and row[pointer.first].key in SINGULAR else person
    return NOBODY


def resolve(scene: Scene, memory: Memory, sentence: int, pointer: Pointer, quote: int = -1) -> int:
    """The person a pronoun or role stands for, or -1. `quote` is the stretch whose words are being attributed."""
    row = scene.sentences[sentence].tokens
    if pointer.kind == "role":
        return _by_role(scene, memory, sentence, pointer)
    gender = scene.rules.pronouns.get(row[pointer.first].key)
    if not gender:
        return -1
    at = row[pointer.first].start
    scores = {
        c: _score(scene, memory, sentence, at, c, quote) for c in _candidates(scene, memory, sentence, at, gender)
    }
    return max(-1, max(scores, key=lambda c: scores[c], default=-1))


def _candidates(scene: Scene, memory: Memory, sentence: int, at: int, gender: Gender) -> list[int]:
    """The people of that gender, or of none known, named or central in the sentences before, latest first."""
    found: dict[int, None] = {}
    for n in range(sentence, max(-1, sentence - REACH), -1):
        people = [scene.cast.namings[i].person for i in reversed(memory.named[n]) if scene.cast.namings[i].start < at]
        if n < sentence and memory.centres[n] != NOBODY:
            people.append(memory.centres[n])
        found.update(dict.fromkeys(people))
    return [c for c in found if c == UNNAMED or (scene.cast.people[c].gender or gender) == gender]


def _score(scene: Scene, memory: Memory, sentence: int, at: int, person: int, quote: int) -> float:
    return sum(w * e for w, e in zip(WEIGHTS, evidence(scene, memory, sentence, at, person, quote), strict=True))


def evidence(scene: Scene, memory: Memory, sentence: int, at: int, person: int, quote: int) -> tuple[float, ...]:
    """What speaks for `person` as the one a pronoun at offset `at` means, each between 0 and 1."""
    back = range(sentence - 1, max(-1, sentence - REACH), -1)
    centre = next((sentence - n for n in back if memory.centres[n] == person), REACH)
    named = next((sentence - n for n in (sentence, *back) if _named_in(scene, memory, n, at, person)), REACH)
    if person == UNNAMED:
        return (1 / centre, 1 / (1 + centre), 0.0, 0.0, 0.0)
    return (
        1 / centre,
        1 / (1 + named),
        float(_subject_here(scene, sentence, at) == person),
        float(scene.cast.people[person].gender is not None),
        float(quote >= 0 and _inside(scene, quote, person)),
    )


def _subject_here(scene: Scene, sentence: int, at: int) -> int:
    """The person who is the subject of a cue, or of the whole, in the same sentence before offset `at`; or -1."""
    row = scene.sentences[sentence].tokens
    strong = [k.subject for k in scene.links[sentence] if k.cue and k.cue.group in STRONG]
    for pointer in (*strong[:1], main_subject(row, len(row), scene.rules)):
        if pointer and pointer.kind == "name" and row[pointer.first].start < at:
            return scene.cast.namings[pointer.index].person
    return -1


def _named_in(scene: Scene, memory: Memory, n: int, at: int, person: int) -> bool:
    return any(scene.cast.namings[i].person == person and scene.cast.namings[i].start < at for i in memory.named[n])


def _inside(scene: Scene, quote: int, person: int) -> bool:
    """Whether the person is named in the words of a stretch; people rarely call themselves by name."""
    m = scene.stretches[quote]
    namings = scene.cast.namings
    return any(m.start <= namings[i].start < m.end for i in scene.cast.people[person].namings)


def _by_role(scene: Scene, memory: Memory, sentence: int, pointer: Pointer) -> int:
    """A definite role stands for the person it was printed with, or for the one the text has just been about."""
    row = scene.sentences[sentence].tokens[pointer.first : pointer.last]
    if not row or row[0].key != "the":
        return -1
    head = _role_head(scene, pointer, sentence)
    fit = {n for n, p in enumerate(scene.cast.people) if _holds(p, head, scene.rules)}
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


def _holds(someone: Someone, head: str, rules: Rules) -> bool:
    return bool(head) and (head in someone.roles or rules.abbreviated.get(head, "-") in someone.roles)


def _latest(scene: Scene, memory: Memory, sentence: int, people: set[int]) -> int:
    for n in range(sentence - 1, max(-1, sentence - 2 * REACH), -1):
        for i in reversed(memory.named[n]):
            if scene.cast.namings[i].person in people:
                return scene.cast.namings[i].person
    return -1
