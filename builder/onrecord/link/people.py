"""What the articles say of whom they name: what the speakers of an archive are told from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from onrecord import text
from onrecord.link import names
from onrecord.link.descriptions import descriptions
from onrecord.link.names import Name
from onrecord.link.quoted import Quoted
from onrecord.model import NameReason, Record, SpeakerEntry

_RUN = 8  # words: credited to a surname and to a full name, they tell that these are one

Use = tuple[str, str]
"""An article's id and a form of a name, as it gives it."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the archive, while what is said of them is gathered.

    Attributes:
        entry: the editor's.
        whole: the forms that are theirs wherever they stand, not by the article that uses them.
        forms: each form of the name, as printed, with the articles that use it.
        roles: each role, as printed, with the articles that give it.
        told: why each bare name was taken for theirs, with the articles in which it was.
        candidates: of a name that nobody resolves, who may be meant, and how much tells of each.
    """

    entry: SpeakerEntry | None = None
    whole: set[str] = field(default_factory=set)
    forms: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    quotations: list[Quoted] = field(default_factory=list)
    told: dict[tuple[str, NameReason], set[str]] = field(default_factory=dict)
    candidates: dict[Person, int] = field(default_factory=dict)
    unresolved: bool = False

    @property
    def articles(self) -> set[str]:
        """All that name the person."""
        return set().union(*self.forms.values())

    @property
    def name(self) -> str:
        """The editor's, else the full form most used; of two the longer, then the alphabetical."""
        if self.entry:
            return self.entry.name
        full = [form for form in self.forms if names.parse(form).is_full] or list(self.forms)
        return min(full, key=lambda form: (-len(self.forms[form]), -len(form), form))

    def note(self, use: Use, roles: Iterable[str], reason: NameReason | None = None, *, whole: bool = True) -> Person:
        """The person, a use of a name noted with its roles, and, of a bare name, why it is theirs."""
        article, form = use
        self.forms.setdefault(form, set()).add(article)
        if whole:
            self.whole.add(form)
        for role in roles:
            self.roles.setdefault(role, set()).add(article)
        if reason:
            self.told.setdefault((form, reason), set()).add(article)
        return self


class Stock:
    """Every name that the articles give, with its roles, what stands behind it, and the words credited to it."""

    def __init__(self, records: Sequence[Record], quotations: Sequence[Quoted], events: Mapping[str, str]) -> None:
        """Take stock: `events` is the story of each article that has one."""
        self.records = {record.article.id: record for record in records}
        self.events = events
        self.roles: dict[Use, tuple[str, ...]] = {
            (id_, person.name): person.roles for id_, record in self.records.items() for person in record.people
        }
        self.described: dict[Use, tuple[str, ...]] = {
            (id_, person.name): descriptions(record.article.text, person.mentions)
            for id_, record in self.records.items()
            for person in record.people
        }
        self.named = {id_: {person.name for person in record.people} for id_, record in self.records.items()}
        for quoted in quotations:
            self.named[quoted.article].update(quoted.quotation.speakers)
        self._words: dict[Use, list[str]] = {}
        for quoted in quotations:
            for name in quoted.quotation.speakers if not quoted.reported else ():
                self._words.setdefault((quoted.article, name), []).append(quoted.normal)
        self.tails = {(a, n) for a, named in self.named.items() for n in _tails(named)}

    def uses(self) -> list[Use]:
        """Every use of a name, sorted."""
        return [(article, form) for article, named in sorted(self.named.items()) for form in sorted(named)]

    def said(self, use: Use) -> frozenset[tuple[str, ...]]:
        """The runs of words in marks that an article credits to a name."""
        return frozenset(run for words in self._words.get(use, ()) for run in text.shingles(words.split(), _RUN))

    def is_full(self, use: Use) -> bool:
        """Whether a use says more than a surname."""
        return use not in self.tails and names.parse(use[1]).is_full


def together(casts: Iterable[Iterable[str]]) -> set[frozenset[Name]]:
    """The pairs of names that only a suffix tells apart and that stand in one article: father and son."""
    found: set[frozenset[Name]] = set()
    for named in casts:
        parsed = {names.parse(form) for form in named}
        suffixed = [name for name in parsed if name.suffix]
        found.update(
            frozenset((name, other))
            for name in suffixed
            for other in parsed
            if (other.given, other.surname) == (name.given, name.surname) and other.suffix != name.suffix
        )
    return found


def _tails(named: Iterable[str]) -> list[str]:
    """Of the names of one article, those that look full but are the end of one longer name ("Cole Lane")."""
    full = [(form, names.parse(form)) for form in named if names.parse(form).is_full]
    alike: dict[str, list[Name]] = {}  # by the last word and by the surname: one of them agrees in an end of a name
    for _, long in full:
        for word in {long.tokens[-1], long.surname}:
            alike.setdefault(word, []).append(long)
    return [form for form, short in full if sum(names.is_tail(short, long) for long in _ends_alike(short, alike)) == 1]


def _ends_alike(name: Name, alike: Mapping[str, Sequence[Name]]) -> Iterable[Name]:
    """The names, each once, that have the last word or the surname of `name`."""
    found = alike.get(name.tokens[-1], ())
    more = alike.get(name.surname, ()) if name.surname != name.tokens[-1] else ()
    return chain(found, (other for other in more if other.tokens[-1] != name.tokens[-1]))
