"""`onrecord topics` lists the topics, proposes new ones and tries a query."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import RunCommand
from tests.conftest import MakeArchive

FILLER = (
    "The meeting in the hall was long, and the tea was cold before it was over.",
    "Somebody had left a ladder in the yard, and it was still there on the next day.",
    "The chairs were put away at nine, and the caretaker locked the door behind him.",
)

TOPICS = """
- id: harbour
  label: Harbour
  query: ferry OR pier
  iptc: medtop:20000337
- id: ferries
  label: Ferries
  query: ferry
  broader: harbour
"""


def article(outlet: str, day: str, title: str, *paragraphs: str) -> str:
    """A saved article, with some paragraphs about nothing."""
    body = "\n\n".join((*paragraphs, *FILLER))
    return f"---\ntitle: {title}\noutlet: {outlet}\ndate: {day}\n---\n\n{body}\n"


def bees(number: int, outlet: str, speaker: str) -> str:
    """An article about beekeepers."""
    return article(
        outlet,
        f"2031-05-{number:02}",
        f"Beekeepers count hives for the {number}th time",
        "The beekeepers of the valley have counted every hive, and the honey harvest is small.",
        f"“A hive without a queen bee is a box,” said {speaker}, of the beekeepers. “Never was the honey so thin.”",
    )


ARTICLES = {
    "ferry.txt": article(
        "The Tern Bay Gull",
        "2031-02-03",
        "Ferry vote put off",
        "The council put off its vote on the ferry until the slipway and the moorings are mended.",
        "“The ferry is a promise,” said Mayor Ada Lane. “The slipway and the moorings come first.”",
    ),
    "boats.txt": article(
        "Harbour Radio",
        "2031-02-04",
        "Skippers wait for the slipway",
        "The skippers wait until the slipway and the moorings are mended.",
        "“No slipway, no moorings, no boat,” said Bram Odell, a skipper.",
    ),
    "lamps.txt": article(
        "Harbour Radio",
        "2031-02-05",
        "Lamps on the causeway",
        "New lamps stand on the causeway.",
        "“They hum,” said Nora Moss, who once took the ferry." + " The lamps hum in the fog, night after night." * 30,
    ),
    **{
        f"notice{number:02}.txt": article(
            "The Tern Bay Gull" if number % 2 else "Harbour Radio",
            f"2031-03-{number:02}",
            f"No ferry on day {number}",
            "The ferry did not sail: the slipway and the moorings were under water.",
        )
        for number in range(1, 31)
    },
    **{
        f"bees{number}.txt": bees(number, outlet, speaker)
        for number, (outlet, speaker) in enumerate(
            [("The Tern Bay Gull", "Ana Ruiz"), ("Harbour Radio", "Otto Brandt"), ("County Line", "Mae Ito")] * 2, 1
        )
    },
}


@pytest.fixture
def valley(make_archive: MakeArchive, run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive, built, with topics for some of its articles."""
    config = make_archive(ARTICLES, {"topics.yml": TOPICS})
    monkeypatch.chdir(config.root)
    assert run("build", "--jobs", "1").status == 0
    return config.root


def test_alone_it_lists_the_topics(valley: Path, run: RunCommand) -> None:
    """Each topic stands with its codes and counts, a narrower one below its broader one."""
    shown = run("topics")
    assert shown.status == 0
    lines = shown.out.splitlines()
    assert lines[0].startswith("Harbour (harbour) · 31 articles")
    assert "IPTC medtop:20000337" in shown.out
    assert next(line for line in lines if "ferries" in line).startswith("  Ferries (ferries)")
    assert "8 of 39 articles have none" in shown.err
    rows = json.loads(run("topics", "--json").out)
    assert [(row["id"], row["depth"], row["articles"]) for row in rows] == [("harbour", 0, 31), ("ferries", 1, 31)]


def suggestions(run: RunCommand) -> list[dict[str, Any]]:
    """What is proposed."""
    done = run("topics", "suggest", "--json")
    assert done.status == 0, done.err
    found = json.loads(done.out)
    assert isinstance(found, list)
    return found


