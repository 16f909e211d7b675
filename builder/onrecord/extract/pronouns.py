"""Whom "he", "she" and "the senator" stand for."""

from __future__ import annotations

from onrecord.extract.cues import Pointer, main_subject
from onrecord.extract.people import Someone
from onrecord.extract.scene import Scene, paragraph
from onrecord.extract.vocabulary import Gender

REACH = 8
"""How many sentences back a person may have been named."""


def resolve(scene: Scene, sentence: int, pointer: Pointer, speakers: list[tuple[int, int]]) -> int:
    """The person a pronoun or role stands for, or -1. `speakers` are (sentence, person) decided so far."""
    row = scene.sentences[sentence].tokens
    if pointer.kind == "role":
        return _by_role(scene, sentence, pointer, speakers)
    gender = scene.rules.pronouns.get(row[pointer.first].key)
    return _best(scene, sentence, row[pointer.first].start, gender, speakers) if gender else -1


def _best(scene: Scene, sentence: int, before: int, gender: Gender, speakers: list[tuple[int, int]]) -> int:
    """The person of that gender who is most present: named lately, as a subject, or speaking."""
    scores: dict[int, float] = {}
    for naming in scene.cast.namings:
        away = sentence - naming.sentence
        if naming.quoted or naming.start >= before or away > REACH or away < 0:
            continue
        if (scene.cast.people[naming.person].gender or gender) != gender:
            continue
        weight = 1 / (1 + away)
        if _is_subject(scene, naming.sentence, naming.start):
            weight *= 2
        if scene.cast.people[naming.person].gender is None:
            weight *= 0.5
        scores[naming.person] = max(scores.get(naming.person, 0), weight)
    for at, person in speakers[-3:]:
        if sentence - at <= REACH and person >= 0 and (scene.cast.people[person].gender or gender) == gender:
            scores[person] = scores.get(person, 0) + 1.2 / (1 + sentence - at)
    return max(scores, key=lambda p: scores[p], default=-1)


def _is_subject(scene: Scene, sentence: int, start: int) -> bool:
    row = scene.sentences[sentence].tokens
    pointer = main_subject(row, len(row), scene.rules)
    return bool(pointer) and pointer is not None and pointer.kind == "name" and row[pointer.first].start <= start < row[pointer.last - 1].end


def _by_role(scene: Scene, sentence: int, pointer: Pointer, speakers: list[tuple[int, int]]) -> int:
    """A definite role stands for the person it was printed with, or for the one the text has just been about."""
    row = scene.sentences[sentence].tokens[pointer.first : pointer.last]
    if not row or row[0].key != "the":
        return -1
    head = _role_head(scene, pointer, sentence)
    fit = [n for n, p in enumerate(scene.cast.people) if _holds(p, head)]
    if fit:
        return _latest(scene, sentence, fit)
    if head not in EPITHETS or len(row) > 6:
        return -1
    gender = scene.rules.role_nouns.get(head)
    subject = _recent_subject(scene, sentence, speakers)
    return subject if subject >= 0 and (gender is None or scene.cast.people[subject].gender in {None, gender}) else -1


EPITHETS = frozenset(
    """candidate nominee senator governor congressman congresswoman representative president billionaire businessman mogul tycoon magnate
    frontrunner front-runner contender hopeful lawmaker mayor neurosurgeon secretary republican democrat incumbent speaker
    author actor actress lawyer professor pastor historian pollster strategist minister chancellor""".split()
)
ABBREVIATED = {"senator": "sen.", "governor": "gov.", "representative": "rep.", "congressman": "rep.", "congresswoman": "rep."}


def _role_head(scene: Scene, pointer: Pointer, sentence: int) -> str:
    row = scene.sentences[sentence].tokens
    heads = []
    for k in range(pointer.first, pointer.last):
        if row[k].key in scene.rules.prepositions:
            break
        if row[k].key in scene.rules.role_nouns:
            heads.append(row[k].key)
    return heads[-1] if heads else ""


def _holds(someone: Someone, head: str) -> bool:
    return bool(head) and (head in someone.roles or ABBREVIATED.get(head, "-") in someone.roles)


def _latest(scene: Scene, sentence: int, people: list[int]) -> int:
    for naming in reversed(scene.cast.namings):
        if naming.sentence < sentence and not naming.quoted and naming.person in people:
            return naming.person if sentence - naming.sentence <= 2 * REACH else -1
    return -1


def _recent_subject(scene: Scene, sentence: int, speakers: list[tuple[int, int]]) -> int:
    for n in range(sentence - 1, max(-1, sentence - 3), -1):
        row = scene.sentences[n].tokens
        pointer = main_subject(row, len(row), scene.rules)
        if pointer and pointer.kind == "name" and paragraph(scene, sentence) - paragraph(scene, n) <= 1:
            return scene.cast.namings[pointer.index].person
    return speakers[-1][1] if speakers and sentence - speakers[-1][0] <= 2 else -1
