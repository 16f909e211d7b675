"""The four real articles that the archive was commissioned for; read from outside the repository."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.clean import clean
from onrecord.extract import extract, load_rules
from onrecord.model import Given, Quotation, Record, Source

SEEDS = Path(__file__).parents[2] / "../shared/seeds"
pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds (../shared/seeds) are not here"),
]

SPEAKERS = {
    "000": ["Bernie Sanders"] * 2 + ["Martin O’Malley"] * 2 + [None] + ["Bernie Sanders"] * 2,
    "001": ["Bernie Sanders"] * 2 + ["Martin O’Malley"] * 2 + ["Xochitl Hinojosa"] * 2 + ["Claude Arnold"],
    "002": ["Bernie Sanders"] * 3 + ["Linda Sánchez"] * 2 + ["Jorge Silva"] * 2 + ["Bernie Sanders"] * 3,
    "003": ["Martin O'Malley"] * 6 + ["Bernie Sanders"] * 2 + ["Hillary Clinton"] * 2,
}
REPORTED = {
    "000": set(),
    "001": {"Martin O’Malley"},
    "002": {"Bernie Sanders", "Jeh Johnson", "Linda Sánchez"},
    "003": {"Martin O'Malley", "Hillary Clinton"},
}
OUTLETS = {"000": None, "001": "Fox News", "002": None, "003": "CBS News"}


@pytest.fixture(scope="module")
def records() -> dict[str, Record]:
    """What is extracted from each seed, by the number it begins with."""
    rules = load_rules()
    out = {}
    for path in sorted(SEEDS.glob("*.txt")):
        article = clean(Source(path.name, "text/plain", path.read_text(encoding="utf-8"), Given(), "0"))
        assert not hasattr(article, "message"), article
        out[path.name[:3]] = extract(article, rules)
    return out


def _in_marks(record: Record) -> list[Quotation]:
    """The direct and partial quotations."""
    return [q for q in record.quotations if q.kind != "indirect"]


def test_each_quotation_has_its_speaker(records: dict[str, Record]) -> None:
    """In marks: 33 quotations of named speakers and one of an unnamed official, each with the right speaker in full."""
    assert {n: [q.speaker for q in _in_marks(r)] for n, r in records.items()} == SPEAKERS


def test_who_is_quoted_indirectly(records: dict[str, Record]) -> None:
    """Words without marks are those of people who are reported to have said them; papers and officials have no name."""
    for number, record in records.items():
        indirect = [q for q in record.quotations if q.kind == "indirect"]
        assert {q.speaker for q in indirect if q.speaker and not q.others} == REPORTED[number]
        assert all(q.speaker or q.mention for q in indirect)


def test_an_unnamed_official_is_pointed_at(records: dict[str, Record]) -> None:
    """The official who spoke with the Journal has no name, but words that point at them."""
    record = records["000"]
    quotation = _in_marks(record)[4]
    assert quotation.mention is not None
    assert "official" in quotation.mention.of(record.article.text)


def test_outlets_that_the_text_tells(records: dict[str, Record]) -> None:
    """Furniture and contributor lines tell two of the outlets; the others stay unknown."""
    assert {n: r.outlet for n, r in records.items()} == OUTLETS


def test_undated_articles_say_so(records: dict[str, Record]) -> None:
    """None of the four has a date; each carries a note about it, which is no warning."""
    for record in records.values():
        assert record.date is None and record.date_source is None
        assert [p.level for p in record.problems if p.message.startswith("undated")] == ["note"]