def test_what_has_no_topic_is_proposed(valley: Path, run: RunCommand) -> None:
    """The words of articles without a topic make one, with all of these articles; names of people make none."""
    found = suggestions(run)
    first = found[0]
    assert first["uncovered"] == len(first["articles"]) == 6
    assert {"hive", "beekeepers", "honey"} & set(first["query"].replace(" OR ", " ").split())
    assert first["outlets"] == 3
    assert (first["first"], first["last"]) == ("2031-05-01", "2031-05-06")
    words = {word for one in found for word in one["query"].split()}
    assert not words & {"ruiz", "brandt", "ana", "ferry", "pier"}


def test_a_proposal_can_be_pasted(valley: Path, run: RunCommand) -> None:
    """The lines are taken by the parser, the topic then has the articles told, and is proposed no more."""
    first = suggestions(run)[0]
    path = valley / "authority" / "topics.yml"
    path.write_text(f"{path.read_text()}{first['paste']}\n")
    assert run("build", "--jobs", "1").status == 0
    shown = json.loads(run("show", "--json", f"topic/{first['id']}").out)
    assert shown["articles"] == sorted(first["articles"])
    assert first["query"] not in [one["query"] for one in suggestions(run)]


def test_a_query_is_tried(valley: Path, run: RunCommand) -> None:
    """It tells what is caught, what is matched in passing, and what reads alike and is not matched."""
    tried = json.loads(run("topics", "test", "--json", "ferry").out)
    assert len(tried["about"]) == 31
    assert tried["passing"] == ["lamps"]
    assert [miss["article"] for miss in tried["near"]] == ["boats"]
    assert {"slipway", "moorings"} <= set(tried["near"][0]["words"])
    shown = run("topics", "test", "ferry").out
    assert "Caught (31)" in shown
    assert "The ferry did not sail: the slipway" in shown
    assert "took the ferry." in shown


def test_a_query_is_compared_with_a_topic(valley: Path, run: RunCommand) -> None:
    """With --topic it tells what a query would add and lose; without a query it tries the topic's own."""
    before = json.loads(run("topics", "test", "--json", "--topic", "harbour").out)["about"]
    assert len(before) == 31
    tried = json.loads(run("topics", "test", "--json", "--topic", "harbour", "slipway -ferry").out)
    assert (tried["gained"], tried["lost"]) == (["boats"], before)


def test_what_is_tried_is_what_a_build_makes(valley: Path, run: RunCommand) -> None:
    """A query that becomes a topic has the articles that the trial told."""
    query = "hive OR (lamps -ferry) OR slipway"
    told = json.loads(run("topics", "test", "--json", query).out)["about"]
    path = valley / "authority" / "topics.yml"
    path.write_text(f"{path.read_text()}- id: tried\n  label: Tried\n  query: {query}\n")
    assert run("build", "--jobs", "1").status == 0
    assert json.loads(run("show", "--json", "topic/tried").out)["articles"] == sorted(told)


def test_mistakes_are_told(valley: Path, run: RunCommand) -> None:
    """No query, a query that cannot be read, a field that topics have not, an unknown topic: status 2, and why."""
    for arguments, told in (
        ((), "Give a query"),
        (("(ferry",), "never closed"),
        (("speaker:lane",), "no field"),
        (("--topic", "harbor", "ferry"), "Known are: ferries, harbour"),
    ):
        wrong = run("topics", "test", *arguments)
        assert (wrong.status, wrong.out) == (2, ""), arguments
        assert told in wrong.err


def test_an_archive_must_have_been_built(archive: Path, run: RunCommand) -> None:
    """Without a build there is nothing to look at: it says so."""
    for arguments in ((), ("suggest",), ("test", "ferry")):
        told = run("topics", *arguments)
        assert (told.status, told.out) == (2, "")
        assert "onrecord build" in told.err


def test_it_reads_well_in_a_terminal(valley: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")
    for arguments in ((), ("suggest",), ("test", "ferry OR hive OR lamps")):
        lines = run("topics", *arguments).out.splitlines()
        assert lines
        assert max(map(len, lines)) <= 80
