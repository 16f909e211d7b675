"""One identity for each person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.link import link
from onrecord.model import Authority, Role, SpeakerEntry
from tests.link.making import linked, record, spoken


def _names(*forms: str) -> list[str]:
    """The speakers' names when each form is credited in an article of its own."""
    records = [record(f"{n}.txt", f"“Sentence number {n} is short.”", form) for n, form in enumerate(forms)]
    return sorted(speaker.name for speaker in linked(*records).speakers.values())


@pytest.mark.parametrize(
    ("forms", "names"),
    [
        (["Una O’Hara", "Una O'Hara"], 1),
        (["Ada Lane", "Ada B. Lane", "Ada Beth Lane"], 1),
        (["Bernie Holt", "Bernard Holt"], 1),
        (["Debbie Cole Lane", "Debbie Cole-Lane"], 1),
        (["Ada Lane", "Eva Lane"], 2),
        (["Max Berg Jr.", "Max Berg Sr."], 2),
        (["Ada B. Lane", "Ada C. Lane"], 2),
        (["Ada B. Lane", "Ada C. Lane", "Ada Lane"], 3),
        (["Rob Holt", "Bob Holt"], 2),
        (["Bill Holt", "William Holt", "Wilma Holt"], 2),
        (["Al Holt", "Alan Holt", "Albert Holt"], 3),
        (["Joe Holt", "Joe Holt", "Joseph R. Holt", "Joseph R. Holt Jr."], 1),
        (["Committee for Rain", "Committee for Sun"], 2),
        (["The Rain Council", "Rain Council"], 1),
    ],
)
def test_who_is_one(forms: list[str], names: int) -> None:
    """Spellings and short forms of a name are one person; other first names, middles and suffixes are others."""
    assert len(_names(*forms)) == names


@given(st.lists(st.sampled_from(["Ada", "Eva", "Max", "Ivan", "Olga"]), min_size=2, max_size=5, unique=True))
def test_first_names_never_merge(firsts: list[str]) -> None:
    """People of one surname with different first names stay apart."""
    assert _names(*(f"{first} Lane" for first in firsts)) == sorted(f"{first} Lane" for first in firsts)


def test_suffix_may_be_left_out_where_it_is_the_rule() -> None:
    """A man mostly called junior is meant without it too, unless father and son stand in one article."""
    assert _names("Max Berg Jr.", "Max Berg Jr.", "Max Berg") == ["Max Berg Jr."]
    both = record("both.txt", "“One.” “Two.”", ["Max Berg Jr.", "Max Berg"])
    assert len(linked(both, record("a.txt", "“Three.”", "Max Berg Jr.")).speakers) == 2


@pytest.mark.parametrize(("role", "people"), [("Senator", 1), ("baker", 2), (None, 1)])
def test_roles_tell_people_of_like_names_apart(role: str | None, people: int) -> None:
    """A short form is no other person's whose roles are quite different; "Sen." and "Senator" are one role."""
    archive = linked(
        record("a.txt", "“One.”", "Bernie Holt", people={"Bernie Holt": ["Marl Valley Sen."]}),
        record("b.txt", "“Two.”", "Bernard Holt", people={"Bernard Holt": [role] if role else []}),
    )
    assert len(archive.speakers) == people


@pytest.mark.parametrize(
    ("one", "other"),
    [("Bernie Holt", "Bernard S. Holt"), ("Max Holt", "Max Emil Holt")],
)
@pytest.mark.parametrize(
    ("roles", "others", "people"),
    [
        ((), ["Eva Holt", "Olga Holt", "Ivan Holt"], 2),
        (("senator",), ["Eva Holt", "Olga Holt", "Ivan Holt"], 1),
        ((), [], 1),
    ],
)
def test_names_that_differ_in_more_than_usual_need_evidence(
    one: str, other: str, roles: tuple[str, ...], others: list[str], people: int
) -> None:
    """Nickname and initial both differ, or a middle name stands there in full: then many of the surname are several."""
    archive = linked(
        record("a.txt", "“One.”", one, people={one: roles}),
        record("b.txt", "“Two.”", other, people={other: roles}),
        record("c.txt", "No words.", people=others),
    )
    assert len(archive.speakers) == people


