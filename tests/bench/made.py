"""An archive of made-up articles as if it had been built: its settings and its dataset, and nothing that took time.

Extraction and linking are left out. Who said what is known, since the program made it up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.model import (
    Archive,
    Article,
    Entry,
    Outlet,
    Quotation,
    Record,
    Rendering,
    Span,
    Speaker,
    Statement,
    Topic,
)
from onrecord.store import write_dataset
from onrecord.text import slug
from tests.bench.synthetic import Piece, World

_SETTINGS = "site_name: Made up\nplugins:\n  - onrecord: {{search_index: {}}}\n"
_QUOTED = re.compile(r"“([^”]+)”")


@dataclass(slots=True)
class _Linked:
    """The parts of an archive, by id, as they come to light."""

    entries: dict[str, Entry] = field(default_factory=dict)
    renderings: dict[str, Rendering] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    speakers: dict[str, Speaker] = field(default_factory=dict)
    outlets: dict[str, Outlet] = field(default_factory=dict)

    def add(self, piece: Piece) -> None:
        """Take in one article and what is quoted in it."""
        id_, text = piece.name.removesuffix(".txt"), "\n\n".join(piece.paragraphs)
        article = Article(id_, piece.name, id_, piece.headline, "given", text, outlet=piece.outlet, date=piece.day)
        outlet = slug(piece.outlet)
        self.outlets[outlet] = Outlet(outlet, piece.outlet)
        found = []
        for number, (span, name) in enumerate(_said(text, piece.speakers)):
            speaker, key = slug(name), f"{id_}-{number:03}"
            self.speakers[speaker] = Speaker(speaker, name, (name.rpartition(" ")[2],))
            quotation = Quotation(id_, span, "direct", "cue", name, confidence="certain")
            self.renderings[key] = Rendering(key, quotation, key, (speaker,))
            self.statements[key] = Statement(key, span.of(text), (speaker,), (key,), (id_,), (outlet,), piece.day)
            found.append(key)
        record = Record(article, outlet=piece.outlet, date=piece.day)
        self.entries[id_] = Entry(id_, record, tuple(found), outlet, topics=piece.topics)


def _said(text: str, people: tuple[str, ...]) -> Iterator[tuple[Span, str]]:
    """Each stretch in marks, and whose words it is: that of whom the paragraph names."""
    for found in _QUOTED.finditer(text):
        start, end = text.rfind("\n", 0, found.start()) + 1, text.find("\n", found.end())
        paragraph = text[start : end if end >= 0 else len(text)]
        name = next((name for name in people if name.rpartition(" ")[2] in paragraph), people[0])
        yield Span(*found.span(1)), name


def archive(pieces: Iterable[Piece], topics: Iterable[str]) -> Archive:
    """The archive that the pieces make."""
    linked = _Linked()
    for piece in pieces:
        linked.add(piece)
    subjects = {word: Topic(word, word.capitalize(), word) for word in sorted(topics)}
    return Archive(
        entries=linked.entries,
        renderings=linked.renderings,
        speakers=dict(sorted(linked.speakers.items())),
        statements=linked.statements,
        topics=subjects,
        outlets=dict(sorted(linked.outlets.items())),
    )


def settle(folder: Path, search_index: str) -> None:
    """Write the archive's settings into `folder`."""
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "mkdocs.yml").write_text(_SETTINGS.format(search_index), encoding="utf-8")


def publish(folder: Path, articles: int, digest: str, more: str = "") -> None:
    """Write the dataset of so many articles into `folder`, the first of them with another paragraph if there is one."""
    world = World()
    first, *others = world.articles(articles)
    changed = replace(first, paragraphs=(*first.paragraphs, more)) if more else first
    made = archive([changed, *others], world.topics)
    write_dataset(folder / "docs" / "data" / "onrecord.sqlite", made, lambda _: {}, "full", digest)
