"""The words that rules are made of, loaded from `rules/<language>/*.yml`.

Every list is data with the reason it is there; this module only reads it and inflects verbs. Words are compared in
lower case with straight apostrophes (`key`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from onrecord.errors import ConfigError
from onrecord.extract.reporting import Reporting, reporting
from onrecord.extract.syntax import Syntax, syntax
from onrecord.model import OutletEntry
from onrecord.text import fold

Gender = Literal["m", "f"]
Form = Literal["plain", "finite", "participle", "perfect"]
"""How a verb stands: "write", "wrote"/"writes", "writing", "written"."""

RULES = Path(__file__).parent / "rules"
_VOWELS = "aeiou"
_DOUBLING = frozenset(
    [
        "quip",
        "rip",
        "slam",
        "rap",
        "hit",
        "put",
        "chat",
        "plan",
        "commit",
        "admit",
        "dub",
        "brag",
        "pen",
        "refer",
        "prefer",
        "rebut",
        "snap",
        "sum",
        "deadpan",
    ]
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a verb that attributes.

    Attributes:
        group: "speech", "address", "judgement" or "thought" (see `rules/en/cues.yml`).
        lemma: its plain form.
        form: how it stands.
    """

    group: str
    lemma: str
    form: Form


@dataclass(frozen=True, slots=True)
class Rules:
    """All that extraction knows of one language, and the outlets it can recognise: plain, picklable data."""

    language: str
    cues: Mapping[str, Cue]
    openings: Mapping[str, tuple[tuple[str, ...], ...]]
    """The words that introduce a source ("according to"), by the first of them."""
    honorifics: Mapping[str, Gender | None]
    titled_names: frozenset[str]
    title_parts: frozenset[str]
    departments: frozenset[str]
    role_nouns: Mapping[str, Gender | None]
    relations: frozenset[str]
    role_modifiers: frozenset[str]
    epithets: frozenset[str]
    abbreviated: Mapping[str, str]
    generations: Mapping[str, str]
    children: frozenset[str]
    callings: frozenset[str]
    """Endings of words for what somebody is."""
    pronouns: Mapping[str, Gender]
    particles: frozenset[str]
    suffixes: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    given_names: Mapping[str, Gender | None]
    places: frozenset[str]
    nations: frozenset[str]
    also_surnames: frozenset[str]
    calendar: frozenset[str]
    bodies: frozenset[str]
    body_words: frozenset[str]
    openers: frozenset[str]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    determiners: frozenset[str]
    documents: frozenset[str]
    things: frozenset[str]
    slight: frozenset[str]
    body_nouns: frozenset[str]
    light_verbs: frozenset[str]
    verb_nouns: frozenset[str]
    not_adverbs: frozenset[str]
    scare: frozenset[str]
    reporting: Reporting
    findings: Mapping[str, Cue]
    before_works: frozenset[str]
    syntax: Syntax
    triggers: frozenset[str]
    """Words that a cue, an opening or a noun of saying begins with."""
    own_subjects: frozenset[str]
    entitled: frozenset[str]
    sayings: frozenset[str]
    saying_links: frozenset[str]
    own_words: frozenset[str]
    opening_in: frozenset[str]
    possessives: frozenset[str]
    articles: frozenset[str]
    addressed: frozenset[str]
    compounds: frozenset[str]
    small: frozenset[str]
    company: frozenset[str]
    counts: Mapping[str, int]
    """Words that count people ("the two", "both") -> how many."""
    question_labels: frozenset[str]
    answer_labels: frozenset[str]
    interview: frozenset[str]
    unknown: frozenset[str]
    talk: frozenset[str]
    block_words: frozenset[str]
    outlets: Mapping[str, str]
    """Folded names, aliases and domains of outlets -> their name."""


def key(word: str) -> str:
    """`word` as the lists have it: lower case, straight apostrophes."""
    lower = word.lower()
    return lower if lower.isascii() else lower.replace("’", "'").replace("‘", "'")


def load_rules(language: str = "en", outlets: Sequence[OutletEntry] = ()) -> Rules:
    """The rules of `language`, with the editor's `outlets` added to those known.

    Raises ConfigError where there are no rules for the language.
    """
    folder = RULES / language
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in RULES.iterdir() if p.is_dir()))
        raise ConfigError(f"language: no rules for {language!r}. Known: {known}.")
    return Rules(language=language, outlets=_outlets(folder, outlets), **_word_lists(folder))


