"""Somebody named in the archive, with all that the articles say of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from onrecord.link import days, names
from onrecord.link.columns import Numbers, numbers
from onrecord.link.uses import Setting, Uses
from onrecord.model import NameReason, SpeakerEntry

_NEAR = 14  # days: an outlet that gave the full name so recently may do with the surname


@dataclass(slots=True, eq=False)
class Person:
    """Somebody named in the archive.

    Attributes:
        entry: the editor's.
        whole: the forms that are theirs wherever they stand, not by the article that uses them.
        forms: each form of the name, as printed, with the articles that use it.
        roles: each role, as printed, with the articles that give it.
        told: why each bare name was taken for theirs, with the articles in which it was.
        unresolved: a name that nobody resolves.
    """

    entry: SpeakerEntry | None = None
    whole: set[str] = field(default_factory=set)
    forms: dict[str, set[str]] = field(default_factory=dict)
    roles: dict[str, set[str]] = field(default_factory=dict)
    told: dict[tuple[str, NameReason], set[str]] = field(default_factory=dict)
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

    def note(
        self, article: str, form: str, roles: Iterable[str], reason: NameReason | None = None, *, whole: bool = True
    ) -> None:
        """Note a use of a name with its roles, and, of a bare name, why it is theirs."""
        self.forms.setdefault(form, set()).add(article)
        if whole:
            self.whole.add(form)
        for role in roles:
            self.roles.setdefault(role, set()).add(article)
        if reason:
            self.told.setdefault((form, reason), set()).add(article)


class Trace:
    """What tells a bare name to mean somebody: where they were named in full, and in which roles."""

    def __init__(self, uses: Uses, rows: Iterable[int], entry: SpeakerEntry | None) -> None:
        """Gather it from the rows that name somebody in full."""
        self.entry = entry
        self._uses, self._rows = uses, list(rows)
        self.articles = {int(uses.articles[row]) for row in self._rows}
        settings = [uses.settings[article] for article in self.articles]
        self.stories = {setting.story for setting in settings if setting.story}
        self._days: dict[str, list[int]] = {}
        for setting in settings:
            day = days.number(setting.date)
            if setting.outlet and day is not None:
                self._days.setdefault(setting.outlet, []).append(day)
        for found in self._days.values():
            found.sort()
        self.roles: dict[str, set[int]] = {}
        for row in self._rows:
            _, part, at = uses.of(row)
            for role in part.roles[at]:
                self.roles.setdefault(role, set()).add(int(uses.articles[row]))
        self.role_words, self.addresses = names.role_words(self.roles), names.addresses(self.roles)

    @cached_property
    def said(self) -> Numbers:
        """The runs of words in marks that are credited to the person in full."""
        found = (part.runs[at] for _, part, at in map(self._uses.of, self._rows))
        return np.unique(numbers(b"".join(found)))

    def times_in_role(self, words: frozenset[str]) -> int:
        """How many articles give the person a role that has one of some words."""
        alike = (found for role, found in self.roles.items() if not words.isdisjoint(names.role_words([role])))
        return len(set().union(*alike)) if words else 0

    def times_near(self, setting: Setting) -> int:
        """How many articles of the same outlet name the person in the weeks around an article."""
        seen = self._days.get(setting.outlet or "")
        day = days.number(setting.date) if seen else None
        if not seen or day is None:
            return 0
        return bisect_right(seen, day + _NEAR) - bisect_left(seen, day - _NEAR)
