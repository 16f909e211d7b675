"""Topics as the editor shows them."""

from __future__ import annotations

from onrecord.model import Archive, Authority, TopicEntry
from tests.link.making import linked, record

WATER = TopicEntry("water", "Water", "water OR ferry", formerly=("rivers",))
BOATS = TopicEntry("boats", "Boats", "boat*", broader="water", hide=True, formerly=("ships",))
FERRIES = TopicEntry("ferries", "Ferries", "ferry", broader="boats")
SECRET = TopicEntry("secret", "Secret", "ferry", hide=True)


def _archive(*entries: TopicEntry) -> Archive:
    made = record("a.txt", "The ferry is late. “The ferry is a boat,” she said.", "Ada Lane", headline="The ferry")
    boats = record("b.txt", "The boats are late. “Boats are late,” she said.", "Ada Lane", headline="Boats")
    return linked(made, boats, authority=Authority(topics=entries))


def test_a_hidden_topic_stands_nowhere() -> None:
    """It is no topic of anything, but what is about it is about the broader one, and what is under it is under that."""
    archive = _archive(WATER, BOATS, FERRIES, SECRET)
    assert list(archive.topics) == ["ferries", "water"]
    assert archive.topics["ferries"].broader == "water"
    assert archive.topics["water"].narrower == ("ferries",)
    assert archive.topics["water"].articles == ("a", "b")
    assert archive.entries["b"].topics == ("water",)
    assert "boats" not in {topic for statement in archive.statements.values() for topic in statement.topics}


def test_former_ids_lead_on() -> None:
    """A former id stands for the topic; a hidden one, and its former ids, for the nearest that is shown, or none."""
    moved = _archive(WATER, BOATS, FERRIES, SECRET).moved_topics
    assert moved == {"boats": "water", "rivers": "water", "secret": "", "ships": "water"}


def test_shown_topics_are_as_they_are() -> None:
    """Nothing hidden, nothing renamed: nothing is moved."""
    archive = _archive(TopicEntry("water", "Water", "ferry"))
    assert archive.moved_topics == {}
    assert list(archive.topics) == ["water"]
