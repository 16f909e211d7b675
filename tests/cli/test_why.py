"""`onrecord show --why` says what decided whose a quotation is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.why import Evidence, Piece, passage
from onrecord.model import Span
from tests.cli.conftest import RunCommand

AIDE = """---
title: Pumps stay off
outlet: The Tern Bay Gull
date: 2031-02-05
---

The pumps of Tern Bay stayed off on Tuesday, and the harbour filled with rain.

An aide to the mayor called the delay “one more wet week.”

Mayor Ada Lane said the pumps would run again by Friday.
"""


@pytest.fixture
def pumps(archive: Path, run: RunCommand) -> dict[str, Any]:
    """The quotations of an article with an unnamed source and a report, by kind."""
    (archive / "articles" / "pumps.txt").write_text(AIDE, encoding="utf-8")
    assert run("build", "--jobs", "1").status == 0
    shown = json.loads(run("show", "article/pumps", "--json").out)
    return {quote["kind"]: quote for quote in shown["quotations"]}


def test_the_pieces_are_marked_by_name(built: Path, run: RunCommand) -> None:
    """The sentence has the quotation, its cue and its mention marked, and the rule is told in a line."""
    quotes = json.loads(run("show", "article/ferry", "--json").out)["quotations"]
    told = run("show", "--why", quotes[2]["id"])
    assert told.status == 0
    assert "“⟦It is a boat without a captain,⟧” [cue: said] [mention: Bram Odell], a fisherman." in told.out
    assert "  rule     inverted: The cue and its subject follow the marks at once, the verb first." in told.out
    assert f"  sure     {quotes[2]['confidence']}" in told.out


def test_what_is_nobodys_says_why(pumps: dict[str, Any], run: RunCommand) -> None:
    """For an unnamed source the reason is told, in the words that pages have."""
    told = run("show", "--why", pumps["partial"]["id"]).out
    assert "[mention: An aide to the mayor] [cue: called] the delay “⟦one more wet week.⟧”" in told
    assert told.count("nobody named: the text credits “An aide to the mayor”") == 2


def test_a_report_is_shown_without_marks(pumps: dict[str, Any], run: RunCommand) -> None:
    """What stands without marks is called reported, and no marks are put around it."""
    shown = run("show", pumps["indirect"]["id"]).out
    assert "kind     indirect: reported, not in marks" in shown
    assert "renders" not in shown
    listed = run("show", "article/pumps").out
    assert "reported: the pumps would run again by Friday" in listed
    assert "“the pumps would run" not in listed
    found = run("search", "kind:indirect Friday").out
    assert "reported, not in marks" in found and "“" not in found


def test_json_has_the_pieces_at_their_places(pumps: dict[str, Any], run: RunCommand) -> None:
    """--json gives each piece with its offsets in the article's text, and the reason."""
    shown = json.loads(run("show", "--why", "--json", pumps["partial"]["id"]).out)
    text = shown["why"]["passage"]
    assert "⟦one more wet week.⟧" in text
    body = AIDE.split("---\n\n", 1)[1]
    for piece in shown["why"]["pieces"]:
        assert body[piece["start"] : piece["end"]] == piece["text"]
    assert [piece["what"] for piece in shown["why"]["pieces"]] == ["quotation", "mention", "cue"]
    assert shown["why"]["nobody"] == "the text credits “An aide to the mayor”"


def test_only_a_quotation_has_a_reason(built: Path, run: RunCommand) -> None:
    """To ask why of a speaker is a mistake that says so; a statement's id means the quotation it has it from."""
    ran = run("show", "--why", "speaker/ada-lane")
    assert (ran.status, ran.out) == (2, "")
    assert '"speaker/ada-lane" is no quotation' in ran.err
    key = json.loads(run("show", "article/ferry", "--json").out)["quotations"][0]["statement"]
    assert "⟦We will have a ferry of hope by spring,⟧" in run("show", "--why", key).out


def test_where_the_text_is_not_published_the_sentence_is_enough(archive: Path, run: RunCommand) -> None:
    """Of an article whose text is kept back, the pieces in the quotation's own sentence are shown."""
    settings = archive / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "      rights: quotations\n", encoding="utf-8")
    assert run("build", "--jobs", "1").status == 0
    quotes = json.loads(run("show", "article/ferry", "--json").out)["quotations"]
    assert "“⟦It is a boat without a captain,⟧” [cue: said]" in run("show", "--why", quotes[2]["id"]).out


def test_pieces_of_other_sentences_are_shown_in_theirs() -> None:
    """A mention that stands sentences before is shown in its own sentence, and what lies between is left out."""
    text = "Ada Lane came. It rained all day. The pump failed. “Well, then.” It was late."
    pieces = tuple(Piece(what, Span(text.index(words), text.index(words) + len(words)))
                   for what, words in (("quotation", "Well, then."), ("mention", "Ada Lane")))  # fmt: skip
    assert passage(Evidence(text, 0, pieces)) == "[mention: Ada Lane] came. … “⟦Well, then.⟧”"


def test_a_piece_within_another_stays_within() -> None:
    """A label that opens the words it labels is marked inside them."""
    text = "LANE: So Sunday it is."
    pieces = (Piece("quotation", Span(0, len(text))), Piece("mention", Span(0, 4)))
    assert passage(Evidence(text, 0, pieces)) == "⟦[mention: LANE]: So Sunday it is.⟧"


def test_the_candidates_are_told(built: Path, run: RunCommand) -> None:
    """Everybody who was weighed is there, the likeliest first, with what spoke for each; shares make a whole."""
    quotes = json.loads(run("show", "article/ferry", "--json").out)["quotations"]
    found = json.loads(run("show", "--why", "--json", quotes[2]["id"]).out)["why"]["candidates"]
    assert found[0]["who"] == found[0]["name"] == "Bram Odell"
    assert sum(one["share"] for one in found) == pytest.approx(1)
    assert [one["share"] for one in found] == sorted((one["share"] for one in found), reverse=True)
    assert all(ground["text"] and ground["weight"] for one in found for ground in one["grounds"])
    assert "  who " in run("show", "--why", quotes[2]["id"]).out


def test_an_archive_that_goes_by_the_rules_weighs_nobody(archive: Path, run: RunCommand) -> None:
    """Under `attribution: rules` the rule alone is told."""
    settings = archive / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "      attribution: rules\n", encoding="utf-8")
    assert run("build", "--jobs", "1").status == 0
    key = json.loads(run("show", "article/ferry", "--json").out)["quotations"][2]["id"]
    assert json.loads(run("show", "--why", "--json", key).out)["why"]["candidates"] == []
    assert "  who " not in run("show", "--why", key).out
