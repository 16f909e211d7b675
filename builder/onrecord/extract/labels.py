"""Whom a label means: the surname before a turn, the handle before a tweet, the "A:" of an interview."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.extract.forms import Form
from onrecord.extract.scene import Scene
from onrecord.extract.vocabulary import key

NOBODY = -1
ASKED = 3
"""How much more a naming counts in a sentence that says that somebody was asked."""
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
    """Who is interviewed: the person named most before the first answer, or in the rest if nobody is; else NOBODY."""
    first = min(f.start for f in scene.forms.values())
    opening: Counter[int] = Counter()
    anywhere: Counter[int] = Counter()
    asked = [any(t.key in scene.rules.interview for t in s.tokens) for s in scene.sentences]
    for naming in scene.cast.namings:
        if not naming.quoted:
            counts = opening if naming.start < first else anywhere
            counts[naming.person] += ASKED if asked[naming.sentence] else 1
    most = (opening or anywhere).most_common(2)
    return most[0][0] if most and (len(most) == 1 or most[0][1] > most[1][1]) else NOBODY
