"""A verdict changed to what the evidence says, with the words that show it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.rank.board import AHEAD, BACK
from onrecord.extract.rank.measures import NOTHING
from onrecord.extract.rank.slots import Slot, Slots
from onrecord.extract.scene import Scene
from onrecord.extract.speakers import Story, Verdict

SHOWING = ("after", "before", "later", "outer", "last", "ahead")
"""In which order the links around a quotation are looked through for one that shows the speaker."""
SOURCES = ("after", "before", "later")
"""The same for a source without a name."""


def settled(story: Story, quote: int) -> bool:
    """Whether the rules alone decide: by the form (turns, tweets), of several who speak together, of a writer's text.

    The training articles have the first without marks, and their annotators credit the others to nobody.
    """
    verdict = story.decided[quote]
    return quote in story.scene.forms or bool(verdict.others) or verdict.rule.endswith("-document")


def stands(verdict: Verdict, found: Slots) -> bool:
    """Whether a verdict is taken back only in strong doubt: "the senator", and "according to" with a name.

    The annotators left most of the first without a person, and the second is rare with people there.
    """
    if verdict.person < 0:
        return False
    opened = (slot.link for slot in found.values() if slot.person == verdict.person and slot.link.cue is None)
    return verdict.rule.endswith("-role") or any(link.subject.kind == "name" for link in opened)


def changed(story: Story, quote: int, verdict: Verdict, best: int, found: Slots) -> Verdict:
    """The rules' verdict if `best` agrees with it; else one of the rule "weighed", or a name taken back ("-weak").

    Where no words near it attribute it, a source is not made up.
    """
    if best >= 0:
        return verdict if best == verdict.person else _named(story.scene, quote, best, found)
    none = best == NOTHING
    if verdict.person < 0 and (none or not verdict.none):
        return replace(verdict, none=none)
    if not none and (source := _first(found, SOURCES, -1)):
        ending = "body" if source.link.subject.kind == "body" else "unnamed"
        return Verdict(f"weighed-{ending}", -1, *_spans(story.scene, source))
    return verdict if verdict.person < 0 else Verdict(f"{verdict.rule.partition('-')[0]}-weak", none=none)


def _named(scene: Scene, quote: int, person: int, found: Slots) -> Verdict:
    """A speaker the rules did not see: shown by the link that points at them, else by their name nearest by."""
    if slot := _first(found, SHOWING, person):
        ending = {"pronoun": "-pronoun", "role": "-role", "body": "-document"}.get(slot.link.subject.kind, "")
        return Verdict(f"weighed{ending}", person, *_spans(scene, slot))
    return Verdict("weighed", person, _nearest(scene, quote, person))


def _first(found: Slots, names: tuple[str, ...], person: int) -> Slot | None:
    """The first slot whose subject means a person (or, for -1, nobody)."""
    return next((slot for name in names if (slot := found.get(name)) and slot.person == person), None)


def _spans(scene: Scene, slot: Slot) -> tuple[tuple[int, int], tuple[int, int]]:
    """Offsets of the mention and of the cue."""
    subject, link = slot.link.subject, slot.link
    return scene.span(slot.sentence, subject.first, subject.last), scene.span(slot.sentence, link.at, link.end)


def _nearest(scene: Scene, quote: int, person: int) -> tuple[int, int] | None:
    """The naming of a person that is nearest to a quotation, those before it first."""
    at = scene.places[quote].sentence
    start = scene.stretches[quote].start
    near = [
        n
        for i in scene.cast.people[person].namings
        if not (n := scene.cast.namings[i]).quoted and at - BACK <= n.sentence <= at + AHEAD
    ]
    best = min(near, key=lambda n: (n.start > start, abs(n.start - start)), default=None)
    return (best.start, best.end) if best else None
