"""The decision who said what: named rules, tried in order; the first that has an answer decides.

Each rule is given a quotation and what was decided before it, and returns a `Verdict` or None. The order goes from the
strongest evidence (a cue right beside the marks) to the weakest (who spoke last).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.extract.cues import Link, Pointer
from onrecord.extract.pronouns import resolve
from onrecord.extract.scene import Scene, paragraph, person_of
from onrecord.extract.tokens import Token


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who speaks in a quotation, and which rule said so.

    Attributes:
        rule: the rule's name.
        person: number of the person, or -1: nobody named.
        mention: offsets of the words that point at the speaker, or None.
        cue: offsets of the cue, or None.
        none: nobody can be credited at all: no source, named or unnamed.
    """

    rule: str
    person: int = -1
    mention: tuple[int, int] | None = None
    cue: tuple[int, int] | None = None
    none: bool = False


Decided = list[Verdict]
Rule = Callable[[Scene, int, Decided], Verdict | None]


def decide(scene: Scene) -> Decided:
    """One verdict for each stretch in marks, in the order of the text."""
    decided: Decided = []
    for quote in range(len(scene.stretches)):
        decided.append(next((v for rule in RULES if (v := rule(scene, quote, decided))), Verdict("nobody", none=True)))
    return decided


def beside_after(scene: Scene, quote: int, decided: Decided) -> Verdict | None:
    """`"…," X said` and `"…," said X`: the cue and its subject follow the marks."""
    at = scene.places[quote]
    row = scene.sentences[at.sentence].tokens
    begin = _skip_signs(row, at.token + 1)
    for link in scene.links[at.sentence]:
        if link.first == begin and link.relation in {"subject", "inverted", "apposition", "opening", "relative"}:
            before = _governing(scene, quote)
            if before and _yields(scene, quote, link, before, row):
                return None
            return _credit(scene, at.sentence, link, decided, "inverted" if link.relation == "inverted" else "after")
    return None


def _yields(scene: Scene, quote: int, link: Link, before: Link, row: Sequence[Token]) -> bool:
    """A cue before the marks wins over one after them that names a body, or that has words of its own to introduce."""
    if link.subject.kind == "body" and before.subject.kind in {"name", "pronoun"}:
        return True
    following = row[link.last] if link.last < len(row) else None
    return bool(following) and following is not None and (following.kind == "quote" or following.key == ":")


def _skip_signs(row: Sequence[Token], i: int) -> int:
    while i < len(row) and row[i].kind == "sign" and row[i].key in ",—–-":
        i += 1
    return i


def _governing(scene: Scene, quote: int) -> Link | None:
    """The nearest cue before the marks in the same sentence."""
    at = scene.places[quote]
    found = [link for link in scene.links[at.sentence] if link.end <= at.token and link.subject.first < at.token]
    return found[-1] if found else None


def before(scene: Scene, quote: int, decided: Decided) -> Verdict | None:
    """`X said "…"`, `X called it "…"`, `adding that it would be "…"`: the nearest cue before the marks."""
    link = _governing(scene, quote)
    return _credit(scene, scene.places[quote].sentence, link, decided, "before") if link else None


def later(scene: Scene, quote: int, decided: Decided) -> Verdict | None:
    """`The plan is "…," X said`, `"…" and "…," X said`: the first cue after the marks in the same sentence."""
    at = scene.places[quote]
    link = next((k for k in scene.links[at.sentence] if k.first > at.token), None)
    return _credit(scene, at.sentence, link, decided, "later") if link else None


def split(scene: Scene, quote: int, decided: Decided) -> Verdict | None:
    """`"…," X said. "…"`: a sentence that is all marks goes on with the speaker before it in its paragraph."""
    at = scene.places[quote]
    if not _all_marks(scene, at.sentence) or not quote:
        return None
    last = scene.places[quote - 1]
    if paragraph(scene, last.sentence) != paragraph(scene, at.sentence) or at.sentence - last.sentence > 1:
        return None
    verdict = decided[quote - 1]
    return Verdict("split", verdict.person, verdict.mention, verdict.cue, verdict.none)


def introduced(scene: Scene, quote: int, decided: Decided) -> Verdict | None:
    """`X was blunt: "…"`, `X had this to say.` before a sentence that is all marks."""
    at = scene.places[quote]
    if not _all_marks(scene, at.sentence) or not at.sentence:
        return None
    previous = at.sentence - 1
    links = scene.links[previous]
    if links and paragraph(scene, previous) >= paragraph(scene, at.sentence) - 1:
        return _credit(scene, previous, links[-1], decided, "introduced")
    return None


def followed(scene: Scene, quote: int, decided: Decided) -> Verdict | None:
    """A paragraph that is all marks after a quotation goes on with its speaker."""
    at = scene.places[quote]
    if not quote or not _all_marks(scene, at.sentence):
        return None
    last = scene.places[quote - 1]
    if at.sentence - last.sentence > 2:
        return None
    verdict = decided[quote - 1]
    return Verdict("followed", verdict.person, verdict.mention, None, verdict.none)


def _all_marks(scene: Scene, sentence: int) -> bool:
    return all(t.kind != "word" or t.key in {"and", "but"} for t in scene.sentences[sentence].tokens if t.kind != "name") and not any(t.kind == "name" for t in scene.sentences[sentence].tokens)


def _credit(scene: Scene, sentence: int, link: Link, decided: Decided, rule: str) -> Verdict:
    """The verdict that a link gives: its subject in person, or as an unnamed source."""
    pointer = link.subject
    mention = scene.span(sentence, pointer.first, pointer.last)
    cue = scene.span(sentence, link.at, link.end)
    person = person_of(scene, pointer)
    if pointer.kind in {"pronoun", "role"}:
        person = resolve(scene, sentence, pointer, _speakers(scene, decided))
    if person < 0:
        kind = {"body": "body", "joint": "joint"}.get(pointer.kind, "unnamed")
        return Verdict(f"{rule}-{kind}", -1, mention, cue)
    suffix = {"pronoun": "-pronoun", "role": "-role"}.get(pointer.kind, "")
    return Verdict(rule + suffix, person, mention, cue)


def _speakers(scene: Scene, decided: Decided) -> list[tuple[int, int]]:
    return [(scene.places[i].sentence, v.person) for i, v in enumerate(decided[-3:], max(0, len(decided) - 3))]


RULES: tuple[Rule, ...] = (beside_after, before, later, split, introduced, followed)
"""In the order in which they are tried."""

__all__ = ["RULES", "Pointer", "Verdict", "decide"]
