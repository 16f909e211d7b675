"""The four real articles that the issue names are right to the letter. They are no part of the repository."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any, cast

import pytest

pytestmark = pytest.mark.shared

A, B, C, D = "000-aa903cba1a543765", "001-a07e0d0364ca712e", "002-5849c666dfab0dbc", "003-63c898829caa6773"
Rows = list[dict[str, Any]]


@pytest.fixture(scope="module")
def data(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """The data files of an archive made with `onrecord new`, the four articles put in, and `mkdocs build --strict`."""
    root = tmp_path_factory.mktemp("seeds") / "archive"
    run = [sys.executable, "-m"]
    subprocess.run([*run, "onrecord", "--quiet", "new", str(root)], check=True)
    for path in (shared / "seeds").glob("*.txt"):
        shutil.copy(path, root / "articles")
    built = subprocess.run([*run, "mkdocs", "build", "--strict"], cwd=root, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    assert (root / "site" / "articles" / A / "index.html").is_file()
    return {path.stem: _rows(path) for path in (root / "docs" / "data").glob("*.jsonl")}


def _rows(path: Path) -> Rows:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _speakers(data: dict[str, Rows], article: str) -> Counter[str | None]:
    names = {row["id"]: row["name"] for row in data["speakers"]}
    return Counter(names.get(row["speaker"]) for row in _in_marks(data) if row["article"] == article)


def _in_marks(data: dict[str, Rows]) -> Rows:
    """The direct and partial quotations."""
    return [row for row in data["quotations"] if row["kind"] != "indirect"]


def test_every_quotation_is_found_and_no_other(data: dict[str, Rows]) -> None:
    """34 pairs of marks: 33 quotations of people named, and one official's who stays unnamed."""
    assert Counter(row["article"] for row in _in_marks(data)) == {A: 7, B: 7, C: 10, D: 10}


def test_indirect_quotations(data: dict[str, Rows]) -> None:
    """Who is reported without marks to have said something; papers and officials stay unnamed."""
    names = {row["id"]: row["name"].replace("’", "'") for row in data["speakers"]}
    indirect = [row for row in data["quotations"] if row["kind"] == "indirect"]
    reported = {(row["article"], names[row["speaker"]]) for row in indirect if row["speaker"]}
    assert reported == {
        (B, "Martin O'Malley"), (C, "Bernie Sanders"), (C, "Jeh Johnson"), (C, "Linda Sánchez"), (D, "Martin O'Malley"),
        (D, "Hillary Clinton"),
    }  # fmt: skip


def test_every_quotation_is_verbatim(shared: Path, data: dict[str, Rows]) -> None:
    """The words of each stand in the saved file as they are."""
    for row in data["quotations"]:
        assert row["text"] in (shared / "seeds" / row["source"]).read_text(encoding="utf-8")


def test_each_has_the_right_speaker_in_full(data: dict[str, Rows]) -> None:
    """Who said how much in which article; a spokesperson's words are the spokesperson's."""
    assert _speakers(data, A) == {"Bernie Sanders": 4, "Martin O’Malley": 2, None: 1}
    assert _speakers(data, B) == {
        "Bernie Sanders": 2, "Martin O’Malley": 2, "Xochitl Hinojosa": 2, "Claude Arnold": 1,
    }  # fmt: skip
    assert _speakers(data, C) == {"Bernie Sanders": 6, "Linda Sánchez": 2, "Jorge Silva": 2}
    assert _speakers(data, D) == {"Martin O’Malley": 6, "Bernie Sanders": 2, "Hillary Clinton": 2}


def test_nobody_else_is_a_speaker(data: dict[str, Rows]) -> None:
    """Eight people, each once, under their own names."""
    assert {row["name"].replace("’", "'") for row in data["speakers"]} == {
        "Bernie Sanders", "Martin O'Malley", "Hillary Clinton", "Xochitl Hinojosa", "Jorge Silva", "Linda Sánchez",
        "Claude Arnold", "Jeh Johnson",
    }  # fmt: skip


def _nth(data: dict[str, Rows], article: str, number: int) -> dict[str, Any]:
    """A quotation in marks by its place in its article, from 0: no words of the articles stand in this file."""
    found = sorted((row for row in _in_marks(data) if row["article"] == article), key=lambda row: row["start"])
    return found[number]


@pytest.mark.parametrize(
    "places",
    [{A: 0, B: 0, D: 6}, {A: 1, D: 7}, {A: 6, B: 1}, {A: 3, B: 3}],
    ids=["disturbed", "holiday", "not-cast-out", "mindless"],
)
def test_one_statement_in_several_outlets(data: dict[str, Rows], places: dict[str, int]) -> None:
    """The renderings of the same words, each cut its own way, share one statement."""
    found = {_nth(data, article, number)["statement"] for article, number in places.items()}
    assert len(found) == 1
    (statement,) = (row for row in data["statements"] if row["id"] in found)
    assert set(statement["articles"]) == set(places)
    assert not statement["disputed"]


def test_a_spokeswoman_and_her_principal_are_one_disputed_statement(data: dict[str, Rows]) -> None:
    """Two fragments of one sentence, credited to the principal, are of the passage that another outlet credits to her
    spokeswoman and that holds them both.
    """
    names = {row["id"]: row["name"] for row in data["speakers"]}
    (statement,) = (row for row in data["statements"] if row["disputed"])
    assert set(statement["articles"]) == {B, D}
    assert {names[speaker] for speaker in statement["speakers"]} == {"Xochitl Hinojosa", "Hillary Clinton"}
    of_outlet = {outlet: [r for r in statement["quotations"] if r in _ids(data, outlet)] for outlet in (B, D)}
    assert {outlet: len(found) for outlet, found in of_outlet.items()} == {B: 2, D: 2}


def _ids(data: dict[str, Rows], article: str) -> set[str]:
    return {row["id"] for row in _in_marks(data) if row["article"] == article}


def test_words_used_again_on_another_occasion_are_another_statement(data: dict[str, Rows]) -> None:
    """The phrase of a statement that comes back in a letter, weeks later, is linked but not merged."""
    assert _nth(data, A, 5)["statement"] != _nth(data, C, 1)["statement"]


def test_outlets_headline_and_dates(shared: Path, data: dict[str, Rows]) -> None:
    """Two outlets are told by the text alone, two are unknown; one headline is printed, the others are made."""
    articles = {row["id"]: row for row in data["articles"]}
    assert {key: row["outlet"] for key, row in articles.items() if row["outlet"]} == {B: "Fox News", D: "CBS News"}
    lines = (shared / "seeds" / articles[D]["source"]).read_text(encoding="utf-8").splitlines()
    assert articles[D]["title"] == lines[2]
    assert all(row["date"] is None for row in articles.values())


def test_topics_are_broad_and_narrow(data: dict[str, Rows]) -> None:
    """Each article is about immigration and something narrower."""
    for row in data["articles"]:
        topics = cast("list[str]", row["topics"])
        assert "immigration" in topics
        assert len(topics) > 1
