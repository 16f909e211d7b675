"""`onrecord extract` prints one line for each article, and loses none."""

import json
from pathlib import Path
from typing import Any

from tests.cli.conftest import FERRY, LETTER, RunCommand

KEYS = {
    "source", "id", "headline", "deck", "outlet", "date", "authors", "captions", "text", "quotes", "people", "dropped",
    "problems", "headline_source", "outlet_source", "date_source",
}  # fmt: skip
QUOTE_KEYS = {"start", "end", "text", "speaker", "speakers", "mention", "cue", "kind", "verbatim", "rule", "confidence"}


def lines(printed: str) -> list[dict[str, Any]]:
    """The objects that were printed, one a line."""
    return [json.loads(line) for line in printed.splitlines()]


def test_a_line_holds_what_the_article_says(run: RunCommand, tmp_path: Path) -> None:
    """Every key of the format is there; offsets point at the words of quotations in the line's own text."""
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    ran = run("extract", tmp_path / "ferry.txt", "--format", "jsonl")
    assert (ran.status, ran.err) == (0, "")
    (line,) = lines(ran.out)
    assert set(line) == KEYS
    assert (line["source"], line["id"], line["headline"]) == ("ferry.txt", "ferry", "Ferry vote put off")
    assert (line["outlet"], line["date"], line["date_source"]) == ("The Tern Bay Gull", "2031-02-03", "given")
    assert [set(quote) for quote in line["quotes"]] == [QUOTE_KEYS] * 3
    for quote in line["quotes"]:
        assert line["text"][quote["start"] : quote["end"]] == quote["text"]
    assert [quote["speaker"] for quote in line["quotes"]] == ["Ada Lane", "Ada Lane", "Bram Odell"]
    assert line["quotes"][0]["cue"] in line["text"]
    assert "Ada Lane" in [person["name"] for person in line["people"]]


def test_folders_are_read_whole_and_in_order(run: RunCommand, tmp_path: Path) -> None:
    """A folder gives a line for each article in it, in the order of their names, whatever the number of processes."""
    for number in range(40):
        (tmp_path / f"a{number:02}.txt").write_text(FERRY if number % 2 else LETTER, encoding="utf-8")
    one = run("extract", tmp_path, "--jobs", "1")
    assert [line["source"] for line in lines(one.out)] == [f"a{number:02}.txt" for number in range(40)]
    assert run("extract", tmp_path, "--jobs", "2").out == one.out


def test_what_gives_no_article_is_told_and_printed(run: RunCommand, tmp_path: Path) -> None:
    """An empty file is a warning on stderr and a line that says why; a picture is a note; the others come out whole."""
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (tmp_path / "pier.jpg").write_bytes(b"\xff\xd8")
    ran = run("extract", tmp_path)
    assert ran.status == 0
    assert "warning: empty.txt: " in ran.err
    assert "note: pier.jpg: " in ran.err
    empty, ferry = lines(ran.out)
    assert (empty["source"], empty["text"], empty["quotes"]) == ("empty.txt", "", [])
    assert empty["problems"][0]["level"] == "warning"
    assert len(ferry["quotes"]) == 3


def test_short_articles_can_be_left_out(run: RunCommand, tmp_path: Path) -> None:
    """--min-words says how many words make an article; shorter ones become problems."""
    (tmp_path / "short.txt").write_text("The ferry is late.", encoding="utf-8")
    assert lines(run("extract", tmp_path).out)[0]["text"] == "The ferry is late."
    ran = run("extract", tmp_path, "--min-words", "50")
    assert "warning: short.txt: " in ran.err
    assert lines(ran.out)[0]["text"] == ""


def test_outlets_can_be_told(run: RunCommand, tmp_path: Path) -> None:
    """With --authority, an outlet's own lines are no text, as in a build; a mistake in the file is told."""
    (tmp_path / "ferry.txt").write_text(FERRY + "\n\nGulls know first: write to us\n", encoding="utf-8")
    (tmp_path / "authority").mkdir()
    outlets = tmp_path / "authority" / "outlets.yml"
    outlets.write_text('- name: The Tern Bay Gull\n  house_lines: ["Gulls know first: write to us"]\n')
    without = run("extract", tmp_path / "ferry.txt")
    told = run("extract", tmp_path / "ferry.txt", "--authority", tmp_path / "authority")
    assert "Gulls know first" in lines(without.out)[0]["text"]
    assert "Gulls know first" not in lines(told.out)[0]["text"]
    assert "Gulls know first: write to us" in [dropped["text"] for dropped in lines(told.out)[0]["dropped"]]
    outlets.write_text("- nmae: The Tern Bay Gull\n")
    wrong = run("extract", tmp_path / "ferry.txt", "-a", tmp_path / "authority")
    assert (wrong.status, wrong.out) == (2, "")
    assert "outlets.yml:1" in wrong.err


def test_a_path_that_is_not_there_is_a_mistake(run: RunCommand, tmp_path: Path) -> None:
    """A path that does not exist is refused before anything is read."""
    ran = run("extract", tmp_path / "nothing.txt")
    assert (ran.status, ran.out) == (2, "")
