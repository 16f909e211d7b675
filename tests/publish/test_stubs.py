"""What the browser's search is given to index."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from onrecord import build
from onrecord.config import load
from onrecord.model import Archive, Rendering
from onrecord.publish import stubs as stubs_of
from onrecord.publish.stubs import stubs
from tests.publish import harbour


class Stub(HTMLParser):
    """A stub taken apart: what Pagefind is told by attributes, and its text by the element it is in."""

    def __init__(self, stub: stubs_of.Stub) -> None:
        super().__init__()
        self.told: dict[str, list[str]] = {}
        self.shown: dict[str, Any] = dict(stub.shown)
        self.kind, self.year = stub.kind, stub.year
        self.text: dict[str, str] = {}
        self._at = ""
        self.feed(stub.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the element tells."""
        given = {key: value or "" for key, value in attrs}
        for key, value in given.items():
            if key.startswith("data-pagefind-") and "data-v" in given:
                self.told.setdefault(value.removesuffix("[data-v]"), []).append(given["data-v"])
        self._at = given.get("id", "") if tag == "p" else self._at

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.text[self._at] = self.text.get(self._at, "") + data


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The harbour's archive, linked."""
    return build.build(load(harbour.write(tmp_path_factory.mktemp("stubs")))).archive


def _stubs(archive: Archive, **options: object) -> list[Stub]:
    return [Stub(stub) for stub in stubs(archive, **options)]  # type: ignore[arg-type]  # passed through


def _of(found: list[Stub], kind: str, **shown: object) -> list[Stub]:
    return [s for s in found if kind in (s.kind, *s.told.get("kind", ())) and shown.items() <= s.shown.items()]


def test_one_stub_for_what_one_speaker_said_in_one_article(archive: Archive) -> None:
    """Each speaker of an article has a stub there, holding that speaker's own words and nobody else's."""
    (brandt,) = _of(_stubs(archive), "said", url="articles/school-roof/", speakers=[["ida-brandt", "Ida Brandt"]])
    assert list(brandt.text.values()) == ["A school is not a sieve, and the ferry fund can wait a month,"]
    assert brandt.told["title"] == ["Ida Brandt"]


def test_every_quotation_has_its_anchor(archive: Archive) -> None:
    """Every rendering of the archive is in exactly one stub, by the anchor it has on its article's page."""
    anchors = [anchor for s in _of(_stubs(archive), "said") for anchor in s.text if anchor]
    assert sorted(anchors) == sorted(f"q-{rendering}" for rendering in archive.renderings)


def test_unnamed_sources_can_be_found_as_such(archive: Archive) -> None:
    """Words of nobody named are of the kind "unnamed", and say why."""
    (unnamed,) = _of(_stubs(archive), "unnamed")
    assert not [name for name in unnamed.told if name.startswith("speaker")]
    assert [about["nobody"] for about in unnamed.shown["quotes"].values()] == ["the text credits “A harbor official”"]


def _retold(archive: Archive, article: str, **changes: object) -> Archive:
    """The archive with the quotations of an article changed."""

    def told(rendering: Rendering) -> Rendering:
        return replace(rendering, quotation=replace(rendering.quotation, **changes))  # type: ignore[arg-type]  # by name

    found = {i: told(r) if r.article == article else r for i, r in archive.renderings.items()}
    return replace(archive, renderings=found)


def test_reports_have_stubs_of_their_own(archive: Archive) -> None:
    """What is reported without marks is in no stub with words in marks, and says what it is."""
    stubs_of = _stubs(_retold(archive, "lighthouse", kind="indirect"))
    (lamp,) = _of(stubs_of, "indirect", url="articles/lighthouse/")
    assert lamp.shown["reported"] is True
    assert lamp.told["kind"] == ["indirect"]
    assert not any(stub.shown["reported"] for stub in _of(stubs_of, "direct"))


def test_words_in_marks_weigh_more_than_reports(archive: Archive) -> None:
    """Only the words of a report have their weight lowered."""
    for stub in stubs(_retold(archive, "lighthouse", kind="indirect")):
        assert ('data-pagefind-weight="0.5"' in stub.html) == bool(stub.shown.get("reported"))


