"""Whom a label means: the surname before a turn, the handle before a tweet, the "A:" of an interview."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onrecord.extract.forms import Form
from onrecord.extract.scene import Scene
from onrecord.extract.vocabulary import key

NOBODY = -1
ASKED = 3
"""How many namings in questions count at most."""
_HANDLE = re.compile(r"\s?\((@\w{1,30})\)")


@dataclass(frozen=True, slots=True)
class Labels:
    """Whom the labels of an article may mean.

    Attributes:
        surnames: the people by family name.
        handles: the people by the handle printed with their name, or that is their name in full ("@adalane").
        interviewee: who answers, or NOBODY.
    """

    surnames: Mapping[str, int]
    handles: Mapping[str, int]
    interviewee: int

    def whose(self, scene: Scene, form: Form) -> int:
        """The person whose words a form holds, or NOBODY."""
        if form.kind == "answer":
            return self.interviewee
        if form.label is None:
            return NOBODY
        label = scene.text[slice(*form.label)]
        if label.startswith("@"):
            return self.handles.get(key(label), NOBODY)
        at = bisect_left(scene.cast.namings, form.label[0], key=lambda n: n.start)
        if at < len(scene.cast.namings) and scene.cast.namings[at].end <= form.label[1]:
            return scene.cast.namings[at].person
        return self.surnames.get(key(label.split()[-1]), NOBODY) if form.kind == "turn" else NOBODY


def read_labels(scene: Scene) -> Labels:
    """Whom the labels of an article may mean; of one without any, only its people by family name."""
    people = scene.cast.people
    surnames = {p.keys[-1]: n for n, p in reversed(list(enumerate(people)))}
    if not scene.forms:
        return Labels(surnames, {}, NOBODY)
    handles = {"@" + "".join(p.keys): n for n, p in enumerate(people)}
    for naming in scene.cast.namings:
        if found := _HANDLE.match(scene.text, naming.end):
            handles[key(found[1])] = naming.person
    return Labels(surnames, handles, _interviewee(scene))


def _interviewee(scene: Scene) -> int:
    """Who is interviewed: the person whom the headline, the opening and the questions name most; else NOBODY."""
    first = min(f.start for f in scene.forms.values())
    answers = [f for f in sorted(scene.forms.values(), key=lambda f: f.start) if f.kind == "answer"]
    counts = Counter(_asked(scene, first))
    later: Counter[int] = Counter()
    for naming in scene.cast.namings:
        at = bisect_left(answers, naming.start, key=lambda f: f.start) - 1
        if at < 0 or naming.start >= answers[at].end:
            (counts if naming.start < first else later)[naming.person] += 1
    for person in counts:
        counts[person] += min(later[person], ASKED)
    most = (counts or later).most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else NOBODY


def _asked(scene: Scene, first: int) -> Iterator[int]:
    """The people named where it is said, before offset `first`, that somebody was asked; the subject once more."""
    for n, sentence in enumerate(scene.sentences):
        if sentence.start >= first:
            return
        if any(t.key in scene.rules.interview for t in sentence.tokens):
            named = [t.index for t in sentence.tokens if t.kind == "name"]
            subject = scene.subjects[n]
            named += [subject.index] if subject and subject.kind == "name" else []
            yield from (scene.cast.namings[i].person for i in named)
