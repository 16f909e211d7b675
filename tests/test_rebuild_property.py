"""Whatever happened before, an archive's pages are those of its articles, authority files and registry: nothing else.

Hypothesis makes up histories of a small archive: articles are added, changed, moved, copied and withdrawn, the editor
adds and drops entries, and after each step the pages built upon those of the step before, with the records, what was
prepared of them and what linking remembers of earlier steps, are held against pages built from nothing.
"""

from __future__ import annotations

import random
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.build import build
from onrecord.config import Config, load
from onrecord.model import Archive

FILES = ("ferry.txt", "Ferry.txt", "the ferry.txt", "the-ferry.txt", "north/ferry.txt", "bridge.txt", "index.txt")
TITLES = ("The ferry stays", "A toll on the bridge", "Councillors argue until midnight")
OUTLETS = ("The Lamp", "Lamp", "Coast Wire", "")
DATES = ("2025-03-04", "2025-03-05", "2025-09-30", "")
SPEAKERS = ("Mayor Ada Lane", "Ada B. Lane", "Lane", "Councillor Bruno Okafor", "Bo Okafor", "Adam Lane", "The clerk",
            "Ohio Governor Hilary Marsh", "Utah Governor Hilary Marsh", "Hillary Marsh", "Adam Lanne")  # fmt: skip
SAYINGS = (
    "We will keep the ferry running through the coldest winter that this coast has ever seen, and nobody pays a toll.",
    "keep the ferry running through the coldest winter that this coast has ever seen",
    "nobody pays a toll",
    "Nobody pays a toll. The old stone bridge was built by our grandparents with borrowed hammers and borrowed money.",
    "The old stone bridge was built by our grandparents with borrowed hammers",
    "I never asked the harbor master for a favor in my life.",
)
DEEDS = (
    "reject",
    "reattribute, speaker: Celia Marsh",
    "reattribute, speaker: null",
    "reattribute, speaker: [Adam Lane, Celia Marsh]",
    "misattributed, speaker: Celia Marsh",
    "disputed",
    "date, said: 2025-02",
    "response, by: Ada Lane, response: I never did.",
    "withhold",
)
ENTRIES = {
    "speakers": (
        "{name: Ada Lane, aliases: [Ada B. Lane], roles: [mayor]}",
        "{name: Bruno Okafor, aliases: [Bo Okafor], not_same_as: [Ada Lane]}",
        "{name: Adam Lane, aliases: [Lane]}",
        "{name: Celia Lane, aliases: [{name: Lane, outlet: Lamp, until: 2025-03}], merge: [hilary-marsh]}",
        "{name: Hillary Marsh, split: [{name: Hilary Marsh, outlet: Coast Wire}], not_same_as: [Celia Lane]}",
        "{name: Eva Lane, aliases: [{name: Lane, outlet: Lamp, since: 2025-03-05}, {name: Bo, article: bridge}]}",
        "{name: Bo Odell, aliases: [{name: Bo Okafor, article: ferry.txt}], merge: [bruno-okafor, Celia Marsh]}",
        "{name: Celia Marsh, split: [{name: Ada Lane, until: 2025-03}, {name: Lane, article: ferry}]}",
    ),
    "topics": (
        "{id: water, label: Water, query: ferry OR harbor}",
        "{id: money, label: Money, query: toll OR borrowed}",
        "{id: bridges, label: Bridges, query: '\"stone bridge\"', formerly: [stones]}",
        "{id: tolls, label: Tolls, query: toll, hide: true, formerly: [fares]}",
    ),
    "outlets": (
        "{name: The Daily Lamp, aliases: [The Lamp, Lamp]}",
        "{name: The Lamp, aliases: [Lamp], rights: excerpt}",
        "{name: Coast Wire, wire: true, rights: metadata}",
        "{name: Coastal Wire, aliases: [Coast Wire], house_lines: [Nobody had asked.]}",
    ),
}


