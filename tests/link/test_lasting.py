"""The ids of stories, which are the addresses of their pages: they last while their articles change."""

from __future__ import annotations

from onrecord.link import link
from onrecord.link.ids import Ledger
from onrecord.link.stories import lasting
from onrecord.model import Archive, Authority, Record, Registered, Story
from tests.link.making import linked, record

FLOOD = (
    "The Marl rose past the old mill wheel on Monday night and filled the cellars of Tanner Row. Firefighters pumped "
    "the bakery until dawn while volunteers stacked sandbags along the towpath. The ferry landing lost its railing. "
    "Engineers expect the crest on Wednesday at the weir, and the school gymnasium will shelter forty families."
)
FLOOD_TOO = (
    "Forty families slept in the gymnasium after the Marl flooded Tanner Row. Sandbags along the towpath gave way near "
    "the mill wheel; the bakery's cellars were pumped by firefighters. The crest should reach the weir on Wednesday, "
    "engineers said, and the ferry landing must wait for a new railing."
)
CHOIR = (
    "The parish choir has elected a conductor after a decade of quarrels over tempo. Tenors remain scarce. Rehearsals "
    "move to the chapel, where the organ was tuned in autumn by a visiting craftsman from the coast."
)


def _told(id_: str, text: str, day: int) -> Record:
    return record(f"{id_}.txt", text, date=f"2025-03-{day:02}", headline=f"News {id_}")


def _again(archive: Archive, *records: Record) -> Archive:
    return link(records, Authority(), archive.registry)


def _lines(archive: Archive) -> dict[str, str | None]:
    return {line.id: line.moved_to for line in archive.registry if line.kind == "story"}


def test_a_story_keeps_its_id_when_an_earlier_article_comes_and_when_its_first_one_goes() -> None:
    """It is named after the article that is the earliest now; its address is that of the first build."""
    one, two, early = _told("m", FLOOD, 11), _told("n", FLOOD_TOO, 12), _told("z", FLOOD, 10)
    archive = linked(one, two)
    later = _again(archive, one, two, early)
    (story,) = later.stories.values()
    assert (story.id, story.title, story.articles) == ("m", "News z", ("z", "m", "n"))
    assert {later.entries[id_].story for id_ in "zmn"} == {"m"}
    (story,) = _again(later, two, early).stories.values()
    assert (story.id, story.articles) == ("m", ("z", "n"))


def test_a_story_of_renamed_files_keeps_its_id() -> None:
    """The articles have new ids; those they had tell which story it was."""
    archive = linked(_told("m", FLOOD, 11), _told("n", FLOOD_TOO, 12))
    renamed = (
        record("x.txt", FLOOD, date="2025-03-11", digest="digest of m.txt"),
        record("y.txt", FLOOD_TOO, date="2025-03-12", digest="digest of n.txt"),
    )
    assert list(_again(archive, *renamed).stories) == ["m"]


def test_an_article_that_goes_elsewhere_takes_no_address_along() -> None:
    """The id stays with most of a story's articles, though that which gave it is told with others now."""
    lines = [Registered("story", "a", ("a", "b", "c"))]
    found = {id_: Story(id_, "", tuple(members)) for id_, members in (("a", "ad"), ("b", "bc"))}
    given = lasting(found, {"story": Ledger("story", lines), "article": Ledger("article", ())})
    assert {id_: story.articles for id_, story in given.items()} == {"a": ("b", "c"), "a-2": ("a", "d")}


def test_a_story_that_is_none_any_more_is_withdrawn() -> None:
    """One article alone is no story; should the other come back, so does the address."""
    one, two = _told("m", FLOOD, 11), _told("n", FLOOD_TOO, 12)
    archive = _again(linked(one, two), two)
    assert (archive.stories, _lines(archive)) == ({}, {"m": ""})
    assert list(_again(archive, one, two).stories) == ["m"]
