"""The editor's word on whose a name is: everywhere, or within a scope; who is one, and who is not."""

from __future__ import annotations

import pytest

from onrecord.link import link
from onrecord.model import Alias, Authority, OutletEntry, SpeakerEntry
from tests.link.making import linked, record, spoken

RECORDS = (
    record("may.txt", "“One.”", "Lane", outlet="The Lamp", date="2025-05-01"),
    record("june.txt", "“Two.”", "Lane", outlet="The Lamp", date="2025-06-01"),
    record("wire.txt", "“Three.”", "Lane", outlet="Coast Wire", date="2025-05-01"),
    record("undated.txt", "“Four.”", "Lane", outlet="The Lamp"),
)


@pytest.mark.parametrize(
    ("alias", "whose"),
    [
        (Alias("Lane"), {"One.", "Two.", "Three.", "Four."}),
        (Alias("Lane", outlet="Coast Wire"), {"Three."}),
        (Alias("Lane", outlet="Lamp"), {"One.", "Two.", "Four."}),
        (Alias("Lane", outlet="the-lamp"), {"One.", "Two.", "Four."}),
        (Alias("Lane", since="2025-05-02"), {"Two."}),
        (Alias("Lane", since="2025-05-01"), {"One.", "Two.", "Three."}),
        (Alias("Lane", until="2025-05"), {"One.", "Three."}),
        (Alias("Lane", since="2025", until="2025"), {"One.", "Two.", "Three."}),
        (Alias("Lane", article="june"), {"Two."}),
        (Alias("Lane", outlet="Lamp", until="2025-05-31"), {"One."}),
        (Alias("Lane", outlet="Nowhere"), set()),
    ],
)
def test_an_alias_holds_within_its_scope(alias: Alias, whose: set[str]) -> None:
    """Outlet, first day, last day and article each narrow an alias; all that is said must hold."""
    archive = linked(*RECORDS, authority=Authority(speakers=(SpeakerEntry("Olga Lane", scoped=(alias,)),)))
    assert {words for words, name in spoken(archive).items() if name == "Olga Lane"} == whose


def test_a_scope_wins_over_the_article() -> None:
    """A scoped alias means the editor's person even beside somebody else of the surname, and in full."""
    scoped = (Alias("Lane", article="a"), Alias("Ada Lane", article="b"))
    archive = linked(
        record("a.txt", "“One.”", "Lane", people=["Ada Lane"]),
        record("b.txt", "“Two.”", "Ada Lane"),
        record("c.txt", "“Three.”", "Ada Lane"),
        authority=Authority(speakers=(SpeakerEntry("Olga Lane", scoped=scoped),)),
    )
    assert spoken(archive) == {"One.": "Olga Lane", "Two.": "Olga Lane", "Three.": "Ada Lane"}


def test_two_entries_of_one_name() -> None:
    """Two entries may have one name where scopes tell them apart: whose has none is the one meant elsewhere."""
    editor = Authority(
        speakers=(
            SpeakerEntry("Ada Lane", roles=("mayor",)),
            SpeakerEntry("Ada Lane", roles=("baker",), scoped=(Alias("Ada Lane", outlet="Coast Wire"),)),
        )
    )
    archive = linked(
        record("a.txt", "“One.”", "Ada Lane", outlet="The Lamp"),
        record("b.txt", "“Two.”", "Ada Lane", outlet="Coast Wire"),
        authority=editor,
    )
    said = {
        s.roles[0].name: [archive.words(archive.renderings[i]) for i in s.renderings] for s in archive.speakers.values()
    }
    assert said == {"mayor": ["One."], "baker": ["Two."]}


def test_a_split_makes_another_person() -> None:
    """What is split off is somebody else's of that name, who keeps an id of their own."""
    records = [record("a.txt", "“One.”", "Ada Lane"), record("b.txt", "“Two.”", "Ada Lane")]
    before = linked(*records)
    editor = Authority(speakers=(SpeakerEntry("Ada Lane", split=(Alias("Ada Lane", article="b"),)),))
    after = link(records, editor, before.registry)
    said = {id_: [after.words(after.renderings[i]) for i in s.renderings] for id_, s in after.speakers.items()}
    assert said == {"ada-lane": ["One."], "ada-lane-2": ["Two."]}
    assert link(records, editor, after.registry) == after


def test_a_merge_by_name_or_by_id() -> None:
    """Whom the editor merges is one person; the id that is given up leads to the one that stays."""
    records = [record("a.txt", "“One.”", "Ada Lane"), record("b.txt", "“Two.”", "Olga Reyes")]
    before = linked(*records)
    for merged in ("olga-reyes", "Olga Reyes"):
        editor = Authority(speakers=(SpeakerEntry("Ada Lane", merge=(merged,)),))
        after = link(records, editor, before.registry)
        moved = {line.id: line.moved_to for line in after.registry if line.kind == "speaker"}
        assert (set(after.speakers), moved["olga-reyes"]) == ({"ada-lane"}, "ada-lane")
        assert link(records, editor, after.registry) == after


def test_an_outlet_may_go_by_any_of_its_names() -> None:
    """A scope names its outlet as the editor or as its articles do."""
    editor = Authority(
        speakers=(SpeakerEntry("Olga Lane", scoped=(Alias("Lane", outlet="The Evening Lamp"),)),),
        outlets=(OutletEntry("The Evening Lamp", aliases=("The Lamp",)),),
    )
    assert spoken(linked(*RECORDS, authority=editor))["One."] == "Olga Lane"


@pytest.mark.parametrize(("merged", "others"), [("ada-lane-2", {"ada-lane"}), ("ada-lane", {"ada-lane-2"})])
def test_a_merge_by_id_means_one_of_two_of_a_name(merged: str, others: set[str]) -> None:
    """By an id the editor means that speaker, and not whoever else has the name; both ids lead where they should."""
    records = [
        record("a.txt", "“One.”", "Ada Lane", people={"Ada Lane": ["Ohio Gov."]}),
        record("b.txt", "“Two.”", "Ada Lane", people={"Ada Lane": ["Utah Gov."]}),
        record("c.txt", "“Three.”", "Abe Reyes"),
    ]
    before = linked(*records)
    assert set(before.speakers) == {"abe-reyes", "ada-lane", "ada-lane-2"}
    editor = Authority(speakers=(SpeakerEntry("Abe Reyes", merge=(merged,)),))
    after = link(records, editor, before.registry)
    moved = {line.id: line.moved_to for line in after.registry if line.kind == "speaker" and line.moved_to}
    assert (set(after.speakers), moved) == ({"abe-reyes", *others}, {merged: "abe-reyes"})
    assert link(records, editor, after.registry) == after


def test_a_name_lent_in_one_article_takes_no_address() -> None:
    """Whoever has somebody's name by a scoped alias leaves them their id."""
    records = [
        record("a.txt", "“One.”", "Ada Lane"),
        record("b.txt", "“Two.”", "Ada Lane"),
        record("c.txt", "“Three.”", "Abe Lane"),
    ]
    before = linked(*records)
    editor = Authority(speakers=(SpeakerEntry("Abe Lane", scoped=(Alias("Ada Lane", article="b"),)),))
    after = link(records, editor, before.registry)
    said = {id_: [after.words(after.renderings[i]) for i in s.renderings] for id_, s in after.speakers.items()}
    assert said == {"abe-lane": ["Two.", "Three."], "ada-lane": ["One."]}
    assert link(records, editor, after.registry) == after
