"""`onrecord search` asks what was built last."""

import json
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from onrecord.cli.hits import summary
from onrecord.cli.words import emphasised, plain
from onrecord.model import Span
from onrecord.search import Document, Hit, Results
from tests.cli.conftest import FERRY, RunCommand


def test_hits_are_ranked_and_addressed(built: Path, run: RunCommand) -> None:
    """Each hit shows whose words they are, where and when they were printed, the words, and their address."""
    ran = run("search", 'speaker:"Ada Lane" "ferry of hope" date:2031-02-03')
    assert ran.status == 0
    first, words, address = (line.strip() for line in ran.out.splitlines())
    assert first.startswith("1. Ada Lane · The Tern Bay Gull · 2031-02-03 · direct")
    assert words == "“We will have a ferry of hope by spring,”"
    assert re.fullmatch(r"articles/ferry/#q-\w{10}", address)
    assert "1 of 1." in ran.err


def test_words_of_a_query_may_come_apart(built: Path, run: RunCommand) -> None:
    """Several arguments are one query; --limit cuts it, and the rest is announced."""
    assert "1 of 1." in run("search", "captain", "speaker:odell").err
    assert "1 of 4; --limit 4 shows more." in run("search", "-n", "1", "ferry").err
    assert "Nothing found" in run("search", "submarine").err


def test_who_saw_a_thousand_hits_is_offered_more() -> None:
    """What is said to show more does so, and is no more than there are."""
    hit = Hit(Document("article", "ferry", "The ferry sails.", "Ferry", "articles/ferry/", "ferry"), ())
    assert summary(Results(5000, (hit,) * 10)) == "10 of 5000; --limit 1000 shows more."
    assert summary(Results(5000, (hit,) * 1000)) == "1000 of 5000; --limit 5000 shows more."
    assert summary(Results(2, (hit, hit))) == "2 of 2."


def test_topics_and_their_broader_ones_are_found(built: Path, run: RunCommand) -> None:
    """topic: takes the id or the label, and a broader topic holds what its narrower ones hold."""
    for topic in ("ferries", "Ferries", "transport"):
        assert json.loads(run("search", "--json", f"type:article topic:{topic}").out)["total"] == 2


def test_json_holds_everything(built: Path, run: RunCommand) -> None:
    """--json prints one object: the query, the total, and hits whose marks are offsets into their text."""
    found = json.loads(run("search", "--json", "ferry of hope").out)
    assert found["query"] == "ferry of hope"
    assert found["total"] == len(found["hits"])
    for hit in found["hits"]:
        marked = [hit["text"][start:end] for start, end in hit["marks"]]
        assert all(set(words.lower().split()) <= {"ferry", "of", "hope"} for words in marked)
    quotation = next(hit for hit in found["hits"] if hit["type"] == "quotation")
    assert (quotation["speaker"], quotation["url"]) == ("Ada Lane", None)
    assert "ferries" in quotation["topics"]


def test_a_mistake_shows_its_place(built: Path, run: RunCommand) -> None:
    """A query that is not understood exits with 2 and a caret under the place."""
    ran = run("search", "ferry speaekr:lane")
    assert (ran.status, ran.out) == (2, "")
    assert 'Did you mean "speaker"?' in ran.err
    assert ran.err.endswith("    ferry speaekr:lane\n          ^\n")


def test_the_index_follows_the_archive(built: Path, run: RunCommand) -> None:
    """After a build that changed something the next search knows it; a withdrawn article is not found any more."""
    assert "Nothing found" in run("search", "lighthouse").err
    (built / "articles" / "light.txt").write_text(FERRY.replace("ferry", "lighthouse"), encoding="utf-8")
    (built / "articles" / "letter.txt").unlink()
    run("build")
    assert "Ada Lane" in run("search", "lighthouse").out
    assert "Harbour Radio" not in run("search", "ferry").out


def test_before_a_build_it_says_what_to_do(archive: Path, run: RunCommand) -> None:
    """Without a dataset the message is to build; a damaged one, too."""
    assert "onrecord build" in run("search", "ferry").err
    data = archive / "docs" / "data" / "onrecord.sqlite"
    data.parent.mkdir(parents=True)
    data.write_bytes(b"no database at all" * 100)
    told = run("search", "ferry")
    assert told.status == 2
    assert "onrecord build" in told.err


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_the_settings_choose_the_engine(built: Path, run: RunCommand, engine: str) -> None:
    """The index is kept by the engine that `search_index` names; without tantivy, asking for it says what to do."""
    settings = built / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}      search_index: {engine}\n", encoding="utf-8")
    ran = run("search", "ferry")
    if engine == "tantivy" and find_spec("tantivy") is None:
        assert ran.status == 2
        assert "pip install" in ran.err
        return
    assert "of 4." in ran.err
    assert [path.name.partition("-")[0] for path in (built / ".onrecord" / "index").iterdir()] == [engine]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Whoosh leaves the damaged file open
def test_a_damaged_index_says_what_to_do(built: Path, run: RunCommand) -> None:
    """A damaged index is told with the folder that may be deleted; deleting it helps."""
    run("search", "ferry")
    (folder,) = (built / ".onrecord" / "index").iterdir()
    for path in folder.iterdir():
        path.write_bytes(b"\0" * 10)
    told = run("search", "ferry")
    assert told.status == 2
    assert ".onrecord/index" in told.err
    assert "Delete the folder" in told.err
    for path in folder.iterdir():
        path.unlink()
    assert run("search", "ferry").status == 0


def test_articles_do_not_steer_the_terminal() -> None:
    """Control characters of an article are shown as what they are: nothing. Only marks are styled."""
    hostile = "a\x1b[31m\u202eb\nc\x07"
    assert plain(hostile) == "a\ufffd[31m\ufffdb c\ufffd"
    assert emphasised("one two", [Span(4, 7)]).startswith("one \x1b[")
    assert "\x1b[31m" not in emphasised(hostile, [])


def test_colours_are_for_terminals_that_want_them(
    built: Path, run: RunCommand, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words are marked in bold on a terminal, and nowhere else; NO_COLOR turns that off."""
    assert "\x1b[" not in run("search", "ferry").out
    monkeypatch.setattr(type(sys.stdout), "isatty", lambda _: True)
    assert "\x1b[1mferry of hope\x1b" in run("search", '"ferry of hope"').out.replace("\x1b[33m", "")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("search", "ferry").out
