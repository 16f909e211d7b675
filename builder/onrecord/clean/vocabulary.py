"""The vocabularies in rules/, read once: names of outlets and agencies, section labels, patterns of furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

Where = Literal["anywhere", "top", "end", "edges"]

NAME = r"(?-i:[A-Z][\w.'’-]*(?: (?:(?:de|da|del|van|von|bin|al|la|le|of) ){0,2}[A-Z][\w.'’-]*){0,3})"
"""One to four capitalised words."""

_MONTHS = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?"
    "|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?"
)
_WEEKDAYS = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
DATE = (
    rf"(?:{_WEEKDAYS}\.?,? )?(?:(?:{_MONTHS})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    rf"|\d{{1,2}} (?:{_MONTHS})\.?,? \d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4})"
)
"""A date as it stands on a page."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a whole line looks, and what it must hold besides.

    Attributes:
        line: for the whole line.
        needs: one of these, in lower case, must be in it, if there are any.
        heads: it heads a list of titles, which go with it.
    """

    line: re.Pattern[str]
    needs: tuple[str, ...] = ()
    heads: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A group of lines of one kind: the reason they are dropped for, where, and their patterns."""

    reason: str
    where: Where
    longest: int
    quotes: bool
    patterns: tuple[Pattern, ...]


@dataclass(frozen=True, slots=True)
class Agency:
    """A wire or picture agency, and the forms it is credited in."""

    name: str
    wire: bool
    forms: tuple[str, ...]


def _text(name: str) -> str:
    return resources.files("onrecord.clean").joinpath("rules", name).read_text(encoding="utf-8")


def _yaml(name: str) -> Any:
    return yaml.load(_text(name), Loader=_LOADER)  # noqa: S506 - one of the two safe loaders


def _first_columns(name: str) -> tuple[str, ...]:
    lines = (line for line in _text(name).splitlines() if line and not line.startswith("#"))
    return tuple(line.split("\t")[0] for line in lines)


@cache
def agencies() -> tuple[Agency, ...]:
    """All agencies, in the order of the file."""
    return tuple(Agency(entry["name"], bool(entry["wire"]), tuple(entry["forms"])) for entry in _yaml("agencies.yml"))


@cache
def agency_names() -> dict[str, Agency]:
    """Form of a credit -> agency."""
    return {form: agency for agency in agencies() for form in agency.forms}


@cache
def credit_forms() -> str:
    """A regular expression for any form of any agency, the longest first."""
    return "|".join(re.escape(form) for form in sorted(agency_names(), key=lambda form: (-len(form), form)))


@cache
def sections() -> frozenset[str]:
    """Section labels, in lower case."""
    return frozenset(label.lower() for label in _first_columns("sections.txt"))


@cache
def reasons() -> dict[str, str]:
    """Every reason a line can be dropped for -> what it means."""
    lines = (line for line in _text("reasons.txt").splitlines() if line and not line.startswith("#"))
    return {reason: meaning for reason, _, meaning in (line.partition("\t") for line in lines)}


@cache
def outlet_words() -> frozenset[str]:
    """Last words of outlets' names, in lower case."""
    return frozenset(word.lower() for word in _first_columns("outlets.txt"))


@cache
def byline_roles() -> frozenset[str]:
    """Last words of what stands beside a name in a byline and is none, in lower case."""
    return frozenset(_first_columns("roles.txt"))


@cache
def no_places() -> tuple[str, ...]:
    """Labels in capitals that a dash may follow as it follows a dateline."""
    return _first_columns("no-places.txt")


@cache
def small_words() -> frozenset[str]:
    """Words that a headline in capitals leaves small."""
    return frozenset(_first_columns("small-words.txt"))


@cache
def clock_words() -> frozenset[str]:
    """Words before a time of day."""
    return frozenset(_first_columns("clock-words.txt"))


@cache
def sentence_words() -> frozenset[str]:
    """Words that sentences have and headlines mostly do without."""
    return frozenset(_first_columns("sentence-words.txt"))


@cache
def furniture() -> tuple[Rule, ...]:
    """The groups of furniture.yml, in its order."""
    return tuple(_rule(reason, group) for reason, group in _yaml("furniture.yml").items())


def _rule(reason: str, group: dict[str, Any]) -> Rule:
    entries = group["patterns"]
    plain = [entry["is"] for entry in entries if not entry.keys() & {"needs", "heads"}]
    special = [
        Pattern(
            _compiled(entry["is"]),
            tuple(entry.get("needs", ())),
            bool(entry.get("heads")),
        )
        for entry in entries
        if entry.keys() & {"needs", "heads"}
    ]
    # One expression for all plain ones: a line costs one trial a group instead of one a pattern.
    joined = [Pattern(_compiled("|".join(f"(?:{pattern})" for pattern in plain)))] if plain else []
    return Rule(reason, group["where"], group.get("longest", 160), bool(group.get("quotes")), (*special, *joined))


def _compiled(pattern: str) -> re.Pattern[str]:
    endings = "|".join(map(re.escape, _first_columns("outlets.txt")))
    outlet = rf"(?-i:(?:[A-Z0-9][\w.&'’-]* ){{0,4}}(?:{endings}))"
    filled = pattern.replace("{outlet}", outlet).replace("{name}", NAME).replace("{date}", DATE)
    return re.compile(filled, re.IGNORECASE)
