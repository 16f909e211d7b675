"""`onrecord show` shows one thing by its id."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import RunCommand


@pytest.fixture
def ferry(built: Path, run: RunCommand) -> dict[str, Any]:
    """What --json says of the article on the ferry."""
    shown = json.loads(run("show", "article/ferry", "--json").out)
    assert isinstance(shown, dict)
    return shown


def test_a_speaker(built: Path, run: RunCommand) -> None:
    """A speaker is shown with roles and words, by id, name, beginning of the id, or address."""
    by_id = run("show", "ada-lane")
    assert by_id.status == 0
    assert by_id.out.startswith("Ada Lane\n")
    assert "Mayor" in by_id.out
    assert by_id.out.count("ferry of hope") == 2
    assert by_id.out.endswith("speakers/ada-lane/\n")
    for name in (
        "Ada Lane",
        "ada",
        "lane",
        "speaker/ada-lane",
        "speakers/ada-lane/",
        "https://gull.example/speakers/ada-lane/",
    ):
        assert run("show", name) == by_id


def test_an_article(built: Path, run: RunCommand, ferry: dict[str, Any]) -> None:
    """An article is shown with its outlet, date and quotations, in the order of its text."""
    shown = run("show", "article/ferry").out
    assert shown.startswith("Ferry vote put off\n")
    assert "The Tern Bay Gull · 2031-02-03" in shown
    assert [quote["speaker_name"] for quote in ferry["quotations"]] == ["Ada Lane", "Ada Lane", "Bram Odell"]
    assert ferry["topics"] == ["ferries", "transport"]


def test_a_quotation(built: Path, run: RunCommand, ferry: dict[str, Any]) -> None:
    """A quotation is shown in its sentence, with its speaker, the rule that decided, and the cue."""
    quotation = ferry["quotations"][2]
    shown = run("show", f"articles/ferry/#q-{quotation['id']}").out
    assert "said Bram Odell, a fisherman." in shown.splitlines()[0]
    assert f"rule     {quotation['rule']}" in shown
    assert "said by  Bram Odell" in shown
    assert run("show", quotation["id"]).out == shown


def test_a_statement(built: Path, run: RunCommand, ferry: dict[str, Any]) -> None:
    """A statement of several renderings is shown with all of them, the oldest first, though its id is a quotation's."""
    key = ferry["quotations"][0]["statement"]
    shown = run("show", key).out
    assert shown.startswith("“We will have a ferry of hope by spring,”\nAda Lane · 2031-02-03")
    assert shown.index("The Tern Bay Gull · 2031-02-03") < shown.index("Harbour Radio · 2031-02-04")
    assert shown.endswith(f"statements/{key}/\n")


def test_a_topic_and_an_outlet(built: Path, run: RunCommand) -> None:
    """A topic is shown with its query and hierarchy, an outlet with its articles."""
    topic = run("show", "transport").out
    assert "query    bus OR ferry" in topic
    assert "narrower ferries" in topic
    assert "Mayor writes to the captain" in run("show", "outlet/harbour-radio").out


def test_an_unknown_id_is_a_mistake(built: Path, run: RunCommand) -> None:
    """What is not there is told with what is near; what is ambiguous with what it may mean."""
    unknown = run("show", "ada-lain")
    assert (unknown.status, unknown.out) == (2, "")
    assert "Did you mean ada-lane?" in unknown.err
    assert "onrecord search" in run("show", "zzzzzz").err
    ambiguous = run("show", "ferr")
    assert ambiguous.status == 2
    assert "article/ferry" in ambiguous.err
    assert "topic/ferries" in ambiguous.err


@pytest.mark.parametrize("name", ["", " ", "/", "#q-", "%", "articles/", "../..", "'; DROP TABLE articles; --", "\x00"])
def test_no_id_makes_it_fail(built: Path, run: RunCommand, name: str) -> None:
    """Whatever is given for an id, the answer is a message."""
    told = run("show", name)
    assert told.status == 2
    assert "bug" not in told.err


def test_words_that_are_not_published_are_not_shown(archive: Path, run: RunCommand) -> None:
    """Where an archive publishes metadata only, neither show nor search prints an article's words."""
    settings = archive / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + "      rights: metadata\n", encoding="utf-8")
    assert run("build").status == 0
    for ran in (run("show", "article/ferry"), run("show", "ada-lane"), run("search", "ferry OR speaker:lane")):
        assert ran.status == 0
        assert "hope" not in ran.out
    assert "Ferry vote put off" in run("search", "type:article title:ferry").out
