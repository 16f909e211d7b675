"""Names taken apart."""

from __future__ import annotations

import pytest

from onrecord.link.names import is_short_for, is_tail, middles_agree, parse


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Una O’Hara", "Una O'Hara"),
        ("José Núñez", "Jose Nunez"),
        ("J.D. Marsh", "JD Marsh"),
        ("J. D. Marsh", "J.D. Marsh"),
        ("Ada Cole-Lane", "Ada Cole Lane"),
        ("Bill de Witt", "Bill De Witt"),
        ("Max Berg, Jr.", "Max Berg Jr"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    """Accents, apostrophes, stops, hyphens and commas do not tell names apart."""
    assert parse(one) == parse(other)


@pytest.mark.parametrize(
    ("name", "given", "middles", "surname", "suffix"),
    [
        ("Ada Lane", "ada", (), "lane", ""),
        ("Ada B. Lane", "ada", ("b",), "lane", ""),
        ("Max R. Berg Jr.", "max", ("r",), "berg", "jr"),
        ("Lane", "", (), "lane", ""),
        ("de Witt", "", (), "dewitt", ""),
        ("Chris Van Holt", "chris", (), "vanholt", ""),
        ("Omar al-Sadi", "omar", (), "sadi", ""),
        ("Committee for Dry Cellars", "", (), "committee for dry cellars", ""),
        ("", "", (), "", ""),
        ("Jr.", "", (), "jr", ""),
    ],
)
def test_parts(name: str, given: str, middles: tuple[str, ...], surname: str, suffix: str) -> None:
    """A name has first name, middle names, surname with its particles, and suffix; a body's name is all surname."""
    found = parse(name)
    assert (found.given, found.middles, found.surname, found.suffix) == (given, middles, surname, suffix)


def test_short_forms() -> None:
    """A nickname or an initial may stand for a first name, another first name not."""
    assert is_short_for("bernie", "bernard")
    assert is_short_for("b", "bernard")
    assert not is_short_for("bernard", "bernie")
    assert not is_short_for("eric", "ivan")


def test_middles() -> None:
    """Middle names agree if one is left out or abbreviated, not if they differ."""
    assert middles_agree((), ("w",))
    assert middles_agree(("w",), ("walker",))
    assert not middles_agree(("w",), ("h",))
    assert not middles_agree(("w",), ("h", "w"))


def test_tails() -> None:
    """A surname, also a double one, is the end of the full name."""
    assert is_tail(parse("Witt"), parse("Bill Witt"))
    assert is_tail(parse("de Witt"), parse("Bill de Witt"))
    assert is_tail(parse("Cole Lane"), parse("Ada Cole Lane"))
    assert not is_tail(parse("Ada Lane"), parse("Ada Cole Lane"))
    assert not is_tail(parse("Lane Jr."), parse("Max Lane"))
