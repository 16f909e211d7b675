"""Which names are near enough to be listed as perhaps one person's."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.model import Authority, SpeakerEntry
from onrecord.review import Desk, findings
from onrecord.review.desk import Paper, Person, Said
from onrecord.text import fold, slug


def desk(*people: tuple[str, str], entries: tuple[SpeakerEntry, ...] = ()) -> Desk:
    """A desk with people, each with a role, quoted once each in an article of their own."""
    ids = [slug(name) for name, _ in people]
    return Desk(
        papers={
            id_: Paper(id_, f"{id_}.txt", "Headline", "County Line", "2031-02-03", None, None, "", ()) for id_ in ids
        },
        said={
            id_: Said(id_, id_, "Words.", None, "direct", (id_,), "certain", "after", None, None, False, "", 0, 6)
            for id_ in ids
        },
        people={
            id_: Person(id_, name, (), {role: frozenset([id_])} if role else {}, (id_,), "")
            for id_, (name, role) in zip(ids, people, strict=True)
        },
        statements={},
        disputed=frozenset(),
        authority=Authority(speakers=entries),
        folder=Path("authority"),
        today="2031-03-01",
        entries={fold(entry.name): {"name": entry.name} for entry in entries},
    )


def listed(found: Desk) -> list[str]:
    """The titles of the pairs that are listed."""
    return [one.title for one in findings(found, ["speakers"])]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Kirsten Brandt", "Kristen Brandt", "the first names differ by a letter"),
        ("Marta Brandt", "Marta Brandtt", "the last names differ by a letter"),
        ("Robert Moss", "Bob Moss", "one first name may be short for the other"),
        ("Ada B. Moss", "Ada C. Moss", "the names differ in a middle name"),
        ("Ada Moss", "Ada Moss Pell", "one has a further last name"),
        ("Ada Moss", "Bram Moss", None),
        ("Ada Moss", "Ada Pell", None),
        ("Ann Moss", "Jan Moss", None),
    ],
)
def test_near_names_of_one_role_are_listed(one: str, other: str, alike: str | None) -> None:
    """Names that differ by a slip, a nickname, a middle name or a further last name; others are not listed."""
    found = findings(desk((one, "mayor of Marl"), (other, "mayor of Marl")), ["speakers"])
    assert [finding.why[0] for finding in found] == ([f"for: {alike}"] if alike else [])


def test_other_roles_speak_against() -> None:
    """Who differs in a middle name and in the role is two people."""
    assert listed(desk(("Ada B. Moss", "mayor"), ("Ada C. Moss", "mayor")))
    assert not listed(desk(("Ada B. Moss", "mayor"), ("Ada C. Moss", "beekeeper")))


@pytest.mark.parametrize(
    "entries",
    [
        (SpeakerEntry("Robert Moss", not_same_as=("Bob Moss",)),),
        (SpeakerEntry("Robert Moss", aliases=("Bob Moss",)),),
        (SpeakerEntry("Robert Moss"), SpeakerEntry("Bob Moss")),
    ],
)
def test_what_the_editor_decided_is_not_listed(entries: tuple[SpeakerEntry, ...]) -> None:
    """Two names that an entry keeps apart or joins, or that have an entry each, are decided."""
    people = (("Robert Moss", "mayor"), ("Bob Moss", "mayor"))
    assert listed(desk(*people))
    assert not listed(desk(*people, entries=entries))


def test_common_surnames_cost_no_more() -> None:
    """Where a surname is everybody's, only slips of whole names are compared; the order of the people is no matter."""
    letters = "bcdfghjkl"
    many = [(f"{one * 4}{other * 4} Moss".title(), "") for one in letters for other in letters]
    people = (*many, ("Bartholomew Moss", "mayor"), ("Bartolomew Moss", "mayor"))
    assert listed(desk(*people)) == listed(desk(*reversed(people)))
    assert len(listed(desk(*people))) == 1
