"""The gender of people whose given name does not tell it, learned from the pronouns that follow them.

Only two places count, where the pronoun nearly always means the subject: `X said she …`, and a sentence about X
followed, in the same paragraph, by one that opens with "She".
"""

from __future__ import annotations

from collections import Counter, defaultdict

from onrecord.extract.scene import Scene, paragraph
from onrecord.extract.vocabulary import Gender


def learn(scene: Scene) -> None:
    """Sets the gender of each person of whom it is unknown and the article's pronouns agree in majority."""
    votes: defaultdict[int, Counter[Gender]] = defaultdict(Counter)
    for n, sentence in enumerate(scene.sentences):
        row = sentence.tokens
        for link in scene.links[n]:
            if (
                link.subject.kind == "name"
                and link.end < len(row)
                and row[link.end].key in scene.rules.syntax.subject_pronouns
            ):
                _vote(scene, votes, link.subject.index, row[link.end].key)
        following = _opening(scene, n + 1)
        if not following or paragraph(scene, n + 1) != paragraph(scene, n):
            continue
        if (pointer := scene.subjects[n]) and pointer.kind == "name":
            _vote(scene, votes, pointer.index, following)
    for person, counts in votes.items():
        (gender, most), *others = counts.most_common()
        if not others or most > others[0][1]:
            scene.cast.people[person].gender = gender


def _opening(scene: Scene, sentence: int) -> str:
    """The pronoun that opens a sentence, or ""."""
    tokens = scene.sentences[sentence].tokens if sentence < len(scene.sentences) else []
    return tokens[0].key if tokens and tokens[0].key in scene.rules.syntax.subject_pronouns else ""


def _vote(scene: Scene, votes: defaultdict[int, Counter[Gender]], naming: int, pronoun: str) -> None:
    person = scene.cast.namings[naming].person
    if scene.cast.people[person].gender is None:
        votes[person][scene.rules.pronouns[pronoun]] += 1
