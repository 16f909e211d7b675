"""The articles about one event."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import stories
from onrecord.link.memo import Memo
from onrecord.model import Record
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


def test_two_reports_of_one_event_are_a_story() -> None:
    """Reports of one event on near days are one story, named after the earliest; another subject is not in it."""
    archive = linked(
        record("a.txt", FLOOD_TOO, date="2025-03-12", headline="Forty families sleep in gymnasium"),
        record("b.txt", FLOOD, date="2025-03-11", headline="Marl floods Tanner Row"),
        record("c.txt", CHOIR, date="2025-03-11", headline="Choir has a conductor"),
    )
    (story,) = archive.stories.values()
    assert (story.id, story.title, story.articles) == ("b", "Marl floods Tanner Row", ("b", "a"))
    assert (story.first, story.last) == ("2025-03-11", "2025-03-12")
    assert [archive.entries[id_].story for id_ in "abc"] == ["b", "b", None]


def test_a_later_flood_is_another_story() -> None:
    """The same words weeks apart are not one event."""
    assert not linked(record("a.txt", FLOOD, date="2025-03-11"), record("b.txt", FLOOD_TOO, date="2025-06-11")).stories


def test_copies_are_a_story_also_without_a_date() -> None:
    """A report printed twice is one story even where no date is known."""
    (story,) = linked(record("a.txt", FLOOD), record("b.txt", FLOOD)).stories.values()
    assert (story.articles, story.first, story.last) == (("a", "b"), None, None)


OTHER_WORDS = (
    "Upstream the Marl had crept over Tanner Row before midnight, and by breakfast rowing boats tied up at the bakery. "
    "At the gymnasium, cots stood in lines; a nurse counted forty families. Nobody could say when the weir would see "
    "the crest. “I have lived here sixty years and never saw the towpath vanish,” said Ines Holt, a widow."
)


def test_a_report_in_other_words_a_day_later_is_of_the_story() -> None:
    """Where no other news is near, a few rare words in common tell one event; weeks apart they do not."""
    one = record("a.txt", FLOOD, date="2025-03-11", headline="Marl floods Tanner Row")
    for day, found in [("2025-03-12", 1), ("2025-03-26", 0)]:
        other = record("b.txt", OTHER_WORDS, "Ines Holt", date=day, headline="A night of boats")
        assert len(linked(one, other).stories) == found


def test_the_news_of_a_campaign_is_not_one_story() -> None:
    """Where all reports of those days are somewhat alike, likeness alone makes none of them one event."""
    subject = "The ballot on the barge toll divides councillors, ferrymen and millers across the valley this season."
    places = [
        "Tern Bay",
        "Oxley",
        "Hambrook",
        "Saint Aldo",
        "Crane",
        "Pell",
        "Quarry End",
        "Lowmoor",
        "Vine",
        "Dunmere",
    ]
    records = [
        record(f"{n}.txt", f"{subject} {own}", date="2025-03-11", headline=f"Toll ballot reaches {place}")
        for n, place in enumerate(places)
        for own in [" ".join(f"{place.split()[0].lower()}{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
    ]
    assert not linked(*records).stories


def test_the_order_of_records_is_no_matter() -> None:
    """The same articles in any order make the same stories."""
    records = [
        record("a.txt", FLOOD, date="2025-03-11"),
        record("b.txt", FLOOD_TOO, date="2025-03-12"),
        record("c.txt", OTHER_WORDS, "Ines Holt"),
        record("d.txt", CHOIR),
    ]
    assert linked(*records).stories == linked(*reversed(records)).stories


def test_short_and_empty_texts_are_no_story() -> None:
    """Texts with too few words to tell an event are left alone."""
    assert not linked(record("a.txt", ""), record("b.txt", ""), record("c.txt", "Rain again.")).stories


OUTLETS = ("The Lamp", "Hill Post", "Coast Wire")


def _events(many: int, chance: random.Random, *, dated: bool) -> list[Record]:
    """Reports of three outlets on each of so many events: two thirds of what is known of it, and words of the day."""
    common = [f"daily{number}" for number in range(300)]
    made = []
    for event in range(many):
        known = [f"fact{event}x{number}" for number in range(45)]
        for outlet in OUTLETS:
            words = chance.sample(known, 30) + chance.sample(common, 90)
            chance.shuffle(words)
            day = f"20{10 + event}-03-0{chance.randrange(1, 4)}" if dated else None
            made.append(record(f"{event}-{outlet[0]}.txt", " ".join(words), outlet=outlet, date=day))
    return made


def _groups(records: list[Record], memo: Memo | None = None) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(story.articles)) for story in stories.find(records, memo=memo).values())


def test_events_are_told_apart_without_dates() -> None:
    """What tells one event from the others is enough for its three reports to find each other, dated or not."""
    expected = sorted((f"{event}-c", f"{event}-h", f"{event}-t") for event in range(12))
    for dated in (True, False):
        assert _groups(_events(12, random.Random(1), dated=dated)) == expected


def test_an_outlet_s_next_report_is_asked_more_than_another_outlet_s() -> None:
    """What suffices for two outlets to tell one event is not enough for one outlet: it goes on with its subject."""
    found = {}
    for outlet in ("The Lamp", "Hill Post"):
        chance = random.Random(4)
        filler = [record(f"{n}.txt", " ".join(f"other{n}x{m}" for m in range(60)), date="2025-03-11") for n in range(6)]
        known, own = [f"fact{n}" for n in range(40)], [f"{side}{n}" for side in "ab" for n in range(45)]
        one = record("a.txt", " ".join([*chance.sample(known, 12), *own[:45]]), outlet="The Lamp", date="2025-03-11")
        other = record("b.txt", " ".join([*chance.sample(known, 25), *own[45:]]), outlet=outlet, date="2025-03-11")
        found[outlet] = _groups([one, other, *filler])
    assert found == {"The Lamp": [], "Hill Post": [("a", "b")]}


def test_quoting_the_same_brings_two_reports_together() -> None:
    """Reports with little else in common are one story for what both quote."""
    said = "“The miller swore that no barge had ever passed the weir by night without a lantern at its bow.”"
    for shared, found in (("", []), (said, [("a", "b")])):
        texts = [" ".join([*(f"{side}{n}" for n in range(50)), "weir barge", shared]) for side in "xy"]
        records = [
            record(f"{id_}.txt", text, None, outlet=outlet, date="2025-03-11", headline=id_)
            for id_, text, outlet in zip("ab", texts, OUTLETS, strict=False)
        ]
        assert _groups(records) == found


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_remembering_changes_nothing(seed: int) -> None:
    """After any articles have come, changed, lost their date and gone, the stories are those of a fresh start."""
    chance = random.Random(seed)
    known = {one.article.id: one for one in _events(6, chance, dated=True) + _events(4, chance, dated=True)}
    memo = Memo()
    for _ in range(5):
        for id_ in chance.sample(sorted(known), 3):
            known[id_] = _changed(known[id_], chance)
        if len(known) > 6:
            known.pop(chance.choice(sorted(known)))
        records = list(known.values())
        chance.shuffle(records)
        assert stories.find(records, memo=memo) == stories.find(sorted(records, key=lambda one: one.article.id))
        memo.ended()


def _changed(one: Record, chance: random.Random) -> Record:
    text = chance.choice((one.article.text, f"{one.article.text} fact0x1 fact0x2 fact1x3", FLOOD, ""))
    day = chance.choice((one.date, one.date, "2012-03-05", None))
    return replace(one, article=replace(one.article, text=text), date=day, outlet=chance.choice((*OUTLETS, None)))


def test_one_change_is_compared_again_with_what_is_near_alone() -> None:
    """After a change on one day, nothing is looked into that is far from it, while words stay as rare as before."""
    records = _events(12, random.Random(2), dated=True)
    memo = Memo()
    stories.find(records, memo=memo)
    before = len(memo.ended().new["dated pairs"])
    text = f"{records[0].article.text} fact0x1"
    stories.find([replace(records[0], article=replace(records[0].article, text=text)), *records[1:]], memo=memo)
    changes = memo.ended()
    assert before >= 12
    assert 1 <= len(changes.new["dated pairs"]) <= 2
