"""What pages and data say of the editor's word: that it was spoken, what it changed, when and why."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from onrecord import write
from onrecord.link import link
from onrecord.model import Applied, Archive, Authority, Correction, Registered, TopicEntry
from onrecord.publish.stubs import stubs
from onrecord.store import Dataset, write_dataset
from onrecord.write import Site
from onrecord.write.editorial import LOGGED, NEWEST
from tests.link.making import linked, record

WORDS = "The mill will close before the winter, and nobody on this council has lifted a finger to keep it"
MILL = record("mill.txt", f"“{WORDS},” she said. Later she spoke of “an old quarrel”.", "Ada Lane", outlet="Gull",
              headline="The mill closes", date="2025-03-04", people=["Ada Lane", "Max Berg"])  # fmt: skip
AGAIN = record("again.txt", f"“{WORDS},” Lane said. “No comment,” Berg said.", ["Ada Lane", "Max Berg"], outlet="Wave",
               headline="Lane on the mill", date="2025-03-05")  # fmt: skip
NASTY = '<b>x</b> [y](javascript:z) "{{ 7*7 }}" `|` & *why*'

Build = Callable[..., Archive]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """An empty site."""
    return Site(tmp_path, tmp_path / "docs", "Mill")


@pytest.fixture
def built(site: Site) -> Build:
    """Builds the archive of two articles with some corrections, upon the registry of before."""
    registry: tuple[Registered, ...] = ()

    def build(*corrections: Correction, topics: tuple[TopicEntry, ...] = ()) -> Archive:
        nonlocal registry
        archive = link([MILL, AGAIN], Authority(corrections=corrections, topics=topics), registry)
        registry = archive.registry
        write.write(archive, site, {})
        return archive

    return build


def page(site: Site, path: str) -> str:
    """A page or a data file."""
    return (site.docs / path).read_text(encoding="utf-8")


def everything(site: Site) -> str:
    """All that is published, but what describes the data files: that is the same whatever they hold."""
    paths = (path for path in sorted(site.docs.rglob("*")) if path.is_file() and path.name != "datapackage.json")
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def the(words: str) -> str:
    """The id of the first quotation of some words."""
    archive = linked(MILL, AGAIN)
    return next(id_ for id_, found in archive.renderings.items() if words in archive.words(found))


def mill() -> str:
    """The id of the statement that both outlets carry."""
    (found,) = (statement for statement in linked(MILL, AGAIN).statements.values() if len(statement.articles) > 1)
    return found.id


def test_a_correction_is_told_with_what_when_and_why(built: Build, site: Site) -> None:
    """On the article's page, on that of the statement, in lists, and in the log."""
    id_ = the("an old quarrel")
    built(Correction(id_, "old quarrel", "reattribute", ("Max Berg",), "He said so.", "2025-06-02"))
    told = 'corrected: He said so. (<time datetime="2025-06-02">2 June 2025</time>)'
    assert told in page(site, "articles/mill.md")
    assert told in page(site, f"statements/{id_}.md")
    assert f"[corrected](../statements/{id_}.md)" in page(site, "speakers/max-berg.md")
    log = page(site, "corrections/index.md")
    assert "corrected, to [Max Berg](../speakers/max-berg.md): He said so." in log
    assert "> “an old quarrel”" in log and "[The mill closes](../articles/mill.md)" in log
    assert log.count("2 June 2025") == 1


def test_misattributed_words_stay_and_say_whose_they_are(built: Build, site: Site) -> None:
    """The rendering is still credited as the outlets do, with the note beside it, once for the whole statement."""
    built(Correction("", "lifted a finger", "misattributed", ("Max Berg",), "So the minutes.", statement=mill()))
    text = page(site, f"statements/{mill()}.md")
    assert text.count("misattributed, in truth the words of [Max Berg](../speakers/max-berg.md): So the minutes.") == 1
    assert "**[Ada Lane](../speakers/ada-lane.md)**" in text
    assert "misattributed" in page(site, "articles/mill.md") and "misattributed" in page(site, "articles/again.md")
    assert "[misattributed](" in page(site, "speakers/ada-lane.md")


