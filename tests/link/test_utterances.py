"""Invented utterances, cut and misheard by chance: what was said once is one statement, what was said twice is two."""

from __future__ import annotations

import random
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Archive, Record
from tests.link.making import linked, record

SYLLABLES = (
    "bar",
    "cel",
    "dro",
    "fen",
    "gal",
    "hum",
    "kel",
    "lor",
    "mip",
    "nas",
    "pov",
    "quo",
    "rin",
    "sut",
    "tam",
    "vel",
)
SMALL = ("the", "of", "and", "to", "we", "in", "that", "is", "for", "it", "with", "our", "a")
"""Without words of denial: beside a run of words they tell two utterances."""
SPEAKERS = ("Ada Lane", "Una Moss", None)
LONG_ENOUGH = 8
"""Words in a row that make two quotations of the same days one statement."""


def utterance(chance: random.Random, words: int) -> list[str]:
    """Words that nobody has said: half of them invented ones of two or three syllables."""
    made = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 3))) for _ in range(words)]
    return [chance.choice(SMALL) if at % 2 else word for at, word in enumerate(made)]


def article(name: str, said: list[str], speaker: str | None, day: str | None) -> Record:
    """An article that quotes `said`, each in a paragraph with words of its own around."""
    chance = random.Random(name)
    paragraphs = [f"{' '.join(utterance(chance, 14))} “{words}” {' '.join(utterance(chance, 9))}." for words in said]
    return record(f"{name}.txt", "\n\n".join(paragraphs), speaker, date=day, headline=f"Report {name}")


def of_article(archive: Archive, name: str) -> list[str | None]:
    """The statement of each quotation of an article, in the order of its text."""
    return [archive.renderings[id_].statement for id_ in archive.entries[name].renderings]


@st.composite
def pairs_of_cuts(draw: st.DrawFn) -> tuple[str, str]:
    """Two cuts of one utterance that share so many words in a row; around these each may have been misheard."""
    chance = random.Random(draw(st.integers(0, 2**20)))
    words = utterance(chance, 60)
    start = draw(st.integers(0, 60 - LONG_ENOUGH))
    end = draw(st.integers(start + LONG_ENOUGH, 60))
    cuts = []
    for _ in range(2):
        first, last = draw(st.integers(0, start)), draw(st.integers(end, 60))
        before, after = words[first:start], words[end:last]
        for side in (before, after):
            if draw(st.booleans()) and side:
                side[draw(st.integers(0, len(side) - 1))] = draw(
                    st.sampled_from(["…", "[the mayor]", "mumble", "[sic]"])
                )
        cuts.append(" ".join([*before, *words[start:end], *after]))
    return cuts[0], cuts[1]


@given(pairs_of_cuts(), st.sampled_from(SPEAKERS), st.sampled_from(SPEAKERS), st.integers(0, 10))
def test_eight_words_in_a_row_in_the_same_days_are_one_statement(
    cuts: tuple[str, str], one: str | None, other: str | None, days: int
) -> None:
    """Whatever stands around them and whoever is named; it is disputed if, and only if, two people are named."""
    at_odds = None not in (one, other) and one != other
    later = f"2025-03-{2 + (min(days, 3) if at_odds else days):02}"
    archive = linked(article("a", [cuts[0]], one, "2025-03-02"), article("b", [cuts[1]], other, later))
    (statement,) = archive.statements.values()
    assert statement.disputed is at_odds


@given(st.integers(0, 2**20), st.integers(2, 4), st.booleans())
def test_a_whole_and_its_parts_are_one_statement(seed: int, parts: int, dated: bool) -> None:
    """What one article prints whole and another in parts, even such that share no word, is one statement."""
    chance = random.Random(seed)
    words = utterance(chance, 18 * parts)
    pieces = [" ".join(words[18 * part + 2 : 18 * part + 16]) for part in range(parts)]
    day = "2025-03-02" if dated else None
    archive = linked(article("a", [" ".join(words)], "Ada Lane", day), article("b", pieces, "Ada Lane", day))
    (statement,) = archive.statements.values()
    assert statement.wording == " ".join(words)
    assert len(statement.renderings) == parts + 1


@given(st.integers(0, 2**20), st.integers(2, 6), st.integers(12, 40))
def test_several_utterances_of_one_day_stay_several(seed: int, several: int, words: int) -> None:
    """What one speaker said in several sentences on one day, each quoted by three outlets, is so many statements."""
    chance = random.Random(seed)
    said = [" ".join(utterance(chance, words)) for _ in range(several)]
    names = ("a", "b", "c")
    orders = {name: chance.sample(range(several), several) for name in names}
    archive = linked(*(article(name, [said[n] for n in orders[name]], "Ada Lane", "2025-03-02") for name in names))
    assert len(archive.statements) == several
    told = {name: dict(zip(orders[name], of_article(archive, name), strict=True)) for name in names}
    assert all(told[one] == told[other] for one, other in combinations(names, 2))


@given(st.integers(0, 2**20), st.integers(8, 30), st.integers(11, 300))
def test_a_line_of_a_season_recurs(seed: int, words: int, days: int) -> None:
    """The same line in reports that are weeks apart is two statements that point at each other."""
    line = " ".join(utterance(random.Random(seed), words))
    year, day = divmod(days, 28)
    later = f"20{25 + year // 12}-{year % 12 + 1:02}-{day + 1:02}"
    archive = linked(article("a", [line], "Ada Lane", "2024-11-30"), article("b", [line], "Ada Lane", later))
    one, other = archive.statements.values()
    assert (one.recurs, other.recurs) == ((other.id,), (one.id,))


@given(st.integers(0, 2**20), st.randoms(use_true_random=False))
def test_the_order_of_articles_is_no_matter(seed: int, shuffle: random.Random) -> None:
    """The statements of some articles are the same in whatever order these come."""
    chance = random.Random(seed)
    words = utterance(chance, 70)
    cuts = [sorted(chance.sample(range(71), 2)) for _ in range(6)]
    records = [
        article(f"n{n}", [" ".join(words[start:end])], chance.choice(SPEAKERS), f"2025-03-{chance.randint(1, 28):02}")
        for n, (start, end) in enumerate(cuts)
    ]
    mixed = records.copy()
    shuffle.shuffle(mixed)
    assert linked(*mixed).statements == linked(*records).statements