def test_a_surname_is_the_person_the_article_names() -> None:
    """A bare surname joins the one person of the article with that surname, also when nobody quotes the full name."""
    archive = linked(record("a.txt", "“We will dig.”", "Lane", people=["Ada Lane", "Eva Holt"]))
    assert spoken(archive) == {"We will dig.": "Ada Lane"}
    assert next(iter(archive.speakers.values())).aliases == ("Lane",)


def test_a_surname_of_two_people_stays_by_itself() -> None:
    """Where an article names two people of a surname, the bare surname is neither."""
    archive = linked(record("a.txt", "“We will dig.”", "Lane", people=["Ada Lane", "Bill Lane"]))
    assert spoken(archive) == {"We will dig.": "Lane"}


@pytest.mark.parametrize(
    ("role", "speaker"), [("President", "Max Lane"), ("Mr.", "Max Lane"), ("Mrs.", "Ada Lane"), (None, "Ada Lane")]
)
def test_a_surname_is_not_the_one_whom_role_or_address_rule_out(role: str | None, speaker: str) -> None:
    """President Lane is not the Ada Lane whom the article names beside him, nor is Mr. Lane."""
    known = record(
        "a.txt", "“One.”", "Max Lane", people={"Max Lane": ["President", "Mr."]}, outlet="Bugle", date="2025-05-01"
    )
    here = record(
        "b.txt",
        "“Not today.”",
        "Lane",
        people={"Ada Lane": ["Mrs."], "Lane": [role] if role else []},
        outlet="Bugle",
        date="2025-05-02",
    )
    assert spoken(linked(known, here))["Not today."] == speaker


def test_a_double_surname_is_no_first_name() -> None:
    """Half a double surname in front does not make another person."""
    archive = linked(record("a.txt", "“We dig.” “And dig.”", ["Ada Cole Lane", "Cole Lane"]))
    assert set(spoken(archive).values()) == {"Ada Cole Lane"}


def test_a_surname_across_the_archive_needs_evidence() -> None:
    """A bare surname joins a person of another article only with evidence: a role, or the words."""
    full = record(
        "a.txt", "“We will dig until the well is deep enough for all.”", "Ada Lane", people={"Ada Lane": ["Mayor"]}
    )
    alone = record("b.txt", "“Not today.”", "Lane")
    assert spoken(linked(full, alone))["Not today."] == "Lane"
    with_role = record("b.txt", "“Not today.”", "Lane", people={"Lane": ["Mayor"]})
    assert spoken(linked(full, with_role))["Not today."] == "Ada Lane"
    same_words = record("b.txt", "“We will dig until the well is deep enough for all.” “Not today.”", "Lane")
    assert spoken(linked(full, same_words))["Not today."] == "Ada Lane"


def test_a_surname_means_whom_the_outlet_means_by_it() -> None:
    """An outlet that names one Lane all the time means her by the bare name, in those weeks."""
    often = [
        record(f"{n}.txt", f"“Sentence {n}.”", "Ada Lane", outlet="The Bugle", date=f"2025-05-0{n}")
        for n in range(1, 8)
    ]
    once = record("x.txt", "“Sentence nine.”", "Bill Lane", outlet="The Bugle", date="2025-05-04")
    bare = record("y.txt", "“Not today.”", "Lane", outlet="The Bugle", date="2025-05-05")
    late = record("z.txt", "“Nor tomorrow.”", "Lane", outlet="The Bugle", date="2025-09-05")
    found = spoken(linked(*often, once, bare, late))
    assert (found["Not today."], found["Nor tomorrow."]) == ("Ada Lane", "Lane")