def test_what_the_editor_doubts_is_not_what_outlets_disagree_on(built: Build, site: Site) -> None:
    """A disputed quotation says so with the reason, and no outlet is said to disagree."""
    built(Correction("", "lifted a finger", "disputed", (), "She denies it.", statement=mill()))
    assert "disputed: She denies it." in page(site, f"statements/{mill()}.md")
    assert "disagree" not in everything(site)


def test_the_day_on_which_it_was_said(built: Build, site: Site) -> None:
    """The statement's page and the data have the day, beside that of its publication."""
    built(Correction("", "lifted a finger", "date", statement=mill(), said="2025-03-01"))
    text = page(site, f"statements/{mill()}.md")
    assert 'said <time datetime="2025-03-01">1 March 2025</time> · first carried <time datetime="2025-03-04">' in text
    (line,) = (row for row in map(json.loads, page(site, "data/statements.jsonl").splitlines()) if row["id"] == mill())
    assert (line["said"], line["first"], line["corrections"]) == ("2025-03-01", "2025-03-04", ["date"])


def test_a_reply_stands_beside_the_words(built: Build, site: Site) -> None:
    """Whose it is, when it was given, its words, and the link to it; a second one stands beside the first."""
    reply = Correction("", "lifted a finger", "response", statement=mill(), by="The council", response="We did.",
                       said="2025-03-06", link="https://council.example/reply")  # fmt: skip
    built(reply, replace(reply, by="Max Berg", response="", said=None))
    text = page(site, f"statements/{mill()}.md")
    assert (
        'The council, <time datetime="2025-03-06">6 March 2025</time>: “We did.” '
        "([council.example](https://council.example/reply)" in text
    )
    assert "Max Berg ([council.example]" in text


def test_a_rejected_quotation_leaves_its_reason(built: Build, site: Site) -> None:
    """Its words stay in the article, unmarked; the log says why it is none; its old page says so, and does not move."""
    id_ = the("an old quarrel")
    built(Correction(id_, "old quarrel", "disputed", why="Perhaps."))
    built(Correction(id_, "old quarrel", "reject", why="A phrase.", date="2025-06-02"))
    assert f"q-{id_}" not in page(site, "articles/mill.md") and "an old quarrel" in page(site, "articles/mill.md")
    log = page(site, "corrections/index.md")
    assert "no quotation: A phrase." in log and "> “an old quarrel”" in log
    old = page(site, f"statements/{id_}.md")
    assert "This is no statement" in old and "Why: A phrase." in old and "redirect:" not in old
    assert "(../articles/mill.md)" in old and "(../corrections/index.md)" in old


def test_withheld_words_are_nowhere_and_a_notice_stays(built: Build, site: Site, tmp_path: Path) -> None:
    """No page, no data file, not the dataset has them; article and statement's address say that, and why."""
    built()
    archive = built(
        Correction("", "lifted a finger", "withhold", why="A court order.", date="2025-07-01", statement=mill())
    )
    write_dataset(tmp_path / "docs/data/set.sqlite", archive, partial(write.sentences, archive), "full", "x")
    everywhere = everything_with_bytes(site)
    assert b"lifted a finger" not in everywhere and b"The mill will close" not in everywhere
    assert not any("lifted a finger" in stub.html for stub in stubs(archive))
    article = page(site, "articles/mill.md")
    assert f'<mark class="or-q or-unnamed" id="q-{mill()}">' in article or f'id="q-{mill()}"' in page(
        site, "articles/again.md"
    )
    assert "**Withheld by the editor**: A court order." in article
    notice = page(site, f"statements/{mill()}.md")
    assert "This statement is withheld" in notice and "Why: A court order." in notice and "redirect:" not in notice
    assert "withheld: A court order." in page(site, "corrections/index.md")
    assert [row["action"] for row in Dataset(tmp_path / "docs/data/set.sqlite").rows("corrections")] == ["withhold"]


def everything_with_bytes(site: Site) -> bytes:
    """All that is published, as bytes: databases, too."""
    return b"\n".join(path.read_bytes() for path in sorted(site.docs.rglob("*")) if path.is_file())


