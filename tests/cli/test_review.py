"""`onrecord review` lists what deserves an editor's eye, with corrections that can be pasted as they are."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.review import command
from onrecord.config import load_authority
from onrecord.review import KINDS
from tests.cli.conftest import Run, RunCommand
from tests.conftest import MakeArchive


def article(outlet: str, day: str, title: str, *paragraphs: str) -> str:
    """A saved article; what is left empty is left out of its header."""
    head = [f"title: {title}", f"outlet: {outlet}" if outlet else "", f"date: {day}" if day else ""]
    return "\n".join(["---", *filter(None, head), "---", "", *(f"{text}\n" for text in paragraphs)])


PIER = "“The pier will be rebuilt from the last plank to the first before the herring come back to us,”"

ARTICLES = {
    "pier-gull.txt": article(
        "The Tern Bay Gull",
        "2031-02-03",
        "Pier of Tern Bay to be rebuilt before the herring season",
        f"{PIER} said Mayor Ada Lane of Tern Bay on Monday after a storm took the old pier.",
        "“Nobody has ever asked the herring what they think of all this timber,” said Bram Odell, a fisherman.",
    ),
    "pier-radio.txt": article(
        "Harbour Radio",
        "2031-02-03",
        "Tern Bay wants its pier back before the herring season",
        f"{PIER} said Cora Pell, a spokeswoman for the town of Tern Bay, after a storm took the old pier.",
        "“Nobody has ever asked the herring what they think of all this timber,” a man in oilskins said.",
    ),
    "pier-undated.txt": article(
        "County Line",
        "",
        "Pier of Tern Bay to be rebuilt before the herring season, mayor says",
        f"{PIER} said Mayor Ada Lane of Tern Bay on Monday after a storm took the old pier.",
        "“Nobody has ever asked the herring what they think of all this timber,” said Bram Odell, a fisherman.",
    ),
    "tolls.txt": article(
        "The Tern Bay Gull",
        "2031-03-09",
        "Toll on the causeway",
        "“The toll pays for the lamps on the causeway and for nothing else,” said Mayor Ada Lane Pell, who drives it.",
        "“I would rather swim across than pay,” said Bram Odell, a fisherman.",
    ),
    "ferry.txt": article(
        "Harbour Radio",
        "2031-05-20",
        "A captain for the new ferry",
        "“Give me a boat and I will cross in any weather,” said Quist, who was a pilot for thirty years.",
    ),
    "quay.txt": article(
        "Harbour Radio",
        "2031-06-01",
        "Two men on a quay",
        "Lars Hove, a fisherman, met Otto Brandt, a pilot, on the quay of Tern Bay on Sunday after the storm.",
        "Brandt and Hove argued about what he called “a winter without a single herring in it at all.”",
    ),
    "nowhere.txt": article(
        "", "2031-03-10", "A letter about the lamps", "“The lamps of the causeway hum in the fog,” said Nora Moss."
    ),
    "web.txt": article(
        "", "2031-03-11", "A walk to the lamps", "“The lamps of the causeway are green now,” said Nora Moss."
    ).replace("title:", "url: https://www.lamp-post.example/walk\ntitle:"),
}

CORRECTIONS = """
- quotation: aaaaaaaaaa
  quote: I would rather swim across than pay a toll
  action: reattribute
  speaker: Bram Odell Sr.
  why: So he signed the letter.
  date: 2031-04-01
"""


@pytest.fixture
def bay(make_archive: MakeArchive, run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An archive, built, in which something of nearly every kind deserves a look."""
    config = make_archive(ARTICLES, {"corrections.yml": CORRECTIONS})
    monkeypatch.chdir(config.root)
    assert run("build", "--jobs", "1").status == 0
    return config.root


def listed(run: RunCommand, *arguments: str) -> list[dict[str, Any]]:
    """What --json lists."""
    done = run("review", "--json", "--limit", "100", *arguments)
    assert done.status == 0, done.err
    found = json.loads(done.out)["findings"]
    assert isinstance(found, list)
    return found


def of_kind(run: RunCommand, kind: str) -> list[dict[str, Any]]:
    """The findings of one kind."""
    return listed(run, "--kind", kind)