def test_an_unsure_attribution_says_so(archive: Archive) -> None:
    """A quotation whose speaker is unsure carries that; a sure one, or one of nobody, does not."""
    (lamp,) = _of(_stubs(_retold(archive, "lighthouse", confidence="unsure")), "said", url="articles/lighthouse/")
    assert [about["unsure"] for about in lamp.shown["quotes"].values()] == [True]
    (sure,) = _of(_stubs(_retold(archive, "lighthouse", confidence="likely")), "said", url="articles/lighthouse/")
    assert sure.shown["quotes"] == {}


def test_a_joint_statement_is_filed_under_each_speaker(archive: Archive) -> None:
    """The stub of words that two people said together has both for filters, and both names for its title."""
    found = {i: replace(r, speakers=("tomas-vell", "ida-brandt")) if r.article == "lighthouse" else r
             for i, r in archive.renderings.items()}  # fmt: skip
    (lamp,) = _of(_stubs(replace(archive, renderings=found)), "said", url="articles/lighthouse/")
    filed = {name: names for name, names in lamp.told.items() if name.startswith("speaker")}
    assert filed == {stubs_of.speakers(name): [name] for name in ("tomas-vell", "ida-brandt")}
    assert lamp.told["title"] == ["Tomas Vell and Ida Brandt"]


def test_topics_bring_their_broader_ones(archive: Archive) -> None:
    """What is about ferries is found under transport, too."""
    (lamp,) = _of(_stubs(archive), "said", url="articles/lighthouse/")
    assert lamp.told["topic"] == ["ferries", "transport"]


def test_undated_articles_have_a_year_of_their_own(archive: Archive) -> None:
    """An undated article is in the year "undated"."""
    (lamp,) = _of(_stubs(archive), "article", url="articles/lighthouse/")
    assert lamp.year == "undated"


def test_what_was_said_needs_no_filter(archive: Archive) -> None:
    """Most stubs are what somebody said: only articles and statements say what they are, so that these are left out."""
    for stub in _stubs(archive):
        assert stub.told.get("is") == (None if stub.kind == "said" else [stub.kind])


def test_statements_with_pages_name_their_outlets(archive: Archive) -> None:
    """A statement that two outlets carry has a stub, and its quotations' stubs say who else carries it."""
    (street,) = _of(_stubs(archive), "statement")
    assert street.shown["outlets"] == ["Ellery Post", "Coast Courier"]
    (post,) = _of(_stubs(archive), "said", url="articles/ferry-vote/", speakers=[["ida-brandt", "Ida Brandt"]])
    also = [about["also"] for about in post.shown["quotes"].values() if "also" in about]
    assert also == [["Coast Courier"]]


@pytest.mark.parametrize(
    ("rights", "deck", "body", "words"),
    [("full", 1, 1, 1), ("excerpt", 1, 0, 1), ("quotations", 0, 0, 1), ("metadata", 0, 0, 0)],
)
def test_what_is_not_published_cannot_be_found(archive: Archive, rights: str, deck: int, body: int, words: int) -> None:
    """The index holds no more of an article than its pages show."""
    text = [" ".join(stub.text.values()) for stub in _stubs(archive, rights=rights)]
    assert sum("Three winters" in one for one in text) == deck
    assert sum("put out buckets" in one for one in text) == body
    assert sum("counting buckets" in one for one in text) == body + words


def test_hostile_text_stays_text(archive: Archive) -> None:
    """Markup in an article's words is escaped: the stub has the words, and no element of theirs."""
    found = [stub.html for stub in stubs(archive)]
    assert not any("<script" in html or "<img" in html for html in found)
    (lane,) = _of(_stubs(archive), "said", speakers=[["ada-lane", "Ada Lane"]])
    assert "<script>window.hurt=3</script>" in " ".join(lane.text.values())


def test_same_archive_same_stubs(archive: Archive) -> None:
    """The stubs depend on the archive alone."""
    assert list(stubs(archive)) == list(stubs(archive))


def test_sources_are_not_touched(archive: Archive) -> None:
    """Rights are applied to a copy."""
    list(stubs(archive, rights="metadata"))
    assert all(entry.renderings for entry in archive.entries.values() if entry.id != "pension")