def test_a_page_that_a_correction_had_leads_to_the_quotation_without_it(built: Build, site: Site) -> None:
    """The correction is dropped: the statement's old address leads to its place in the article."""
    id_ = the("an old quarrel")
    built(Correction(id_, "old quarrel", "disputed", why="Perhaps."))
    built()
    assert f"redirect: articles/mill/#q-{id_}" in page(site, f"statements/{id_}.md")


def test_renamed_and_hidden_topics_lead_on(built: Build, site: Site) -> None:
    """The old address of a topic leads to the new one, that of a hidden one to the broader one, or to all topics."""
    built(
        topics=(
            TopicEntry("works", "Works", "mill", formerly=("mills",)),
            TopicEntry("quarrels", "Quarrels", "quarrel", broader="works", hide=True),
            TopicEntry("winter", "Winter", "winter", hide=True),
        )
    )
    assert "redirect: topics/works/" in page(site, "topics/mills.md")
    assert "redirect: topics/works/" in page(site, "topics/quarrels.md")
    assert "This topic was withdrawn" in page(site, "topics/winter.md")
    assert "Quarrels" not in everything(site)


@pytest.mark.parametrize("action", ["reattribute", "misattributed", "disputed", "response", "reject", "withhold"])
def test_the_editors_words_are_escaped(built: Build, site: Site, action: str) -> None:
    """Whatever an editor writes is text: no markup, no link of its own, no template."""
    word = Correction("", "lifted a finger", action, (NASTY,), NASTY, statement=mill(), response=NASTY, by=NASTY)  # type: ignore[arg-type]  # parametrised
    built(replace(word, action="disputed"))
    built(word)
    for path in site.docs.rglob("*.md"):
        text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        assert "<b>x" not in text and "](javascript" not in text and "{{" not in text, path
    assert re.search(r"&lt;b|\\<b|&#60;b", page(site, "corrections/index.md"))


def test_the_log_says_what_is_in_force_only(built: Build, site: Site) -> None:
    """A correction that matches nothing is no correction made; undated ones come last."""
    id_ = the("an old quarrel")
    built(
        Correction("gone", "goats", "reject", why="Lost."),
        Correction(id_, "old quarrel", "disputed", why="Undated."),
        Correction(mill(), "lifted", "disputed", why="Dated.", date="2025-01-01"),
    )
    log = page(site, "corrections/index.md")
    assert "2 corrections" in log and "Lost." not in log
    assert log.index("Dated.") < log.index("no day given") < log.index("Undated.")
    assert [json.loads(line)["why"] for line in page(site, "data/corrections.jsonl").splitlines()] == [
        "Undated.",
        "Dated.",
    ]


def test_a_statement_whose_words_are_not_published_any_more_keeps_its_address(site: Site) -> None:
    """The registry knows it, and rights hide it now: its page says that it is gone."""
    write.write(replace(linked(MILL), registry=(Registered("statement", "hidden", ("hidden",)),)), site, {})
    assert "This statement was withdrawn" in page(site, "statements/hidden.md")


def test_a_long_log_is_cut_by_year(site: Site) -> None:
    """The log shows the newest and leads to the rest; each correction stands once among the parts, with its links."""
    archive = linked(MILL, AGAIN)
    rendering = next(iter(archive.renderings.values()))
    words = [Correction(rendering.id, "x", "disputed", why=f"Reason {n}.", date=f"20{20 + n % 4}-03-{1 + n % 28:02}")
             for n in range(LOGGED + 100)]  # fmt: skip
    applied = tuple(Applied(word, (rendering.id,), (rendering.article,), "words") for word in words)
    write.write(replace(archive, applied=applied), site, {})
    log = page(site, "corrections/index.md")
    assert "300 corrections" in log and log.count("disputed: Reason") == NEWEST
    linked_parts = re.findall(r"\(\.\./corrections/(\d{4})\.md\)", log)
    assert linked_parts == ["2023", "2022", "2021", "2020"]
    told = "".join(page(site, f"corrections/{year}.md") for year in linked_parts)
    assert sorted(re.findall(r"Reason (\d+)", told), key=int) == [str(n) for n in range(300)]
    assert f"(../articles/{rendering.article}.md)" in told and "[‹ 2023](../corrections/2023.md)" in told