def paste(root: Path, remedy: dict[str, Any]) -> None:
    """Do what a remedy says: put its lines at the end of its file, or in place of the entry that it replaces."""
    path = root / remedy["file"]
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    if remedy["replaces"]:
        lines = text.splitlines()
        first = int(remedy["replaces"].rpartition(":")[2]) - 1
        after = next((n for n in range(first + 1, len(lines)) if lines[n].startswith("- ")), len(lines))
        text = "\n".join([*lines[:first], *lines[after:], ""])
    path.write_text(f"{text}{remedy['paste']}\n", encoding="utf-8")


def rebuilt(run: RunCommand, root: Path) -> Run:
    """The archive built again, which must go well; the editor's files are what their parser takes."""
    load_authority(root / "authority")
    done = run("build", "--jobs", "1")
    assert done.status == 0, done.err
    return done


def test_what_is_wrong_is_found(bay: Path, run: RunCommand) -> None:
    """Each kind that the archive has something of is listed, the correction without effect first."""
    found = listed(run)
    assert found[0]["kind"] == "correction"
    assert {one["kind"] for one in found} >= {
        "correction",
        "disputed",
        "speakers",
        "surname",
        "unnamed",
        "date",
        "outlet",
    }
    values = [one["value"] for one in found]
    assert values == sorted(values, reverse=True)


def test_every_remedy_can_be_pasted(bay: Path, run: RunCommand) -> None:
    """Each remedy of each finding is taken by the parser and by a build, by itself, and settles its finding."""
    files = {path: path.read_text() for path in (bay / "authority").glob("*.yml")}
    for finding in listed(run):
        assert finding["remedies"], finding["title"]
        for remedy in finding["remedies"]:
            paste(bay, remedy)
            rebuilt(run, bay)
            keys = [one["key"] for one in of_kind(run, finding["kind"])]
            assert finding["key"] not in keys, remedy["paste"]
            for path in [*(bay / "authority").glob("*.yml"), *(bay / "articles").glob("*.yml")]:
                path.write_text(files[path]) if path in files else path.unlink()
            rebuilt(run, bay)


def test_what_was_decided_is_listed_no_more_even_before_the_build(bay: Path, run: RunCommand) -> None:
    """A correction that was pasted takes its finding off the list at once."""
    (finding,) = of_kind(run, "disputed")
    paste(bay, finding["remedies"][0])
    assert of_kind(run, "disputed") == []


def test_a_dispute_names_both_sides(bay: Path, run: RunCommand) -> None:
    """The finding tells who names whom, where each stands, and has a remedy for each side."""
    (finding,) = of_kind(run, "disputed")
    assert "Ada Lane" in finding["title"]
    assert "Cora Pell" in finding["title"]
    assert {place["credit"] for place in finding["places"]} == {"Ada Lane", "Cora Pell"}
    assert [remedy["when"] for remedy in finding["remedies"]] == [
        "if it was Ada Lane",
        "if it was Cora Pell",
        "if it cannot be told",
    ]


def test_near_names_come_with_what_speaks_for_and_against(bay: Path, run: RunCommand) -> None:
    """Two names of which one has a further last name are listed with their evidence, and can be joined."""
    (finding,) = of_kind(run, "speakers")
    assert finding["title"] == "Ada Lane and Ada Lane Pell: one person?"
    assert "for: one has a further last name" in finding["why"]
    assert any("both have roles" in reason for reason in finding["why"])
    paste(bay, finding["remedies"][0])
    rebuilt(run, bay)
    assert json.loads(run("show", "--json", "ada-lane").out)["aliases"] == ["Ada Lane Pell"]


def test_a_surname_is_told_for_its_article_alone(bay: Path, run: RunCommand) -> None:
    """An unresolved surname becomes somebody's in the articles told, and nowhere else."""
    (finding,) = of_kind(run, "surname")
    assert finding["title"] == "Quist: who is it?"
    remedy = finding["remedies"][-1]
    paste(bay, {**remedy, "paste": remedy["paste"].replace("FIRST NAME", "Ida")})
    assert of_kind(run, "surname") == []
    rebuilt(run, bay)
    (place,) = finding["places"]
    assert json.loads(run("show", "--json", place["quotation"]).out)["speaker_names"] == ["Ida Quist"]


def test_words_that_another_outlet_names_the_speaker_of(bay: Path, run: RunCommand) -> None:
    """Words credited to nobody are listed where another outlet credits them to somebody."""
    (finding,) = of_kind(run, "unnamed")
    assert finding["title"].startswith("Bram Odell, or nobody?")
    assert finding["remedies"][0]["when"] == "if it was Bram Odell"


