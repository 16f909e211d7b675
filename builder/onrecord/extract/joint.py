"""Who speaks where several do at once: a list of names, "the two senators", "the Holts"."""

from __future__ import annotations

from onrecord.extract.pointers import Pointer
from onrecord.extract.pronouns import Memory
from onrecord.extract.scene import Scene

BACK = 3
"""How many sentences back those must be named whom the text counts ("the two")."""
COUPLE = 2
FAR = 20
"""The same where a role printed with their names tells who they are."""


def together(scene: Scene, memory: Memory, sentence: int, pointer: Pointer) -> tuple[int, ...]:
    """The people that `pointer` means as joint speakers, in the order of the text; none where it means no such."""
    if pointer.kind == "joint":
        namings = scene.cast.namings
        return tuple(dict.fromkeys(namings[i].person for i in (pointer.index, *pointer.others) if i >= 0))
    if pointer.kind not in {"role", "body"}:
        return ()
    row, first = scene.sentences[sentence].tokens, pointer.first
    if (
        first and pointer.kind == "role" and row[first - 1].key in scene.rules.counts
    ):  # "both" may be an adverb, and is left out then
        first -= 1
    keys = [t.key for t in row[first : pointer.last]]
    for size in (2, 1):
        if count := scene.rules.counts.get(" ".join(keys[:size])):
            return _counted(scene, memory, sentence, keys[size : size + 1], count)
    return _family(scene, sentence, pointer, keys)


def _counted(scene: Scene, memory: Memory, sentence: int, noun: list[str], count: int) -> tuple[int, ...]:
    """The `count` people whom "the two senators" stands for: of that role, or just named, and nobody else with them."""
    role = noun[0].removesuffix("s") if noun else ""
    fit = [memory.roles[word] for word in (role, scene.rules.abbreviated.get(role)) if word in memory.roles]
    known = sum(map(len, fit)) >= count
    found: dict[int, None] = {}
    for n in range(sentence - 1, max(-1, sentence - 1 - (FAR if known else BACK)), -1):
        here = dict.fromkeys(scene.cast.namings[i].person for i in memory.named[n])
        found = {p: None for p in here if not known or any(p in those for those in fit)} | found
        if len(found) >= count or (found and not known and len(here) < count):
            break
    return tuple(found) if len(found) == count else ()


def _family(scene: Scene, sentence: int, pointer: Pointer, keys: list[str]) -> tuple[int, ...]:
    """The couple that "the Holts" stands for."""
    row = scene.sentences[sentence].tokens
    if len(keys) != COUPLE or keys[0] != "the" or not row[pointer.last - 1].capital:
        return ()
    names = {keys[-1].removesuffix("s"), keys[-1].removesuffix("es")} - {keys[-1]}
    bearers = [n for name in names for n in scene.cast.families.get(name, ())]
    if len(bearers) != COUPLE or any(scene.cast.people[n].first > row[pointer.first].start for n in bearers):
        return ()
    return tuple(sorted(bearers, key=lambda n: scene.cast.people[n].first))
