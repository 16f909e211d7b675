"""Linking with what earlier builds remember gives exactly what linking afresh gives, whatever happened in between."""

from __future__ import annotations

import pickle
import random
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field, fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import Memo, Prepared, link, prepare
from onrecord.model import (
    Action,
    Alias,
    Archive,
    Authority,
    Correction,
    OutletEntry,
    Record,
    Registered,
    SpeakerEntry,
    TopicEntry,
)
from tests.link.making import record

FILES = tuple(f"{letter}.txt" for letter in "abcdefghij")
NAMES = ("Ada Lane", "Ada B. Lane", "Adam Lane", "Lane", "Hilary Marsh", "Hillary Marsh", "Marsh", "Bo Okafor",
         "Bruno Okafor", "Okafor", None, "Ada Lane + Bo Okafor")  # fmt: skip
ROLES = ("mayor", "harbor master", "Ohio governor", "council clerk")
SAYINGS = (
    "We will keep the ferry running through the coldest winter that this coast has ever seen, and nobody pays a toll.",
    "keep the ferry running through the coldest winter that this coast has ever seen",
    "nobody pays a toll",
    "We will keep the ferry running … and nobody pays a toll.",
    "Nobody pays a toll. The old stone bridge was built by our grandparents with borrowed hammers and borrowed money.",
    "The old stone bridge was built by our grandparents with borrowed hammers",
    "the old stone bridge was build by our grandparents with borrowed hammers and [with] borrowed money",
    "I never asked the harbor master for a favor in my life.",
    "a favor in my life",
    "brave",
)
SETTINGS = ("The council argued until midnight about the harbor and its dues.", "It rained on the orchard all week.",
            "The tannery on the hill was sold to strangers.", "Somebody mentioned the ferry at the end.")  # fmt: skip
OUTLETS = ("The Lamp", "Lamp", "Coast Wire", "Hill Post", None)
DATES = ("2025-03-04", "2025-03-05", "2025-03-20", "2025-09-30", "2025", None)
TITLES = ("The ferry stays", "A toll on the bridge", "Councillors argue until midnight", "Rain in the orchard")
ENTRIES = (
    SpeakerEntry("Ada Lane", aliases=("Ada B. Lane",), roles=("mayor",)),
    SpeakerEntry("Adam Lane", scoped=(Alias("Lane", outlet="Lamp"),), not_same_as=("Ada Lane",)),
    SpeakerEntry("Hilary Marsh", merge=("Hillary Marsh",), split=(Alias("Marsh", article="c"),)),
    SpeakerEntry("Bo Okafor", merge=("bruno-okafor",)),
)
TOPICS = (
    TopicEntry("water", "Water", "ferry OR harbor"),
    TopicEntry("money", "Money", "toll OR borrow*", formerly=("fares",)),
    TopicEntry("bridges", "Bridges", '"stone bridge" AND NOT title:toll', broader="money"),
    TopicEntry("hidden", "Hidden", "winter", broader="water", hide=True),
    TopicEntry("broken", "Broken", "(ferry"),
)
DEEDS: tuple[Action, ...] = ("reject", "reattribute", "disputed", "date", "withhold", "misattributed", "add")
PAPERS = (OutletEntry("The Daily Lamp", aliases=("The Lamp", "Lamp")), OutletEntry("Coast Wire", wire=True))