@dataclass(slots=True)
class History:
    """An archive to which things happen by chance: the same seed, the same history."""

    root: Path
    chance: random.Random
    archive: Archive = field(default_factory=Archive)
    entries: dict[str, list[str]] = field(default_factory=dict)

    @property
    def articles(self) -> list[Path]:
        """The files of articles that there are."""
        return sorted(path for path in (self.root / "articles").rglob("*.txt"))

    def happen(self) -> None:
        """One thing that people do to an archive."""
        events: tuple[Callable[[], None], ...] = (self.publish, self.publish, self.move, self.copy, self.withdraw,
                                                  self.decide, self.correct, self.correct, self.forget)  # fmt: skip
        self.chance.choice(events)()

    def publish(self) -> None:
        """Add an article, or put another in its place."""
        path = self.root / "articles" / self.chance.choice(FILES)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self._article(), encoding="utf-8")

    def move(self) -> None:
        """Give an article another name."""
        if self.articles:
            path = self.root / "articles" / self.chance.choice(FILES)
            path.parent.mkdir(parents=True, exist_ok=True)
            self.chance.choice(self.articles).replace(path)

    def copy(self) -> None:
        """Save an article twice."""
        if self.articles:
            path = self.root / "articles" / self.chance.choice(FILES)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.chance.choice(self.articles).read_bytes())

    def withdraw(self) -> None:
        """Take an article away."""
        if self.articles:
            self.chance.choice(self.articles).unlink()

    def decide(self) -> None:
        """Add an entry to an authority file, or drop it again."""
        kind = self.chance.choice(sorted(ENTRIES))
        self._toggle(kind, self.chance.choice(ENTRIES[kind]))

    def correct(self) -> None:
        """Say something of a quotation or of a statement, or add one; or take it back."""
        standing = self.entries.get("corrections", [])
        if standing and self.chance.random() < 0.25:
            self._toggle("corrections", self.chance.choice(standing))
        elif self.archive.renderings:
            target, words = self._target()
            told = [line for line in standing if line.startswith(f"{{{target},")]
            deed = "add, speaker: Ada Lane" if target.startswith("article") else self.chance.choice(DEEDS)
            entry = f"{{{target}, quote: '{words}', why: so, date: 2025-12-01, action: {deed}}}"
            self._toggle("corrections", *told or [entry])  # of one thing one thing is said

    def _target(self) -> tuple[str, str]:
        """What a correction is about: the key that names it, and its words."""
        id_ = self.chance.choice(sorted(self.archive.renderings))
        rendering = self.archive.renderings[id_]
        words = self.archive.words(rendering).replace("'", "''")
        kind = self.chance.choice(("quotation", "quotation", "statement", "words", "article"))
        if kind == "article":
            return f"article: {rendering.article}", "Nobody had asked."
        if kind == "words":  # the id is of nothing
            return "quotation: nothing", words
        return f"{kind}: {(rendering.statement or id_) if kind == 'statement' else id_}", words

    def forget(self) -> None:
        """Delete what the builds remember."""
        shutil.rmtree(self.root / ".onrecord", ignore_errors=True)

    def _toggle(self, kind: str, entry: str) -> None:
        lines = self.entries.setdefault(kind, [])
        lines.remove(entry) if entry in lines else lines.append(entry)
        text = "".join(f"- {line}\n" for line in lines)
        (self.root / "authority" / f"{kind}.yml").write_text(text, encoding="utf-8")

    def _article(self) -> str:
        header = {"title": TITLES, "outlet": OUTLETS, "date": DATES}
        lines = [f"{key}: {value}" for key, values in header.items() if (value := self.chance.choice(values))]
        said = [
            f"“{saying}” {self.chance.choice(SPEAKERS)} said on Monday."
            for saying in self.chance.sample(SAYINGS, self.chance.randint(1, 4))
        ]
        named = " and ".join(self.chance.sample(SPEAKERS, 2))
        return "\n".join(["---", *lines, "---", "", f"{named} met. Nobody had asked.", "", "\n\n".join(said), ""])


