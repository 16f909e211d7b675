"""Articles made up by a program, in any number: news of an invented country, to measure with; the same everywhere.

Each article has a headline, an outlet, a date and about 750 words in paragraphs; people are quoted in it in several
ways, by full name first and by surname after. Every tenth article is told by a second outlet as well, which cuts the
quotations differently. Words are made of syllables and used as often as real ones are, a few very often, most rarely.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

WORDS = 750
SPEAKERS = 2000
TOPICS = 60
FIRST_DAY = date(2012, 1, 1)
DAYS = 3650

_OUTLETS = ("Harbor Herald", "Valley Voice", "Northern Dispatch", "Capital Courier", "Lakeside Ledger", "Plains Post",
            "Metro Monitor", "Island Inquirer", "Canyon Chronicle", "Border Bulletin")  # fmt: skip
_GIVEN = ("Ada", "Ben", "Cora", "Dan", "Edith", "Frank", "Grace", "Henry", "Iris", "Jack", "Kate", "Louis", "Mary",
          "Neil", "Olive", "Paul", "Rose", "Sam", "Tess", "Victor")  # fmt: skip
_ROLES = ("mayor", "spokeswoman", "senator", "farmer", "engineer", "teacher", "sheriff", "economist", "lawyer", "nurse")
_SMALL = ("the", "of", "and", "a", "to", "in", "that", "for", "on", "with", "as", "at", "by", "from", "this", "which")
_STARTS = ("b", "br", "c", "cl", "d", "dr", "f", "g", "gr", "h", "l", "m", "n", "p", "pl", "r", "s", "st",
           "t", "tr", "v")  # fmt: skip
_MIDDLES = ("a", "e", "i", "o", "u", "ea", "ou", "ai")
_ENDS = ("n", "r", "l", "st", "nd", "m", "ck", "ss", "t", "ve", "ry", "nt")


@dataclass(frozen=True, slots=True)
class Piece:
    """One article: the name of its file, and its text with the header that onrecord reads."""

    name: str
    headline: str
    outlet: str
    day: str
    speakers: tuple[str, ...]
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def text(self) -> str:
        """The file."""
        body = "\n\n".join(self.paragraphs)
        return f"---\ntitle: {self.headline}\noutlet: {self.outlet}\ndate: {self.day}\n---\n\n{body}\n"


class World:
    """What all articles are about: its words, people and subjects."""

    def __init__(self, seed: int = 1) -> None:
        chance = random.Random(seed)
        self.words = _vocabulary(chance, 12_000)
        self.weights = list(accumulate(1 / (rank + 10) for rank in range(len(self.words))))
        surnames = [word.capitalize() for word in _vocabulary(chance, SPEAKERS, syllables=3)]
        self.people = [f"{_GIVEN[number % len(_GIVEN)]} {surname}" for number, surname in enumerate(surnames)]
        self.fame = list(accumulate(1 / (rank + 20) for rank in range(SPEAKERS)))
        self.topics = self.words[200 : 200 + TOPICS]

    def articles(self, count: int) -> Iterator[Piece]:
        """So many articles; the first ones are the same however many are asked for."""
        told: list[str] = []
        for number in range(count):
            chance = random.Random(number)
            if number % 10 == 9 and told:
                yield self._article(number, chance, _trimmed(told, chance))
            else:
                told = [self._sentence(chance, 14) for _ in range(8)]
                yield self._article(number, chance, told)

    def topics_yml(self) -> str:
        """The topics, as an authority file."""
        return "".join(f"- id: {word}\n  label: {word.capitalize()}\n  query: {word}\n" for word in self.topics)

    def _article(self, number: int, chance: random.Random, said: Sequence[str]) -> Piece:
        people = chance.choices(self.people, cum_weights=self.fame, k=4)
        people = list(dict.fromkeys(people))
        subject = chance.choice(self.topics)
        day = FIRST_DAY + timedelta(number * DAYS // 10_000 % DAYS if number < 10_000 else number % DAYS)
        paragraphs = [f"{self._sentence(chance, 20)} {subject.capitalize()} {self._sentence(chance, 12).lower()}"]
        known: set[str] = set()
        for at, words in enumerate(said):
            paragraphs.append(_quoted(people[at % len(people)], words, chance, known))
            paragraphs.append(" ".join(self._sentence(chance, 16) for _ in range(chance.randint(2, 4))))
        while sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
            paragraphs.append(" ".join(self._sentence(chance, 16) for _ in range(3)))
        headline = f"{subject.capitalize()} {' '.join(self._some(chance, 6))}"
        return Piece(
            f"{number:06}.txt", headline, _OUTLETS[number % 10], day.isoformat(), tuple(people), (subject,),
            tuple(paragraphs),
        )  # fmt: skip

    def _some(self, chance: random.Random, count: int) -> list[str]:
        return chance.choices(self.words, cum_weights=self.weights, k=count)

    def _sentence(self, chance: random.Random, length: int) -> str:
        words = self._some(chance, chance.randint(length - 4, length + 4))
        for at in range(1, len(words), 2):
            words[at] = chance.choice(_SMALL)
        return f"{' '.join(words).capitalize()}."


def _vocabulary(chance: random.Random, count: int, syllables: int = 2) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < count:
        parts = (chance.choice(_STARTS) + chance.choice(_MIDDLES) for _ in range(syllables))
        found["".join(parts) + chance.choice(_ENDS)] = None
    return list(found)


def _quoted(person: str, words: str, chance: random.Random, known: set[str]) -> str:
    """A paragraph that quotes somebody: with name and role at first, by surname later."""
    name = person.rpartition(" ")[2] if person in known else f"{person}, a {chance.choice(_ROLES)}"
    known.add(person)
    begun, rest = words[:-1].split(" ", 5)[:5], words[:-1].split(" ", 5)[5:]
    shape = chance.randrange(4)
    if shape == 0 and rest:
        return f"“{' '.join(begun)},” said {name}. “{rest[0].capitalize()}.”"
    if shape == 1:
        return f"{name}{',' if ',' in name else ''} said, “{words}”"
    if shape == 2 and rest:
        return f"{name}{',' if ',' in name else ''} said it would “{rest[0]}” in the end."
    return f"“{words[:-1]},” {name}{',' if ',' in name else ''} said."


def _trimmed(said: Sequence[str], chance: random.Random) -> list[str]:
    """The sentences as another outlet cuts them: some whole, some shorter, some not at all."""
    kept = [words if chance.random() < 0.5 else f"{' '.join(words.split()[:10]).rstrip('.')}." for words in said]
    return kept[: max(4, len(kept) - 2)]


def write(folder: Path, count: int) -> list[Piece]:
    """Write so many articles into `folder`; what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = list(World().articles(count))
    for piece in pieces:
        (folder / piece.name).write_text(piece.text, encoding="utf-8")
    return pieces