def test_a_lost_correction_is_mended_with_all_that_it_says(bay: Path, run: RunCommand) -> None:
    """The entry is shown as it stands, with the id and the words of the nearest quotation."""
    (finding,) = of_kind(run, "correction")
    (remedy,) = finding["remedies"]
    assert remedy["replaces"] == "authority/corrections.yml:2"
    assert "speaker: Bram Odell Sr." in remedy["paste"]
    assert "So he signed the letter." in remedy["paste"]
    paste(bay, remedy)
    rebuilt(run, bay)
    assert run("show", "--json", "bram-odell-sr").status == 0


def test_an_entry_that_is_there_is_extended(bay: Path, run: RunCommand) -> None:
    """Who has an entry in speakers.yml gets no second one: the remedy is the whole entry, to be put in its place."""
    (bay / "authority" / "speakers.yml").write_text("- name: Bram Odell\n\n- name: Ada Lane\n  roles: [mayor]\n")
    (finding,) = of_kind(run, "speakers")
    remedy = finding["remedies"][0]
    assert remedy["replaces"] == "authority/speakers.yml:3"
    assert "mayor" in remedy["paste"]
    paste(bay, remedy)
    rebuilt(run, bay)


def test_unsure_words_can_be_confirmed_credited_or_rejected(bay: Path, run: RunCommand) -> None:
    """What is unsure is listed with whom else it may be by, and a correction for each of them."""
    (finding,) = of_kind(run, "unsure")
    assert finding["title"] == "Lars Hove? “a winter without a single herring in it at all.”"
    assert re.search(r"^perhaps Otto Brandt: \d+%$", "\n".join(finding["why"]), re.M)
    assert [remedy["when"] for remedy in finding["remedies"]] == [
        "if Lars Hove said it",
        "if it was Otto Brandt",
        "if it is not told who said it",
        "if these are nobody's words",
    ]


def test_options_narrow_the_list(bay: Path, run: RunCommand) -> None:
    """--kind, --since and --limit do what they say; an unknown kind or a wrong date is a mistake."""
    assert {one["kind"] for one in listed(run, "--kind", "date", "--kind", "outlet")} == {"date", "outlet"}
    late = listed(run, "--since", "2031-03")
    assert {one["kind"] for one in late} >= {"speakers", "outlet"}
    assert "disputed" not in {one["kind"] for one in late}
    assert run("review", "--limit", "1").out.count("\n   → ") >= 1
    assert run("review", "--kind", "nonsense").status == 2
    wrong = run("review", "--since", "next week")
    assert (wrong.status, wrong.out) == (2, "")
    assert "Write 2016" in wrong.err


def test_it_reads_well_in_a_terminal(bay: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than 80 columns, but those to be pasted and addresses; what to paste stands at the left."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("review", "--limit", "100")
    assert shown.status == 0
    pasted = re.compile(r"^(?:- |  |\w+: )\S")
    wide = [line for line in shown.out.splitlines() if len(line) > 80 and not pasted.match(line)]
    assert wide == []
    assert re.search(r"^- quotation: \w{10}$", shown.out, re.M)
    assert "correction 1" in shown.err


def test_an_archive_must_have_been_built(archive: Path, run: RunCommand) -> None:
    """Without a dataset, or without the build's cache, it says to build first, as a mistake."""
    for remove in (None, "cache"):
        if remove:
            assert run("build", "--jobs", "1").status == 0
            (archive / ".onrecord" / "store.sqlite").unlink()
        told = run("review")
        assert (told.status, told.out) == (2, "")
        assert "onrecord build" in told.err


def test_nothing_to_review_is_fine(make_archive: MakeArchive, run: RunCommand, monkeypatch: pytest.MonkeyPatch) -> None:
    """An archive in which all is well says so, and exits with 0."""
    config = make_archive({"toll.txt": ARTICLES["tolls.txt"].replace("Ada Lane Pell,", "Ada Lane,")})
    monkeypatch.chdir(config.root)
    assert run("build", "--jobs", "1").status == 0
    told = run("review", "--kind", "disputed", "--kind", "speakers")
    assert (told.status, told.out) == (0, "")
    assert "Nothing to review" in told.err


def test_every_kind_is_explained() -> None:
    """The help tells what each kind is, in the words that the list uses."""
    for kind, meaning in KINDS.items():
        assert re.search(rf"^\s*{kind} +{re.escape(meaning)}$", command.help or "", re.M)
