"""What is reported without marks has its place in the archive, and disturbs nothing that stands in marks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.link import ids
from onrecord.model import Archive, Authority, Correction, Record, TopicEntry
from tests.link.making import linked, record

WORDS = "The weir was built for a river that we no longer have, and everybody knows it."
CLAUSE = "the weir was built for a river that nobody has any longer"


def _one(name: str, clause: str = CLAUSE, speaker: str | None = "Ada Lane") -> Record:
    text = f"Ada Lane came late. “{WORDS}” Lane said. Later she said {clause}."
    return record(f"{name}.txt", text, "Ada Lane", people=["Ada Lane"], reported={clause: speaker})


def _without(archive: Archive) -> Archive:
    """The archive as far as it stands in marks."""
    marked = {id_: rendering for id_, rendering in archive.renderings.items() if not rendering.reported}
    return replace(
        archive,
        renderings=marked,
        entries={i: replace(e, record=_bare(e.record), renderings=()) for i, e in archive.entries.items()},
        speakers={i: replace(s, renderings=tuple(r for r in s.renderings if r in marked))
                  for i, s in archive.speakers.items()},
        topics={i: replace(t, reported=()) for i, t in archive.topics.items()},
    )  # fmt: skip


def _bare(found: Record) -> Record:
    return replace(found, quotations=tuple(q for q in found.quotations if not q.reported))


def test_reports_change_nothing_that_stands_in_marks() -> None:
    """Statements, stories, speakers, topics and ids of what is in marks are the same with and without reports."""
    topics = Authority(topics=(TopicEntry("weirs", "Weirs", "weir"),))
    records = [_one("a"), _one("b", "the weir had been built for a river"), _one("c", WORDS[:-1])]
    with_reports = linked(*records, authority=topics)
    assert with_reports.renderings.keys() > linked(*map(_bare, records), authority=topics).renderings.keys()
    assert _without(with_reports) == _without(linked(*map(_bare, records), authority=topics))


def test_a_report_renders_no_statement() -> None:
    """The same clause in two articles, and the same words in marks in a third, join nothing to it."""
    archive = linked(_one("a"), _one("b"), record("c.txt", f"“{CLAUSE},” Lane said.", "Ada Lane"))
    reported = [found for found in archive.renderings.values() if found.reported]
    assert len(reported) == 2
    assert [found.statement for found in reported] == [None, None]
    assert all(found.speaker == "ada-lane" for found in reported)
    assert not {found.id for found in reported} & {i for s in archive.statements.values() for i in s.renderings}
    assert {found.id for found in reported} <= set(archive.speakers["ada-lane"].renderings)


def test_the_same_words_with_and_without_marks_have_two_ids() -> None:
    """To find a clause without marks changes no id of words in marks, even where the words are the same."""
    alone = list(ids.rendering_ids("a", [("late again", False), ("late again", False)]))
    mixed = list(ids.rendering_ids("a", [("late again", True), ("late again", False), ("late again", False)]))
    assert mixed[1:] == alone
    assert len(set(mixed)) == 3


@pytest.mark.parametrize(
    ("credited", "together"),
    [("Ada Lane", True), ("Ada Lane + Ben Holt", True), ("Ben Holt", False), (None, False)],
)
def test_a_clause_and_the_fragment_in_it_are_told_together(credited: str | None, together: bool) -> None:
    """A reported clause that holds a fragment in marks knows it, if they are of one speaker."""
    clause = "the plan was “brave on a budget like ours” and long overdue"
    found = linked(
        record(
            "a.txt", f"Lane said {clause}. Holt nodded.", "Ada Lane", people=["Ada Lane"], reported={clause: credited}
        )
    ).renderings
    (fragment,) = (one for one in found.values() if not one.reported)
    (report,) = (one for one in found.values() if one.reported)
    assert (report.holds == fragment.id) is together
    assert fragment.holds is None


def test_a_clause_that_holds_fragments_of_nobody_is_told_with_the_first() -> None:
    """Where nobody is named for either, they belong together too; of several fragments the first stands for all."""
    clause = "the pumps were “older than the mayor” and “twice as tired”"
    found = linked(record("a.txt", f"An aide said {clause}.", None, reported={clause: None})).renderings
    (report,) = (one for one in found.values() if one.reported)
    assert found[report.holds or ""].quotation.content.start < 50


def test_a_report_has_topics_of_its_own() -> None:
    """A topic lists what is reported about it apart from statements; a report that says nothing of it is not there."""
    topics = Authority(topics=(TopicEntry("weirs", "Weirs", "weir"), TopicEntry("goats", "Goats", "goat*")))
    archive = linked(_one("a"), _one("b", "the mayor would see about it"), authority=topics)
    about = [archive.renderings[id_] for id_ in archive.topics["weirs"].reported]
    assert [one.quotation.content.of(archive.entries[one.article].record.article.text) for one in about] == [CLAUSE]
    assert [one.topics for one in about] == [("weirs",)]
    assert archive.topics["goats"].reported == ()


def _corrected(action: str, speaker: str | None) -> Archive:
    before = linked(_one("a"))
    (report,) = (one for one in before.renderings.values() if one.reported)
    correction = Correction(report.id, "nobody has any longer", action, (speaker,) if speaker else (), "She said so.")  # type: ignore[arg-type]  # parametrised
    return linked(_one("a"), authority=Authority(corrections=(correction,)))


def test_a_report_can_be_reattributed() -> None:
    """The editor's word holds for a report as for any quotation, and is certain."""
    archive = _corrected("reattribute", "Ben Holt")
    (report,) = (one for one in archive.renderings.values() if one.reported)
    assert (report.speakers, report.quotation.confidence, report.quotation.rule) == (("ben-holt",), "certain", "editor")
    assert report.corrections and [problem.level for problem in archive.problems] == ["note"]  # a new speaker


def test_a_report_can_be_rejected() -> None:
    """A rejected report is in no list."""
    archive = _corrected("reject", None)
    assert not any(one.reported for one in archive.renderings.values())
    assert archive.problems == ()
