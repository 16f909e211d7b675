"""How alike articles are, and how rare their words: against the plainest way to say the same."""

from __future__ import annotations

import math
import random
from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.link import days, stories
from onrecord.link.accounts import RUN, WEEKDAYS
from onrecord.link.articles import Rows, rows
from onrecord.link.days import NEAR, UNDATED
from onrecord.link.likeness import SAME, likenesses
from onrecord.model import Record
from tests.link.making import record

DAYS = (None, "2025-03-01", "2025-03-04", "2025-03-13", "2025-06-01", "2031-01-01")


def _archive(seed: int, size: int) -> list[Record]:
    """Articles of made-up words, some of them common, on a few days."""
    chance = random.Random(seed)
    vocabulary = [f"w{number}" for number in range(120)]
    made = []
    for number in range(size):
        words = [vocabulary[int(chance.triangular(0, 119, 0))] for _ in range(chance.choice((5, 60, 90)))]
        made.append(record(f"{number}.txt", " ".join(words), date=chance.choice(DAYS), headline=words[0]))
    return made


def _rows(records: list[Record]) -> Rows:
    return rows(records, {one.article.id: stories.prepared(one) for one in records})


def _cosine(found: Rows, one: int, other: int) -> int:
    """The cosine in plain arithmetic."""

    def weights(row: int) -> dict[int, int]:
        own = range(int(found.starts[row]), int(found.starts[row + 1]))
        return {int(found.words[at]): int(found.counts[at]) * int(found.rarities[at]) for at in own}

    first, second = weights(one), weights(other)
    product = sum(weight * second.get(word, 0) for word, weight in first.items())
    lengths = [math.sqrt(sum(weight**2 for weight in own.values())) for own in (first, second)]
    return round(SAME * product / max(1, lengths[0] * lengths[1]))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 14))
def test_likeness_is_the_cosine_of_the_weighted_words(seed: int, size: int) -> None:
    """It is what adding up word by word gives, for articles of near days or of none, the most alike first."""
    found = _rows(_archive(seed, size))
    start = found.undated
    everything = [
        *likenesses(found, np.arange(start), (0, size)),
        *likenesses(found, np.arange(start, size), (start, size)),
    ]
    assert [one.row for one in everything] == list(range(size))
    for one in everything:
        assert list(one.alike) == sorted(one.alike, reverse=True)
        for other, alike in zip(one.others.tolist(), one.alike.tolist(), strict=True):
            assert other != one.row
            assert abs(alike - _cosine(found, one.row, other)) <= 1
            apart = abs(int(found.days[one.row]) - int(found.days[other]))
            assert one.row < start or (other >= start and apart <= NEAR)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 14))
def test_a_rarer_word_is_more_telling(seed: int, size: int) -> None:
    """In an archive that is small enough to be of one time, rarity follows from how many dated articles have a word."""
    found = _rows([one for one in _archive(seed, size) if one.date])
    having = Counter(found.words.tolist())
    by_count = {having[word]: rarity for word, rarity in zip(found.words.tolist(), found.rarities, strict=True)}
    assert [by_count[many] for many in sorted(by_count)] == sorted(by_count.values(), reverse=True)
    assert all(
        by_count[having[word]] == rarity for word, rarity in zip(found.words.tolist(), found.rarities, strict=True)
    )


@given(st.lists(st.integers(0, 400), max_size=60), st.integers(0, 3), st.integers(1, 12))
def test_the_time_of_a_period_is_the_shortest_with_enough_articles(
    dated: list[int], undated: int, enough: int
) -> None:  # fmt: skip
    """It holds the period, has enough articles unless it has all, and is of a power of two periods."""
    of = np.array([UNDATED] * undated + sorted(dated), np.int64)
    found = days.windows(of, enough)
    assert set(found) == set(of.tolist())
    for period, (start, end) in found.items():
        if period == UNDATED:
            assert (start, end) == (0, len(of))
            continue
        assert end - start >= min(enough, len(dated))
        level = next(
            level for level in range(20)
            if _within(of, period, level) >= enough or _within(of, period, level) == len(dated)
        )  # fmt: skip
        assert [int(one) >> level == period >> level for one in of] == [start <= at < end for at in range(len(of))]


def _within(of: np.typing.NDArray[np.int64], period: int, level: int) -> int:
    return sum(one != UNDATED and one >> level == period >> level for one in of.tolist())


def test_an_account_knows_words_runs_and_days() -> None:
    """It has each word of content once, a run for each place in a quotation where one begins, and the weekdays."""
    words = " ".join(f"term{number}" for number in range(30))
    said = " ".join(f"say{number}" for number in range(RUN + 2))
    made = stories.prepared(
        record("a.txt", f"On Monday and on monday the {words} of {words}. “{said}” “Too short.”", None)
    )
    numbers = np.frombuffer(made.words, np.uint32)
    assert len(set(numbers.tolist())) == len(numbers) == len(made.counts)
    assert list(numbers) == sorted(numbers)
    assert len(np.frombuffer(made.runs, np.uint64)) == len(np.frombuffer(made.quotations, np.uint16)) == 3
    assert made.weekdays == bytes([2, *[0] * (len(WEEKDAYS) - 1)])


def test_accounts_of_other_articles_differ() -> None:
    """Another word, quotation or headline makes another digest; where the article is kept does not."""
    words = " ".join(f"term{number}" for number in range(30))
    texts = [words, f"{words} besides term", f"“{words}”"]
    made = [stories.prepared(record("a.txt", text, None)).digest for text in texts]
    made.append(stories.prepared(record("a.txt", words, headline="Another")).digest)
    assert len(set(made)) == len(made)
    assert stories.prepared(record("elsewhere.txt", words, outlet="The Lamp")).digest == made[0]


def test_text_that_no_encoding_knows_is_compared_all_the_same() -> None:
    """A lone surrogate in text or outlet is no error."""
    odd = " ".join(f"wor\ud800d{number}" for number in range(40))
    assert stories.prepared(record("a.txt", f"{odd} “{odd}”", None)).runs
    assert not stories.find([record("a.txt", odd, outlet="\ud800")])