def settled(root: Path) -> Config:
    """The settings of an archive in `root`, whose folders are made."""
    for name in ("articles", "authority", "docs"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "mkdocs.yml").write_text("site_name: Test\nplugins:\n  - onrecord:\n      cache: .onrecord\n")
    return load(root / "mkdocs.yml")


def generated(root: Path) -> dict[str, bytes]:
    """Every file that builds have written and keep in docs/, and the registry; of a database, its rows."""
    files = [*(root / "docs").rglob("*"), root / "authority" / "registry.jsonl"]
    return {path.relative_to(root).as_posix(): content(path) for path in files if path.is_file()}


def content(path: Path) -> bytes:
    """What a file says. Of a database, where on the disk a row lies depends on when it was written."""
    if path.suffix != ".sqlite":
        return path.read_bytes()
    with closing(sqlite3.connect(path)) as db:
        return "\n".join(db.iterdump()).encode()


def built_afresh(root: Path, registry: bytes | None) -> dict[str, bytes]:
    """The files that a build writes which has the same articles, authority and `registry`, and no page or memory."""
    with TemporaryDirectory() as folder:
        other = Path(folder)
        for name in ("articles", "authority"):
            shutil.copytree(root / name, other / name)
        (other / "authority" / "registry.jsonl").unlink(missing_ok=True)
        if registry is not None:
            (other / "authority" / "registry.jsonl").write_bytes(registry)
        build(settled(other), jobs=1)
        return generated(other)


def remembered(config: Config) -> set[str]:
    """The tables in which the builds of an archive have kept anything for the next one."""
    with closing(sqlite3.connect(config.cache / "store.sqlite")) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name for name in tables if db.execute(f"SELECT * FROM {name} LIMIT 1").fetchone()}


def lasting(pages: Iterable[str]) -> set[str]:
    """The addresses among generated files that may never go: those of articles, outlets, speakers, statements, stories.

    What a topic's address is, and whether it stays, is the editor's.
    """
    found = (re.fullmatch(r"docs/(?:articles|outlets|speakers|statements|stories)/[^/]+\.md", page) for page in pages)
    return {match[0] for match in found if match}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> Iterator[str]:
    """What two builds do not agree on, readable."""
    for name in sorted(one.keys() | other.keys()):
        if one.get(name) != other.get(name):
            yield f"{name}:\n--- {one.get(name, b'(none)')!r}\n+++ {other.get(name, b'(none)')!r}"


@settings(
    max_examples=8, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)  # a history is slow to build, and each holds many steps
@given(seed=st.integers(0, 2**32), steps=st.integers(3, 7))
def test_pages_follow_from_articles_authority_and_registry_alone(seed: int, steps: int) -> None:
    """After any history docs/ is what a fresh build gives, by the registry of before or of now; no address is lost."""
    with TemporaryDirectory() as folder:
        history = History(Path(folder), random.Random(seed))
        config = settled(history.root)
        registry = config.authority / "registry.jsonl"
        for _ in range(3):
            history.publish()
        now: dict[str, bytes] = {}
        for step in range(steps):
            history.happen()
            before = registry.read_bytes() if registry.exists() else None
            history.archive = build(config, jobs=1).archive
            lost = lasting(now) - lasting(generated(history.root))
            assert not lost, f"step {step}"
            now = generated(history.root)
            kept: set[str] = {"harvest", "row"} if history.articles else set()  # there may be no article
            assert remembered(config) >= kept, f"step {step}"
            again = build(config, jobs=1)
            assert (again.extracted, again.written, again.removed, again.kept) == (0, (), (), ()), f"step {step}"
            assert generated(history.root) == now
            for given_registry in (before, registry.read_bytes()):
                assert not "\n".join(differences(now, built_afresh(history.root, given_registry))), f"step {step}"


def test_differences_are_seen() -> None:
    """The comparison itself tells a page that is missing and one that is stale."""
    assert [found.partition(":")[0] for found in differences({"a": b"1", "b": b"2"}, {"b": b"3"})] == ["a", "b"]
