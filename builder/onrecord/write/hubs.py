"""The hubs of what has no date: speakers, topics and outlets, by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from onrecord import addresses
from onrecord.model import Speaker, Topic
from onrecord.text import fold
from onrecord.write.catalogue import Beside, Catalogue, Link, counted
from onrecord.write.render import Page
from onrecord.write.watch import those

MOST_QUOTED = 25
NAMES = 600
"""Names on one page; more are split by letter."""
_SUFFIXES = ("jr", "sr", "ii", "iii", "iv")


@dataclass(frozen=True, slots=True)
class Letter:
    """The speakers under one letter of the alphabet (of their surname)."""

    key: str
    label: str
    names: tuple[tuple[str, Speaker], ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A topic in the tree of topics; `depth` 0 is a main topic."""

    topic: Link
    depth: int
    articles: str

    @property
    def indent(self) -> Markup:
        """The white space that nests its line in a Markdown list."""
        return Markup("    ") * self.depth


def letters(catalogue: Catalogue) -> list[Letter]:
    """The speakers with statements, by the first letter of their surname."""
    found: dict[str, list[tuple[str, Speaker]]] = {}
    for speaker in catalogue.archive.speakers.values():
        if speaker.renderings:
            name = _surname_first(speaker.name)
            found.setdefault(_initial(name), []).append((name, speaker))
    ordered = sorted(found.items(), key=lambda pair: (pair[0] == "other", pair[0]))
    return [Letter(key, key.capitalize(), _alphabetical(names)) for key, names in ordered]


def _alphabetical(names: Iterable[tuple[str, Speaker]]) -> tuple[tuple[str, Speaker], ...]:
    return tuple(sorted(names, key=lambda pair: (fold(pair[0]), pair[1].id)))


def speakers(catalogue: Catalogue) -> Page:
    """The most quoted speakers, and all of them A to Z."""
    heard = [speaker for speaker in catalogue.archive.speakers.values() if speaker.renderings]
    quoted = sorted(((s, n) for s in heard if (n := _in_marks(catalogue, s))), key=lambda pair: (-pair[1], pair[0].id))
    by_letter = letters(catalogue)
    split = many_speakers(catalogue)
    meta = {"title": "Speakers", "description": counted(len(heard), "speaker") + " from A to Z."}
    return Page("speakers.md.j2", meta, {
        "count": counted(len(heard), "speaker"),
        "most": [catalogue.speaker(s.id, number) for s, number in quoted[:MOST_QUOTED]],
        "split": split,
        "letters": [(letter, [] if split else _names(catalogue, letter)) for letter in by_letter],
        "parts": _letter_links(catalogue, by_letter, split=split),
    })  # fmt: skip


def _in_marks(catalogue: Catalogue, speaker: Speaker) -> int:
    """How many quotations of a speaker stand in marks."""
    return sum(not one.reported for one in those(catalogue.archive.renderings, speaker.renderings))


def _letter_links(catalogue: Catalogue, found: Iterable[Letter], *, split: bool) -> list[Link]:
    """Each letter with its number of names: its page, or its place in the one page."""
    below = addresses.parts("speaker")
    return [
        Link(
            one.label,
            catalogue.file(addresses.part(below, one.key)) if split else Markup("#letter-") + one.key,
            len(one.names),
        )
        for one in found
    ]


def many_speakers(catalogue: Catalogue) -> bool:
    """Whether the speakers are too many for one page, so that each letter has its own."""
    return sum(1 for speaker in catalogue.archive.speakers.values() if speaker.renderings) > NAMES


def letter_page(catalogue: Catalogue, letter: Letter, beside: Beside) -> Page:
    """The speakers under one letter."""
    return Page("letter.md.j2", {"title": f"Speakers: {letter.label}"}, {
        "letter": letter,
        "count": counted(len(letter.names), "speaker"),
        "names": _names(catalogue, letter),
        "beside": beside,
    })  # fmt: skip


def topics(catalogue: Catalogue) -> Page:
    """The tree of topics with how much there is about each."""
    found = catalogue.archive.topics
    used = sum(1 for topic in found.values() if topic.articles)
    meta = {"title": "Topics", "description": counted(used, "topic") + " with statements about each."}
    return Page("topics.md.j2", meta, {
        "count": counted(used, "topic"),
        "branches": list(_tree(catalogue)),
        "empty": [catalogue.topic(topic.id) for topic in found.values() if not topic.articles],
    })  # fmt: skip


def outlets(catalogue: Catalogue) -> Page:
    """The outlets by name, with how many articles of each there are."""
    found = sorted(catalogue.archive.outlets.values(), key=lambda outlet: (fold(outlet.name), outlet.id))
    unknown = sum(1 for entry in catalogue.archive.entries.values() if not entry.outlet)
    meta = {"title": "Outlets", "description": counted(len(found), "outlet") + "."}
    return Page("outlets.md.j2", meta, {
        "count": counted(len(found), "outlet"),
        "outlets": [(catalogue.outlet(o.id), counted(len(o.articles), "article"), o.wire) for o in found],
        "unknown": counted(unknown, "article") if unknown else "",
    })  # fmt: skip


def _tree(
    catalogue: Catalogue, above: str | None = None, depth: int = 0, seen: frozenset[str] = frozenset()
) -> Iterator[Branch]:
    for topic in _below(catalogue, above):
        if topic.id in seen or not topic.articles:
            continue
        link = catalogue.topic(topic.id, len(topic.statements))
        yield Branch(link, depth, counted(len(topic.articles), "article"))
        yield from _tree(catalogue, topic.id, depth + 1, seen | {topic.id})


def _below(catalogue: Catalogue, above: str | None) -> Sequence[Topic]:
    known = catalogue.archive.topics
    if above is None:
        found: Iterable[Topic] = (topic for topic in known.values() if topic.broader not in known)
    else:
        found = (known[i] for i in known[above].narrower if i in known)
    return sorted(found, key=lambda topic: (fold(topic.label), topic.id))


def _names(catalogue: Catalogue, letter: Letter) -> list[tuple[Link, str]]:
    """The speakers of a letter, each with the number of quotations in marks; without any, how many are reported."""
    found = []
    for name, speaker in letter.names:
        number = _in_marks(catalogue, speaker)
        told = f"{number:,}" if number else f"{len(speaker.renderings):,} reported"
        found.append((Link(name, catalogue.speaker(speaker.id).target), told))
    return found


def _surname_first(name: str) -> str:
    """The name as registers have it: "Lane, Ada", "King, Martin Luther Jr."."""
    *given, surname = name.replace(",", " ").split() or [name]
    suffix = ""
    if len(given) > 1 and fold(surname).rstrip(".") in _SUFFIXES:
        suffix = " " + surname
        *given, surname = given
    return f"{surname}, {' '.join(given)}{suffix}" if given else surname


def _initial(name: str) -> str:
    first = fold(name)[:1]
    return first if first.isascii() and first.isalpha() else "other"