def _word_lists(folder: Path) -> dict[str, Any]:
    cues, people, grammar, nots = (_read(folder / f"{name}.yml") for name in ("cues", "people", "grammar", "names-not"))
    given, indirect = _read(folder / "first-names.yml"), _read(folder / "indirect.yml")
    sets = {
        name: _words(group["words"])
        for source in (people, grammar, nots)
        for name, group in source.items()
        if "words" in group
    }
    sets["small"] = sets["prepositions"] | sets["determiners"] | sets["subordinators"] | {"to"}
    return (
        sets
        | _cue_words(cues, indirect, sets["sayings"] | sets["opening_in"])
        | {
            "syntax": syntax(_read(folder / "syntax.yml")),
            "honorifics": _gendered(people["honorifics"]),
            "role_nouns": _role_nouns(people),
            "pronouns": {w: g for w, g in _gendered(people["pronouns"]).items() if g},
            "abbreviated": dict(pair.split() for pair in _words(people["abbreviated"]["pairs"])),
            "generations": {word: g for g in ("elder", "younger") for word in _words(people["generations"][g])},
            "counts": {p.rpartition(" ")[0]: int(p.rpartition(" ")[2]) for p in _words(people["counts"]["pairs"])},
            "nicknames": _nicknames(people["nicknames"]["groups"]),
            "given_names": _given_names(given),
            "reporting": reporting(indirect),
        }
    )


def _cue_words(cues: Mapping[str, Any], indirect: Mapping[str, Any], others: frozenset[str]) -> dict[str, Any]:
    """The words that attribute, and all with which a cue begins, the `others` among them."""
    verbs, findings = _cues(cues), _cues({name: indirect[name] for name in ("findings", "more")})
    openings: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(_words(cues["opening"]["phrases"])):
        words = tuple(phrase.split())
        openings[words[0]] = (*openings.get(words[0], ()), words)
    triggers = others | {form.partition(" ")[0] for form in (*verbs, *findings)} | openings.keys()
    return {"cues": verbs, "findings": findings, "openings": openings, "triggers": triggers}


def _read(path: Path) -> dict[str, Any]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 -- both are safe
    return data


def _words(block: str, separator: str | None = ",") -> frozenset[str]:
    return frozenset(key(" ".join(word.split())) for word in block.split(separator) if word.strip())


def _gendered(group: Mapping[str, str]) -> dict[str, Gender | None]:
    out: dict[str, Gender | None] = dict.fromkeys(_words(group.get("any", "")))
    out |= dict.fromkeys(_words(group["m"]), "m")
    return out | dict.fromkeys(_words(group["f"]), "f")


def _given_names(given: Mapping[str, Any]) -> dict[str, Gender | None]:
    """Given names, with their accents and without."""
    names: dict[str, Gender | None] = dict.fromkeys(_words(given["male"]["words"], None), "m")
    names |= dict.fromkeys(_words(given["female"]["words"], None), "f")
    names |= dict.fromkeys(_words(given["either"]["words"], None))
    return names | {fold(name): gender for name, gender in names.items()}


def _role_nouns(people: Mapping[str, Any]) -> dict[str, Gender | None]:
    """The nouns for what a person is, and the titles that somebody had before ("then-Gov.")."""
    titles = _gendered(people["honorifics"])
    had = _words(people["earlier"]["prefixes"])
    return _gendered(people["role_nouns"]) | {f"{then}-{title}": g for title, g in titles.items() for then in had}


def _nicknames(block: str) -> dict[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for group in block.split(","):
        names = frozenset(group.split())
        for name in names:
            out[name] = out.get(name, frozenset()) | names
    return out


def _cues(data: Mapping[str, Any]) -> dict[str, Cue]:
    """Every form of every verb; a verb in two groups belongs to the first."""
    out: dict[str, Cue] = {}
    for group, body in data.items():
        for entry in _words(body.get("verbs", "")):
            for form, how in _inflect(entry):
                out.setdefault(form, Cue(group, entry.partition("/")[0], how))
    return out


def _inflect(entry: str) -> Iterable[tuple[str, Form]]:
    """The forms of a verb given as "plain" or "plain/past/…"; of a phrase ("point out") the first word is the verb."""
    plain, *past = entry.split("/")
    head, _, tail = plain.partition(" ")
    forms: list[tuple[str, Form]] = [(p.partition(" ")[0], "finite") for p in past[:1]] or [(_past(head), "finite")]
    forms += [(p.partition(" ")[0], "perfect") for p in past[1:]]
    forms += [(head, "plain"), (_third(head), "finite"), (_participle(head), "participle")]
    return [(f"{word} {tail}".strip(), form) for word, form in forms]


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return (verb + verb[-1] if verb in _DOUBLING else verb) + "ed"


def _participle(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if verb in _DOUBLING or verb == "begin" else verb) + "ing"


@cache
def _known_outlets(folder: Path) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, entry in _read(folder / "outlets.yml")["outlets"].items():
        for word in (name, *entry.get("aliases", ()), *entry.get("domains", ())):
            out[key(word)] = name
    return out


def _outlets(folder: Path, entries: Sequence[OutletEntry]) -> dict[str, str]:
    out = dict(_known_outlets(folder))
    for entry in entries:
        for word in (entry.name, *entry.aliases, *entry.domains):
            out[key(word)] = entry.name
    return out