def test_the_editor_wins() -> None:
    """Names of one entry are one person with the entry's name, party and number; other entries stay apart."""
    editor = Authority(
        speakers=(
            SpeakerEntry("Ada Lane", aliases=("Ada Holt",), roles=("mayor",), party="Rain", wikidata="Q1"),
            SpeakerEntry("Adelaide B. Lane", not_same_as=("Ada Lane",)),
        )
    )
    archive = linked(
        record("a.txt", "“One.” “Two.” “Three.”", ["Ada Lane", "Ada Holt", "Adelaide B. Lane"]), authority=editor
    )
    assert sorted(s.name for s in archive.speakers.values()) == ["Ada Lane", "Adelaide B. Lane"]
    ada = archive.speakers["ada-lane"]
    assert (ada.aliases, ada.party, ada.wikidata, ada.roles) == (("Ada Holt",), "Rain", "Q1", (Role("mayor", ()),))


def test_not_the_same_person() -> None:
    """The editor's word keeps apart what would have been one."""
    records = [record("a.txt", "“One.”", "Bernie Holt"), record("b.txt", "“Two.”", "Bernard Holt")]
    editor = Authority(speakers=(SpeakerEntry("Bernie Holt", not_same_as=("Bernard Holt",)),))
    assert len(linked(*records).speakers) == 1
    assert len(linked(*records, authority=editor).speakers) == 2


def test_an_alias_of_one_word_yields_to_the_article() -> None:
    """An editor's surname alias means that person, but not in an article that names another of the surname."""
    editor = Authority(speakers=(SpeakerEntry("Ada Lane", aliases=("Lane",)),))
    archive = linked(
        record("a.txt", "“One.”", "Lane"),
        record("b.txt", "“Two.”", "Lane", people=["Bill Lane"]),
        authority=editor,
    )
    assert spoken(archive) == {"One.": "Ada Lane", "Two.": "Bill Lane"}


def test_shown_name_aliases_and_roles() -> None:
    """The form most used is shown; aliases and roles say how articles put it, the more frequent first."""
    archive = linked(
        record("a.txt", "“One.”", "Ada B. Lane", people={"Ada B. Lane": ["Sen.", "physician"]}),
        record("b.txt", "“Two.”", "Ada Lane", people={"Ada Lane": ["Sen."]}),
        record("c.txt", "“Three.”", "Ada Lane"),
    )
    (ada,) = archive.speakers.values()
    assert (ada.id, ada.name, ada.aliases) == ("ada-lane", "Ada Lane", ("Ada B. Lane",))
    assert ada.roles == (Role("Sen.", ("a", "b")), Role("physician", ("a",)))


@pytest.mark.parametrize("said", ["Mr.", "rival", "then", "Former", "Sens.", "Members of the"])
def test_what_is_no_role_is_not_shown(said: str) -> None:
    """An address, a word of time, a title of several people and a role cut short say nothing of a person."""
    saying = record("a.txt", "“The wall is dry.”", "Ada Lane", people={"Ada Lane": [said]})
    assert linked(saying).speakers["ada-lane"].roles == ()


def test_only_people_with_words_are_speakers() -> None:
    """Somebody who is only mentioned is no speaker."""
    assert not linked(record("a.txt", "No words.", people=["Ada Lane"])).speakers


def test_a_speaker_keeps_the_id() -> None:
    """The id stays when a longer form becomes the usual one; a merge by the editor leads to the name that was given."""
    first = linked(record("a.txt", "“One.”", "Bernie Holt"), record("b.txt", "“Two.”", "Lea Moss"))
    more = [
        record("a.txt", "“One.”", "Bernie Holt"),
        record("b.txt", "“Two.”", "Lea Moss"),
        record("c.txt", "“Three.”", "Bernard Holt"),
        record("d.txt", "“Four.”", "Bernard Holt"),
    ]
    second = link(more, Authority(), first.registry)
    assert second.speakers["bernie-holt"].name == "Bernard Holt"
    editor = Authority(speakers=(SpeakerEntry("Lea Moss", aliases=("Bernie Holt",)),))
    third = link(more, editor, second.registry)
    moved = {line.id: line.moved_to for line in third.registry if line.kind == "speaker"}
    assert moved == {"bernie-holt": "lea-moss", "lea-moss": None}
    fourth = link(more, Authority(), third.registry)
    assert set(fourth.speakers) == {"bernie-holt", "lea-moss"}