@dataclass(slots=True)
class Newsroom:
    """Articles and an editor's word to which things happen by chance; it is linked again after each."""

    chance: random.Random
    records: dict[str, Record] = field(default_factory=dict)
    prepared: dict[str, Prepared] = field(default_factory=dict)
    authority: Authority = field(default_factory=Authority)
    registry: tuple[Registered, ...] = ()
    archive: Archive = field(default_factory=Archive)
    memo: Memo = field(default_factory=Memo)

    def happen(self) -> None:
        """One thing that people do to an archive."""
        events: tuple[Callable[[], None], ...] = (self.publish, self.publish, self.withdraw, self.decide, self.correct)
        self.chance.choice(events)()

    def publish(self) -> None:
        """Add an article, or put another in its place."""
        source = self.chance.choice(FILES)
        said = self.chance.sample(SAYINGS, self.chance.randint(0, 4))
        told = [f"“{words}” she said on {self.chance.choice(('Monday', 'Tuesday'))}." for words in said]
        reported = "the dues would rise" if self.chance.random() < 0.3 else ""
        clause = [f"He said that {reported}."] if reported else []
        text = "\n\n".join((*self.chance.sample(SETTINGS, 2), *told, *clause))
        named = {name: self.chance.sample(ROLES, self.chance.randint(0, 2)) for name in self.chance.sample(NAMES, 3)
                 if name and "+" not in name}  # fmt: skip
        self.records[source] = record(
            source,
            text,
            [self.chance.choice(NAMES) for _ in said],
            people=named,
            outlet=self.chance.choice(OUTLETS),
            date=self.chance.choice(DATES),
            headline=self.chance.choice(TITLES),
            digest=str(self.chance.random()),
            reported={reported: self.chance.choice(NAMES)} if reported else None,
        )
        self.prepared[source] = pickle.loads(pickle.dumps(prepare(self.records[source])))

    def withdraw(self) -> None:
        """Take an article away."""
        if self.records:
            del self.records[self.chance.choice(sorted(self.records))]

    def decide(self) -> None:
        """Write the files of people, topics and outlets anew."""
        self.authority = Authority(
            speakers=tuple(one for one in ENTRIES if self.chance.random() < 0.6),
            topics=tuple(one for one in TOPICS if self.chance.random() < 0.6),
            outlets=tuple(one for one in PAPERS if self.chance.random() < 0.6),
            corrections=self.authority.corrections,
        )

    def correct(self) -> None:
        """Say something of a quotation, of a statement, or of words that were missed; or take everything back."""
        standing = self.authority.corrections if self.chance.random() < 0.8 else ()
        if self.archive.renderings:
            standing = (*standing, self._correction())
        self.authority = replace(self.authority, corrections=standing)

    def _correction(self) -> Correction:
        rendering = self.archive.renderings[self.chance.choice(sorted(self.archive.renderings))]
        words, target = self.archive.words(rendering), rendering.statement
        action = self.chance.choice(DEEDS)
        if action == "add":
            return Correction("", "the orchard all week", "add", ("Ada Lane",), article=rendering.article)
        speakers = ("Adam Lane",) if action in ("reattribute", "misattributed") else ()
        by_statement = self.chance.random() < 0.5 and target is not None
        return Correction(
            "" if by_statement else rendering.id,
            words,
            action,
            speakers,
            "so",
            said="2025-02" if action == "date" else None,
            statement=(target or "") if by_statement else "",
        )

    def link(self) -> tuple[Archive, Archive]:
        """The archive by what is remembered, and the one made of nothing but articles, authority and registry."""
        sources = sorted(self.records, key=lambda _: self.chance.random())
        ready = [self.prepared[source] for source in sources]
        records = [self.records[source] for source in sources]
        self.archive = link(records, self.authority, self.registry, prepared=ready, memo=self.memo)
        fresh = link([self.records[source] for source in sorted(sources)], self.authority, self.registry)
        self.registry = self.archive.registry
        return self.archive, fresh


def differences(one: Archive, other: Archive) -> Sequence[object]:
    """What two archives do not agree on."""
    unlike = (field.name for field in fields(Archive) if getattr(one, field.name) != getattr(other, field.name))
    found: list[object] = [(name, getattr(one, name), getattr(other, name)) for name in unlike]
    orders = [name for name in ("entries", "renderings", "speakers", "statements", "stories", "topics", "outlets")
              if list(getattr(one, name)) != list(getattr(other, name))]  # fmt: skip
    return [*found, *orders]


@settings(max_examples=40, deadline=None, print_blob=True)
@given(seed=st.integers(0, 2**32), steps=st.integers(4, 10))
def test_the_remembered_gives_what_a_fresh_link_gives(seed: int, steps: int) -> None:
    """After any history, with one memo that is stored after each link, all is as if nothing had been remembered."""
    room = Newsroom(random.Random(seed))
    for _ in range(4):
        room.publish()
    kept: dict[str, dict[Hashable, object]] = {}
    for step in range(steps):
        room.happen()
        room.memo = Memo(pickle.loads(pickle.dumps(kept)))
        archive, fresh = room.link()
        assert differences(archive, fresh) == [], f"step {step}"
        changes = room.memo.ended()
        for kind, keys in changes.gone.items():
            for key in keys:
                del kept[kind][key]
        for kind, rows in changes.new.items():
            kept.setdefault(kind, {}).update(rows)


def test_what_did_not_change_is_not_made_again() -> None:
    """Linked again, the same records make nothing new and forget nothing; one more makes little beside all."""
    room = Newsroom(random.Random(7))
    room.authority = Authority(topics=TOPICS)
    for _ in range(30):
        room.publish()
    room.link()
    first = room.memo.ended()
    assert sum(map(len, first.new.values())) >= len(room.records)
    room.link()
    assert not room.memo.ended()
    room.records.pop(sorted(room.records)[0])
    room.link()
    second = room.memo.ended()
    assert sum(map(len, second.new.values())) < sum(map(len, first.new.values()))
