"""The sample archive reads as a careful editor would read it (tests/golden/sample.yml, written by hand)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NotRequired, TypedDict, cast

import pytest
import yaml

from onrecord import build, link
from onrecord.config import load_authority
from onrecord.model import Archive, Article, Entry, Problem, Quotation, Record, Rendering, Statement
from onrecord.text import normalise

REPOSITORY = Path(__file__).parent.parent


class Words(TypedDict, total=False):
    """One quotation, or one paragraph of it, as the editor noted it."""

    speaker: str | None
    kind: str
    words: str
    named: str
    body: str
    corrected: str
    rejected: bool


class Page(TypedDict):
    """One article as the editor noted it."""

    headline: str | None
    headline_source: str
    outlet: str | None
    outlet_source: str | None
    date: str | None
    date_source: str | None
    agency: NotRequired[str]
    apart: NotRequired[list[str]]
    captions: NotRequired[list[dict[str, str]]]
    indirect: NotRequired[list[Words]]
    quotations: list[Words]


class Cut(TypedDict):
    """Where a statement stands: an article, and the words of it that are printed there."""

    article: str
    words: str


class Joined(TypedDict):
    """A statement that several articles carry."""

    name: str
    disputed: bool
    speakers: list[str]
    renderings: list[Cut]


class Gold(TypedDict):
    """All that the editor noted."""

    articles: dict[str, Page]
    statements: list[Joined]
    recurs: list[list[str]]
    speakers: list[str]


GOLD = cast("Gold", yaml.safe_load((REPOSITORY / "tests/golden/sample.yml").read_text(encoding="utf-8")))
SOURCES = sorted(GOLD["articles"])
STATEMENTS = {joined["name"]: joined for joined in GOLD["statements"]}


@pytest.fixture(scope="module")
def results() -> list[Record | Problem]:
    """Every file of articles/, read, cleaned and extracted."""
    outlets = load_authority(REPOSITORY / "authority").outlets
    return list(build.extract([REPOSITORY / "articles"], build.Options(outlets=outlets), jobs=1))


@pytest.fixture(scope="module")
def records(results: list[Record | Problem]) -> dict[str, Record]:
    """What each article says by itself, by its source."""
    return {result.article.source: result for result in results if isinstance(result, Record)}


@pytest.fixture(scope="module")
def archive(records: dict[str, Record]) -> Archive:
    """The articles linked, with the editor's word."""
    return link.link(tuple(records.values()), load_authority(REPOSITORY / "authority"))


def _entry(archive: Archive, source: str) -> Entry:
    return next(entry for entry in archive.entries.values() if entry.record.article.source == source)


def _pieces(article: Article, quotation: Quotation) -> Iterator[str]:
    """The words of a quotation, paragraph by paragraph, as they compare: without marks, case and line breaks."""
    for paragraph in re.split(r"\n\s*\n", quotation.content.of(article.text)):
        yield normalise(paragraph)


def _in_marks(record: Record) -> list[Quotation]:
    """The direct and partial quotations."""
    return [quotation for quotation in record.quotations if quotation.kind != "indirect"]


def _spoken(record: Record, attribute: str) -> list[tuple[str, object]]:
    """Each piece of each quotation in marks with what `attribute` says of it, in order."""
    return [
        (piece, getattr(quotation, attribute))
        for quotation in _in_marks(record)
        for piece in _pieces(record.article, quotation)
    ]


def _cuts(archive: Archive, statement: Statement) -> set[tuple[str, str]]:
    """Where a statement stands: sources, and the words there."""
    return {_cut(archive, archive.renderings[key]) for key in statement.renderings}


def _cut(archive: Archive, rendering: Rendering) -> tuple[str, str]:
    return archive.entries[rendering.article].record.article.source, normalise(archive.words(rendering))


def _statement(archive: Archive, name: str) -> Statement:
    """The statement that holds the first cut of the editor's statement `name`."""
    cut = STATEMENTS[name]["renderings"][0]
    wanted = (cut["article"], normalise(cut["words"]))
    return next(found for found in archive.statements.values() if wanted in _cuts(archive, found))


def test_every_article_comes_through(results: list[Record | Problem]) -> None:
    """Each file with an article in it becomes one record, and none a warning."""
    assert sorted(result.article.source for result in results if isinstance(result, Record)) == SOURCES
    problems = [
        problem for result in results for problem in (result.problems if isinstance(result, Record) else [result])
    ]
    assert [str(problem) for problem in problems if problem.level == "warning"] == []


@pytest.mark.parametrize("source", SOURCES)
def test_quotations(records: dict[str, Record], source: str) -> None:
    """Every quotation is found, in order, word for word, and nothing else is taken for one."""
    found = [piece for quotation in _in_marks(records[source]) for piece in _pieces(records[source].article, quotation)]
    assert found == [normalise(quotation["words"]) for quotation in GOLD["articles"][source]["quotations"]]


@pytest.mark.parametrize("source", SOURCES)
def test_speakers(records: dict[str, Record], source: str) -> None:
    """Each quotation's speaker is the person the article names, in the fullest form it gives."""
    spoken = dict(_spoken(records[source], "speaker"))
    for gold in GOLD["articles"][source]["quotations"]:
        expected = {gold.get("named", gold["speaker"]), gold.get("body", gold["speaker"])}
        if "missed" in gold:
            expected = {None}
        found = cast("str | None", spoken[normalise(gold["words"])])
        assert found in expected, f"{gold['words']!r} went to {found}"


