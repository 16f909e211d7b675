"""Two people of one name, kept apart by what articles say of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import link
from onrecord.model import Archive, Authority, Record, SpeakerEntry
from tests.link.making import linked, record


def _said(
    number: int,
    role: str | None,
    *,
    name: str = "Ada Lane",
    date: str = "2025-05-01",
    company: str | None = None,
    outlet: str = "The Lamp",
    behind: str = "",
) -> Record:
    """An article of its own in which somebody says something, in a role, beside somebody else."""
    people = {name: [role] if role else []} | ({company: []} if company else {})
    text = f"{name}{behind} “Sentence number {number} has its own words.”"
    return record(
        f"{number}.txt",
        text,
        name,
        people=people if not behind else {},
        behind={name: behind} if behind else None,
        outlet=outlet,
        date=date,
        headline=f"Number {number}",
    )


def _people(archive: Archive) -> list[set[str]]:
    """The articles of each speaker."""
    return sorted(
        ({archive.renderings[i].article for i in s.renderings} for s in archive.speakers.values()), key=sorted
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ohio Gov.", "Utah Gov."),
        ("Brackwater Mayor", "Tinsley Mayor"),
        ("Texas Sen.", "Boston quarterback"),
        ("Chicago sheriff", "Houston guitarist"),
    ],
)
def test_offices_of_two_places_are_two_people(one: str, other: str) -> None:
    """Two holders of one office in two places are two people, as are two walks of life in two places."""
    archive = linked(_said(1, one), _said(2, one), _said(3, other))
    assert _people(archive) == [{"1", "2"}, {"3"}]
    assert set(archive.speakers) == {"ada-lane", "ada-lane-2"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ohio Gov.", "Ohio Governor"),
        ("Ohio Gov.", "candidate"),
        ("Ohio Gov.", "Utah lawyer"),
        ("Ohio Gov.", "guitarist"),
        ("columnist", "Princeton economist"),
        ("Ohio Gov.", None),
    ],
)
def test_new_roles_are_no_new_people(one: str, other: str | None) -> None:
    """What one person may well be besides, or later, parts nobody."""
    assert len(linked(_said(1, one), _said(2, other, date="2024-08-01")).speakers) == 1


def test_years_add_to_what_tells_people_apart() -> None:
    """A governor and a guitarist are one for all that is known in one spring, but not with ten years between."""
    governor = _said(1, "Ohio Gov.")
    assert len(linked(governor, _said(2, "guitarist")).speakers) == 1
    assert len(linked(governor, _said(2, "guitarist", date="2015-05-01")).speakers) == 2


@pytest.mark.parametrize(
    ("behind", "people"),
    [
        (", pastor of Hillside Church in the valley, said:", 2),
        (", a former pastor of Hillside Church, said:", 1),
        (", a pastor, said:", 1),
        (", professor of law at Tarn University, said:", 1),
    ],
)
def test_a_post_elsewhere_at_the_same_time_is_another_person(behind: str, people: int) -> None:
    """Who sits in congress this spring heads no church of a valley; but may once have, and may teach."""
    sitting, elsewhere = _said(1, "Rep."), _said(2, None, behind=behind, date="2025-05-20")
    assert len(linked(sitting, elsewhere).speakers) == people


def test_company_makes_one_of_them() -> None:
    """Somebody whom few name beside them shows that two articles mean one person after all."""
    apart = _said(1, "Ohio Gov.", company="Olga Reyes"), _said(2, "Utah Gov.", company="Pia Novak")
    beside = _said(1, "Ohio Gov.", company="Olga Reyes"), _said(2, "Utah Gov.", company="Olga Reyes")
    assert (len(linked(*apart).speakers), len(linked(*beside).speakers)) == (2, 1)


def test_what_stands_behind_the_name_counts() -> None:
    """The home in brackets and the apposition tell as a role in front does."""
    archive = linked(
        _said(1, None, behind=", the mayor of Brackwater in Ohio, said:"),
        _said(2, None, behind=", the mayor of Tinsley in Utah, said:"),
    )
    assert len(archive.speakers) == 2


def test_who_is_famous_is_one() -> None:
    """Of somebody named in many articles some say anything: one odd role makes no other person."""
    many = [_said(number, "Ohio Gov.") for number in range(1, 15)]
    assert len(linked(*many, _said(20, "Utah Gov.")).speakers) == 1


def test_the_editor_makes_them_one() -> None:
    """A name that the editor gives to somebody is theirs wherever it stands."""
    records = _said(1, "Ohio Gov."), _said(2, "Utah Gov.")
    assert len(linked(*records, authority=Authority(speakers=(SpeakerEntry("Ada Lane"),))).speakers) == 1


def test_namesakes_keep_their_ids() -> None:
    """Each of two people of one name keeps the id, whatever is added; one that turns out to be the other redirects."""
    ohio, utah = _said(1, "Ohio Gov."), _said(2, "Utah Gov.")
    first = linked(ohio, _said(3, "Ohio Gov."), utah)
    again = link([ohio, _said(3, "Ohio Gov."), utah], Authority(), first.registry)
    assert again == first
    more = [ohio, utah, _said(3, "Ohio Gov."), _said(4, "Utah Gov."), _said(5, "Utah Gov."), _said(6, "Utah Gov.")]
    second = link(more, Authority(), first.registry)
    assert set(second.speakers) == {"ada-lane", "ada-lane-2"}
    one = link(more, Authority(speakers=(SpeakerEntry("Ada Lane"),)), first.registry)
    moved = {line.id: line.moved_to for line in one.registry if line.kind == "speaker"}
    assert (set(one.speakers), moved["ada-lane-2"]) == ({"ada-lane"}, "ada-lane")


_ROLES = st.sampled_from(["Ohio Gov.", "Utah Gov.", "guitarist", "Tinsley Mayor", None, "Mr.", "Mrs."])
_DATES = st.sampled_from(["2015-05-01", "2025-05-01", "2025-05-09"])
_NAMES = st.sampled_from(["Ada Lane", "Ada B. Lane", "Adda Lane", "Lane", "Ben Lane"])
_BESIDE = st.sampled_from([None, "Olga Reyes", "Pia Novak"])


@settings(max_examples=60)
@given(st.lists(st.tuples(_ROLES, _NAMES, _DATES, _BESIDE), max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_is_no_matter(
    told: list[tuple[str | None, str, str, str | None]], chance: random.Random
) -> None:
    """Whoever is one, two or unresolved is so in whatever order the articles are read, and each word is somebody's."""
    records = [
        _said(n, role, name=name, date=date, company=beside) for n, (role, name, date, beside) in enumerate(told)
    ]
    archive = linked(*records)
    shuffled = list(records)
    chance.shuffle(shuffled)
    assert linked(*shuffled) == archive
    assert all(rendering.speakers for rendering in archive.renderings.values())
    for speaker in archive.speakers.values():
        articles = {archive.renderings[i].article for i in speaker.renderings}
        assert articles <= {article for naming in speaker.names for article in naming.articles}
        assert not (speaker.unresolved and speaker.id in speaker.candidates)
