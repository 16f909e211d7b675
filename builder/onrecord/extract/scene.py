"""An article taken apart: all that the decision about speakers looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.cues import links
from onrecord.extract.forms import Form, digest, formed
from onrecord.extract.marks import Marked, marked
from onrecord.extract.nicknames import is_nickname
from onrecord.extract.people import Cast, cast
from onrecord.extract.phrases import main_subject
from onrecord.extract.pointers import Link, Pointer
from onrecord.extract.tokens import Sentence, sentences
from onrecord.extract.vocabulary import Rules


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation stands: the number of its sentence, and of its token there."""

    sentence: int
    token: int


class Subjects(dict[int, Pointer | None]):
    """The subject of each sentence, by its number."""

    def __init__(self, sentences: Sequence[Sentence], rules: Rules) -> None:
        super().__init__()
        self._sentences, self._rules = sentences, rules

    def __missing__(self, n: int) -> Pointer | None:
        row = self._sentences[n].tokens
        found = self[n] = main_subject(row, len(row), self._rules)
        return found


@dataclass(slots=True)
class Scene:
    """Quotations, sentences, cue links and people of one article.

    Attributes:
        stretches: what stands in marks.
        places: the place of each stretch.
        links: the cue links of each sentence, in the order of the text.
        cast: the people, and where they are named.
        forms: of the stretches whose form says whose they are (turns, tweets, blocks), by number.
        subjects: what each sentence is about by its own order of words; told of those that are asked about.
        items: where the items of a digest end; what one says does not flow over to the next.
    """

    text: str
    rules: Rules
    stretches: tuple[Marked, ...]
    sentences: list[Sentence]
    links: list[list[Link]]
    cast: Cast
    places: list[Place]
    forms: dict[int, Form]
    items: tuple[int, ...]
    subjects: Subjects

    def span(self, sentence: int, first: int, last: int) -> tuple[int, int]:
        """Offsets of the tokens `first` to `last` (the one after) of a sentence."""
        row = self.sentences[sentence].tokens
        return row[first].start, row[last - 1].end

    def words(self, quote: int) -> str:
        """The words of a stretch."""
        m = self.stretches[quote]
        return self.text[m.start : m.end]


def survey(text: str, rules: Rules) -> Scene:
    """Takes an article's text apart."""
    stretches, forms = formed(
        text, [m for m in marked(text, rules.syntax.elision) if not is_nickname(text, m, rules)], rules
    )
    rows = sentences(text, stretches, rules)
    found = cast(text, rows, stretches, rules, [f.label for f in forms.values() if f.label])
    places: list[Place] = [Place(0, 0)] * len(stretches)
    for n, sentence in enumerate(rows):
        for i, token in enumerate(sentence.tokens):
            if token.kind == "quote":
                places[token.index] = Place(n, i)
    cued = [links(s.tokens, rules) for s in rows]
    return Scene(text, rules, stretches, rows, cued, found, places, forms, digest(text), Subjects(rows, rules))


def person_of(scene: Scene, pointer: Pointer) -> int:
    """The person a pointer names outright, or -1."""
    return scene.cast.namings[pointer.index].person if pointer.kind == "name" else -1


def paragraph(scene: Scene, sentence: int) -> int:
    """The number of a sentence's paragraph."""
    return scene.sentences[sentence].paragraph