@pytest.mark.parametrize("source", [source for source in SOURCES if "indirect" in GOLD["articles"][source]])
def test_indirect_quotations(records: dict[str, Record], source: str) -> None:
    """What is reported without marks is found with who said it, word for word, and nothing else is taken for such."""
    text = records[source].article.text
    found = [(q.speaker, normalise(q.content.of(text))) for q in records[source].quotations if q.kind == "indirect"]
    gold = GOLD["articles"][source].get("indirect", [])
    assert found == [(words["speaker"], normalise(words["words"])) for words in gold]


@pytest.mark.parametrize("source", SOURCES)
def test_kinds(records: dict[str, Record], source: str) -> None:
    """A whole sentence in marks is direct, a fragment in somebody else's sentence partial."""
    kinds = _spoken(records[source], "kind")
    assert kinds == [(normalise(gold["words"]), gold["kind"]) for gold in GOLD["articles"][source]["quotations"]]


@pytest.mark.parametrize("source", SOURCES)
def test_headline_outlet_and_date(records: dict[str, Record], archive: Archive, source: str) -> None:
    """Where an article comes from and how that is known; a headline is made only where none is printed."""
    record, gold = records[source], GOLD["articles"][source]
    if gold["headline"] is not None:
        assert record.article.headline == gold["headline"]
    assert record.article.headline_source == gold["headline_source"]
    outlet = _entry(archive, source).outlet
    assert (archive.outlets[outlet].name if outlet else None) == gold["outlet"]
    assert (record.outlet_source, record.date, record.date_source) == (
        gold["outlet_source"], gold["date"], gold["date_source"],
    )  # fmt: skip


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_no_text(records: dict[str, Record], source: str) -> None:
    """Furniture, mastheads, bylines, captions and credits are told from the text, and captions keep their credit."""
    article, gold = records[source].article, GOLD["articles"][source]
    lines = [line.strip() for line in article.text.splitlines()]
    assert [line for line in gold.get("apart", []) if line in lines] == []
    captions = [{"text": caption.text, "credit": caption.credit} for caption in article.captions]
    assert captions == gold.get("captions", [])
    assert not [caption for caption in captions if str(caption["text"]) in article.text]


@pytest.mark.parametrize("source", [source for source in SOURCES if "agency" in GOLD["articles"][source]])
def test_wire_stories(records: dict[str, Record], source: str) -> None:
    """An agency's story keeps the agency, whoever prints it."""
    assert records[source].article.agency == GOLD["articles"][source].get("agency")


def test_one_identity_each(archive: Archive) -> None:
    """Everybody who speaks is in the archive once, in full, and nobody who is only mentioned."""
    assert sorted(speaker.name for speaker in archive.speakers.values()) == GOLD["speakers"]


@pytest.mark.parametrize("source", SOURCES)
def test_speakers_across_the_archive(archive: Archive, source: str) -> None:
    """A short or other form of a name leads to the same person; the editor's corrections are applied."""
    entry = _entry(archive, source)
    by_words = {
        piece: archive.renderings[key].speaker
        for key in entry.renderings
        for piece in _pieces(entry.record.article, archive.renderings[key].quotation)
    }
    for gold in GOLD["articles"][source]["quotations"]:
        words = normalise(gold["words"])
        assert (words in by_words) != gold.get("rejected", False), gold["words"]
        speaker = by_words.get(words)
        name = archive.speakers[speaker].name if speaker else None
        expected = {gold.get("corrected", gold["speaker"]), gold.get("body", gold.get("corrected", gold["speaker"]))}
        assert name in expected or gold.get("rejected"), f"{gold['words']!r} went to {name}"


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_statements(archive: Archive, name: str) -> None:
    """The cuts of one utterance are one statement, which holds nothing else and says whether it is disputed."""
    gold, found = STATEMENTS[name], _statement(archive, name)
    assert _cuts(archive, found) == {(cut["article"], normalise(cut["words"])) for cut in gold["renderings"]}
    assert sorted(archive.speakers[speaker].name for speaker in found.speakers) == gold["speakers"]
    assert found.disputed == gold["disputed"]


def test_nothing_else_is_joined(archive: Archive) -> None:
    """Words that nobody shares stay by themselves; the editor's corrections all match something."""
    assert [str(problem) for problem in archive.problems] == []
    joined = [found for found in archive.statements.values() if len(found.articles) > 1]
    assert {found.id for found in joined} == {_statement(archive, name).id for name in STATEMENTS}
    assert sum(found.disputed for found in archive.statements.values()) == sum(
        s["disputed"] for s in STATEMENTS.values()
    )


def test_a_phrase_that_returns(archive: Archive) -> None:
    """A phrase used again on another occasion ties two statements together and leaves them two."""
    for names in GOLD["recurs"]:
        first, second = (_statement(archive, name) for name in names)
        assert first.id != second.id
        assert second.id in first.recurs or first.id in second.recurs
