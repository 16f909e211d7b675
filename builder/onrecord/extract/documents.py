"""Whose "the letter" is: a writing that was somebody's when it was first mentioned speaks for that person later on."""

from __future__ import annotations

from onrecord.extract.phrases import is_owner
from onrecord.extract.pointers import Pointer, Row
from onrecord.extract.pronouns import NOBODY, Memory, resolve
from onrecord.extract.scene import Scene

BACK = 3
"""How many sentences back a writing may have been somebody's."""


def owner(scene: Scene, memory: Memory, sentence: int, pointer: Pointer) -> int:
    """The person whose writing `the letter` or `the note` is, or NOBODY: what else `pointer` says is nobody's."""
    row = scene.sentences[sentence].tokens[pointer.first : pointer.last]
    keys = [t.key for t in row]
    if len(keys) <= 1 or keys[0] not in scene.rules.syntax.definites or keys[1] not in scene.rules.documents:
        return NOBODY
    for n in range(sentence - 1, max(-1, sentence - 1 - BACK), -1):
        tokens = scene.sentences[n].tokens
        for k in range(len(tokens) - 1, 0, -1):
            if tokens[k].key == keys[1]:
                return _possessor(scene, memory, n, tokens, k)
    return NOBODY


def _possessor(scene: Scene, memory: Memory, sentence: int, row: Row, noun: int) -> int:
    """Who owns the noun at token `noun`: `Raman's note`, `Raman, whose note`, `her note`."""
    before = row[noun - 1]
    if before.key in scene.rules.possessives:
        return resolve(scene, memory, sentence, Pointer("pronoun", noun - 1, noun))
    if is_owner(before) or before.key in scene.rules.syntax.owning_relatives:
        name = next((t for t in reversed(row[max(0, noun - 4) : noun - 1]) if t.kind == "name"), None)
        return scene.cast.namings[name.index].person if name else NOBODY
    return NOBODY
