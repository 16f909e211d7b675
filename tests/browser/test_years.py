"""Searching many years by date: no more of them are fetched than results are shown of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, built, put_up
from tests.publish import harbour

pytestmark = pytest.mark.browser

FIRST, LAST, OTHER = 2010, 2021, 2012
"""The years in which the mayor speaks of the ferry, twice in the last; only in the first does she mention a walrus; and
the one in which the head teacher speaks."""
_ARTICLE = """---
title: The ferry in {year}, part {part}
outlet: Ellery Post
date: {year}-0{part}-11
---
The council of Port Ellery met on Tuesday.

“In {year} the ferry carried {many} {freight} to the island,” said Mayor Ida Brandt.
"""
_TEACHER = f"""---
title: A lesson at the quay
outlet: Ellery Post
date: {OTHER}-05-02
---
The school went out to the quay on Thursday.

“No two of us counted the same number of geese,” said Tomas Vell, the head teacher.
"""


@pytest.fixture(scope="module")
def years_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An archive of twelve years."""
    root = tmp_path_factory.mktemp("years")
    harbour.write(root)
    for old in (root / "articles").iterdir():
        old.unlink()
    for year in range(FIRST, LAST + 1):
        for part in (1, 2) if year == LAST else (1,):
            _write(root / "articles" / f"{year}-{part}.txt", year, part)
    (root / "articles" / "quay.txt").write_text(_TEACHER, encoding="utf-8")
    yield from put_up(built(root), "years")


def _write(path: Path, year: int, part: int) -> None:
    freight = "geese and one walrus" if year == FIRST else "geese"
    path.write_text(_ARTICLE.format(year=year, part=part, many=year - 1900, freight=freight), encoding="utf-8")


def _shown(page: Page) -> list[int]:
    """The years of the quotations that are shown."""
    return [int(year) for year in re.findall(r"In (\d{4}) the ferry", page.locator(".or-search__results").inner_text())]


def _fetched(asked: list[str]) -> set[str]:
    """The years of which anything was fetched, of all that was asked for."""
    return {found[1] for name in asked if (found := re.search(r"/assets/search/(\d{4})-", name))}


def test_what_one_speaker_said_comes_newest_first_and_no_further_than_shown(
    years_address: str, open_page: OpenPage
) -> None:
    """Ten results, of ten years; the others are fetched when they are asked for."""
    page, asked = open_page("about:blank"), list[str]()
    page.on("request", lambda request: asked.append(request.url))  # of the search's worker too
    page.goto(f"{years_address}search/?q=geese&speaker=ida-brandt")
    status = page.get_by_role("status")
    expect(status).to_have_text("10 matches from 2013 on. Show more to search earlier years.")
    assert _shown(page) == [2021, 2021, *range(2020, 2012, -1)]
    assert _fetched(asked) == {str(year) for year in range(2013, LAST + 1)}
    page.get_by_role("button", name="Show more results").click()
    expect(status).to_have_text("13 matches.")
    assert _shown(page) == [2021, 2021, *range(2020, 2009, -1)]
    assert _fetched(asked) == {str(year) for year in range(FIRST, LAST + 1)}
    expect(page.get_by_role("button", name="Show more results")).to_be_hidden()


def test_only_years_of_the_speaker_are_read(years_address: str, open_page: OpenPage) -> None:
    """Years in which somebody says nothing are passed over, but for the one that the search begins with."""
    page, asked = open_page("about:blank"), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{years_address}search/?q=geese&speaker=tomas-vell")
    expect(page.get_by_role("status")).to_have_text("1 match.")
    assert _fetched(asked) == {str(OTHER), str(LAST)}


def test_a_word_of_long_ago_is_found(years_address: str, open_page: OpenPage) -> None:
    """All years are gone through until something is found; and all are, before it is said that nothing is."""
    page = open_page(f"{years_address}search/?q=walrus&speaker=ida-brandt")
    expect(page.get_by_role("status")).to_have_text("1 match.")
    assert _shown(page) == [FIRST]
    page = open_page(f"{years_address}search/?q=geese+tapir&speaker=ida-brandt")
    expect(page.get_by_role("status")).to_have_text("Nothing found: “tapir” occurs nowhere in what is searched.")


def test_a_speakers_words_come_by_rank_if_that_is_chosen(years_address: str, open_page: OpenPage) -> None:
    """The best match first looks at all years: it can be any."""
    page = open_page(f"{years_address}search/?q=geese&speaker=ida-brandt")
    page.get_by_label("Order").select_option("best")
    expect(page.get_by_role("status")).to_have_text("13 matches, the first 10 shown.")
    expect(page).to_have_url(re.compile("sort=best$"))
    page.get_by_label("Order").select_option("oldest")
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"^10 matches up to 20\d\d\. Show more to search later years\.$")
    )
    assert _shown(page) == [*range(FIRST, FIRST + 10)]
