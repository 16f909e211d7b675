"""What is drawn for a person to read is what linking joined, the same for a seed."""

from __future__ import annotations

import random

from onrecord import build
from tests.conftest import MakeArchive
from tests.quality.samples import Join, drawn, figures, joins, merges, told

SAID = "“The bridge will open again when the last rivet is where it belongs,”"


def article(outlet: str, day: str, paragraph: str) -> str:
    """A saved article on the bridge."""
    head = f"---\ntitle: Bridge of Marl shut\noutlet: {outlet}\ndate: {day}\n---\n"
    return f"{head}\nThe bridge of Marl is shut.\n\n{paragraph}\n"


ARTICLES = {
    "one.txt": article("County Line", "2031-02-03", f"{SAID} said Mayor Robert Ferris of Marl."),
    "two.txt": article("Harbour Radio", "2031-02-03", f"{SAID} said Mayor Bob Ferris of Marl."),
    "three.txt": article("The Gull", "2031-02-04", "“It is only a bridge,” said Mae Ito, a baker."),
}


def test_what_is_drawn_was_joined(make_archive: MakeArchive) -> None:
    """A merge is a name told by another, a join two articles' renderings; both are told with their evidence."""
    archive = build.check(make_archive(ARTICLES), jobs=1).archive
    (merge,) = merges(archive, random.Random(1))
    assert {merge.form, archive.speakers[merge.speaker].name} == {"Robert Ferris", "Bob Ferris"}
    (join,) = joins(archive, random.Random(1))
    assert {archive.renderings[one].article for one in (join.fullest, join.other)} == {"one", "two"}
    assert "The bridge will open again" in "\n".join(told(archive, join))
    assert "Mayor" in "\n".join(told(archive, merge))
    assert "statements 2, in more than one article 1" in list(figures(archive))


def test_a_seed_draws_the_same() -> None:
    """The same seed draws the same items, and no more than there are."""
    population = [Join(str(number), "a", "b") for number in range(30)]
    one, other = (drawn(population, 10, random.Random("joins 4")) for _ in range(2))
    assert one == other
    assert len(set(one)) == 10
    assert len(drawn(population, 100, random.Random(1))) == 30
