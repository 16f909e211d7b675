"""What the editor's files name and the archive does not have."""

from __future__ import annotations

import pytest

from onrecord.link import references
from onrecord.model import Alias, Authority, OutletEntry, SpeakerEntry
from tests.link.making import linked, record

FERRY = record("ferry.txt", "“Nobody pays,” she said.", "Ada Lane", outlet="The Lamp", date="2025-03-04")


@pytest.mark.parametrize(
    ("alias", "said", "hint"),
    [
        (Alias("Lane", article="fery"), "no article has the id or the file name 'fery'", "'ferry'"),
        (Alias("Lane", outlet="The Lmap"), "no outlet is called 'The Lmap'", "'The Lamp'"),
    ],
)
@pytest.mark.parametrize("key", ["scoped", "split"])
def test_a_scope_of_nothing_is_reported(key: str, alias: Alias, said: str, hint: str) -> None:
    """An article or an outlet that is not there is named, with file and line, and with what may be meant."""
    entry = SpeakerEntry("Ada Lane", where="speakers.yml:4", **{key: (alias,)})  # type: ignore[arg-type]  # by name
    problems = linked(FERRY, authority=Authority(speakers=(entry,))).problems
    assert [(problem.uri, problem.level) for problem in problems] == [("speakers.yml:4", "warning")]
    assert said in problems[0].message and hint in problems[0].hint


@pytest.mark.parametrize("alias", [Alias("Lane", article="ferry.txt"), Alias("Lane", outlet="Lamp"), Alias("L", "Lmp")])
def test_what_is_there_is_not_reported(alias: Alias) -> None:
    """An article may be named by its file, an outlet by any of its names."""
    authority = Authority(
        speakers=(SpeakerEntry("Ada Lane", scoped=(alias,)),), outlets=(OutletEntry("The Lamp", aliases=("Lmp",)),)
    )
    assert not linked(FERRY, authority=authority).problems


def test_an_article_may_be_told_by_its_file() -> None:
    """The scope of an alias then holds for the article of that file, under its id in the archive."""
    entry = SpeakerEntry("Ada Lane", scoped=(Alias("Lane", article="ferry.txt"), Alias("Ada")))
    (placed,) = references.placed([FERRY], [entry])
    assert placed.scoped == (Alias("Lane", article="ferry"), Alias("Ada"))


def test_a_merge_of_nobody_is_reported() -> None:
    """A merge names a speaker by id or name, or anybody whom an article names; anything else is said to be nobody."""
    entry = SpeakerEntry("Ada Lane", merge=("ada-lane", "Ada Lane", "Ada Lain"), where="speakers.yml:1")
    (problem,) = linked(FERRY, authority=Authority(speakers=(entry,))).problems
    assert (problem.uri, problem.level) == ("speakers.yml:1", "warning")
    assert "'Ada Lain'" in problem.message and "'Ada Lane'" in problem.hint
