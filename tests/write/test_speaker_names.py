"""What a speaker's page and data tell of names: why each is theirs, and who may be meant where nobody knows."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from onrecord import reasons, write
from onrecord.model import NameReason, Naming, Role, Speaker
from onrecord.write import Site
from tests.write.county import county


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site."""
    return Site(tmp_path, tmp_path / "docs", "County", search="search.md")


def _written(site: Site, ada: Speaker) -> str:
    """The page of Ada Lane, as changed."""
    archive = county()
    write.write(replace(archive, speakers={**archive.speakers, "ada-lane": ada}), site, {})
    return (site.docs / "speakers" / "ada-lane.md").read_text(encoding="utf-8")


def test_every_reason_for_a_name_has_its_words() -> None:
    """Each reason reads as a clause, and says which name it goes by wherever it rests upon one."""
    assert set(reasons.NAMINGS) == set(get_args(NameReason))
    for reason in get_args(NameReason):
        said = reasons.naming(Naming("Lane", reason, ("a",), "Ada Lane"))
        assert said and "{" not in said
        assert ("“Ada Lane”" in said) is (reason not in ("own", "editor", "unresolved"))


def test_the_page_says_why_a_name_is_theirs(site: Site) -> None:
    """Each form that differs from the name shown has a line; markup in a name stays text."""
    ada = county().speakers["ada-lane"]
    forms = (
        Naming("Ada Lane", "own", ("bridge-opens-early",)),
        Naming("Adah *Lane*", "misspelt", ("bridge-opens-early", "no-toll-says-lane"), "Ada Lane"),
    )
    told = _written(site, replace(ada, names=forms))
    assert "- “Adah &#42;Lane&#42;”: one letter off “Ada Lane”, and nothing tells two people apart · 2 articles" in told
    assert "“Ada Lane”: the name" not in told
    assert "Why these names" not in _written(site, replace(ada, names=forms[:1]))


def test_the_page_of_a_surname_says_that_it_is_nobody_in_particular(site: Site) -> None:
    """It leads to who may be meant, and names those who have no page."""
    archive = county()
    other = next(id_ for id_ in archive.speakers if id_ != "ada-lane")
    lane = replace(
        archive.speakers["ada-lane"], name="Lane", unresolved=True, candidates=(other,), unheard=("Cy Lane",)
    )
    told = _written(site, lane)
    assert "**Unresolved.** Articles credit these words to “Lane” alone" in told
    assert f"Perhaps [{archive.speakers[other].name}](../speakers/{other}.md), Cy Lane." in told
    assert "Unresolved" not in _written(site, archive.speakers["ada-lane"])


def test_the_data_say_when_and_where_a_role_was_used(site: Site) -> None:
    """A line of speakers.jsonl has each role with its outlets and days, each name with its reason, and candidates."""
    role = Role("mayor", ("bridge-opens-early",), ("post",), "2031-05-04", "2031-05-05")
    ada = replace(
        county().speakers["ada-lane"],
        roles=(role,),
        names=(Naming("Lane", "article", ("bridge-opens-early",), "Ada Lane"),),
        unresolved=True,
        candidates=("ada-lane",),
    )
    _written(site, ada)
    lines = map(json.loads, (site.docs / "data" / "speakers.jsonl").read_text(encoding="utf-8").splitlines())
    line = next(line for line in lines if line["id"] == "ada-lane")
    used = {"role": "mayor", "outlets": ["post"], "first": "2031-05-04", "last": "2031-05-05"}
    assert line["roles_used"] == [used | {"articles": ["bridge-opens-early"]}]
    assert line["names"] == [
        {"form": "Lane", "reason": "article", "like": "Ada Lane", "articles": ["bridge-opens-early"]}
    ]
    assert (line["roles"], line["unresolved"], line["candidates"]) == (["mayor"], True, ["ada-lane"])
