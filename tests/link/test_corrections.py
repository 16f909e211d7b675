"""The editor's word on single quotations."""

from __future__ import annotations

import pytest

from onrecord.model import Authority, Correction, Problem
from tests.link.making import linked, record, spoken

ARTICLE = record(
    "a.txt", "“The choir needs tenors,” she said. “And heat.”", "Ada Lane", people=["Ada Lane", "Max Berg"]
)


def _id(words: str) -> str:
    archive = linked(ARTICLE)
    return next(id_ for id_, rendering in archive.renderings.items() if archive.words(rendering) == words)


def _problems(*corrections: Correction) -> tuple[Problem, ...]:
    return linked(ARTICLE, authority=Authority(corrections=corrections)).problems


def test_reattribute() -> None:
    """A quotation goes to the speaker the editor names, keeps its id, and carries the correction."""
    word = Correction(_id("And heat."), "heat", "reattribute", ("Max Berg",), why="He said so.")
    archive = linked(ARTICLE, authority=Authority(corrections=(word,)))
    assert spoken(archive) == {"The choir needs tenors,": "Ada Lane", "And heat.": "Max Berg"}
    assert archive.renderings[word.quotation].corrections == (word,)
    assert archive.has_page(archive.statements[word.quotation])
    assert not archive.problems


def test_reattribute_to_nobody() -> None:
    """The editor may say that nobody is named."""
    word = Correction(_id("And heat."), "And heat", "reattribute")
    assert spoken(linked(ARTICLE, authority=Authority(corrections=(word,))))["And heat."] is None


def test_reject() -> None:
    """A rejected quotation is none; the ids of others stay."""
    word = Correction(_id("And heat."), "And heat.", "reject")
    archive = linked(ARTICLE, authority=Authority(corrections=(word,)))
    assert set(archive.renderings) == {_id("The choir needs tenors,")}
    assert archive.entries["a"].renderings == (_id("The choir needs tenors,"),)


@pytest.mark.parametrize(
    ("id_", "quote", "message", "hint"),
    [
        ("nosuchid00", "The choir needs baritones", "no quotation has the id 'nosuchid00'.", "The choir needs tenors"),
        ("nosuchid00", "Goats on the runway", "no quotation has the id", "Remove the correction"),
        (None, "The choir needs tenors", "has other words: “And heat.”.", "The choir needs tenors"),
        (None, "", "has other words", "Remove the correction"),
    ],
)
def test_a_correction_that_matches_nothing(id_: str | None, quote: str, message: str, hint: str) -> None:
    """It changes nothing, and a warning says where it stands, what is wrong and which quotation is nearest."""
    word = Correction(id_ or _id("And heat."), quote, "reject", where="corrections.yml:7")
    (problem,) = _problems(word)
    assert (problem.uri, problem.level) == ("corrections.yml:7", "warning")
    assert message in problem.message
    assert hint in problem.hint


def test_two_corrections_of_one_quotation() -> None:
    """The first one holds, and the second is reported."""
    first = Correction(_id("And heat."), "heat", "reattribute", ("Max Berg",), where="corrections.yml:1")
    second = Correction(_id("And heat."), "heat", "reject", where="corrections.yml:9")
    archive = linked(ARTICLE, authority=Authority(corrections=(first, second)))
    assert spoken(archive)["And heat."] == "Max Berg"
    assert [problem.uri for problem in archive.problems] == ["corrections.yml:9"]
    assert "corrections.yml:1" in archive.problems[0].message
