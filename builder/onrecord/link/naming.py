"""Why each printed name was taken for a person's: what their page, `onrecord show` and a review can tell of a merge."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from onrecord.link import names
from onrecord.link.names import Name
from onrecord.link.persons import Person
from onrecord.link.spellings import is_slip
from onrecord.model import NameReason, Naming

_ORDER: dict[str, int] = {reason: number for number, reason in enumerate(get_args(NameReason))}


def namings(person: Person) -> tuple[Naming, ...]:
    """Each form of a person's name with its articles and the reason: their own first, then by reason and form."""
    told: dict[str, set[str]] = {}
    found = []
    for (form, reason), articles in person.told.items():
        told.setdefault(form, set()).update(articles)
        found.append(Naming(form, reason, tuple(sorted(articles)), None if reason == "unresolved" else person.name))
    by_use = sorted(person.forms, key=lambda form: (-len(person.forms[form]), form))
    for form, articles in person.forms.items():
        full = articles - told.get(form, set())
        if full:
            reason, like = _why(form, person, by_use)
            found.append(Naming(form, reason, tuple(sorted(full)), like))
    return tuple(sorted(found, key=lambda naming: (_ORDER[naming.reason], naming.form)))


def _why(form: str, person: Person, forms: Sequence[str]) -> tuple[NameReason, str | None]:
    """Why a full name is the person's, and which other name of theirs tells so: the one shown, if it does."""
    if form == person.name:
        return "own", None
    own = names.parse(form)
    for other in dict.fromkeys((person.name, *forms)):
        reason = difference(own, names.parse(other)) if other != form else None
        if reason:
            return reason, other
    return "editor", person.name


def difference(one: Name, other: Name) -> NameReason | None:
    """What two names of one person differ in; None where they differ in more than names may."""
    if one == other:
        return "spelling"
    if one.surname != other.surname:
        if names.is_tail(one, other) or names.is_tail(other, one):
            return "surnames"
        slip = is_slip(one.surname, other.surname) and one.given == other.given
        return "misspelt" if slip else None
    if one.tokens[1:] == other.tokens:
        return "stray" if other.is_full and not names.is_given(one.given) else "surnames"
    if one.given == other.given:
        same = names.middles_agree(one.middles, other.middles)
        tails = names.is_tail(one, other) or names.is_tail(other, one)
        return ("suffix" if one.suffix != other.suffix else "middle") if same else "surnames" if tails else None
    return _of_givens(one, other)


def _of_givens(one: Name, other: Name) -> NameReason | None:
    """What two names of one surname, but not of one first name, differ in."""
    shorter = sorted((one.given, other.given), key=len)
    if names.is_variant(*shorter):
        return "spelling"
    if names.is_short_for(one.given, other.given) or names.is_short_for(other.given, one.given):
        return "initial" if len(shorter[0]) == 1 else "nickname"
    if names.is_tail(one, other) or names.is_tail(other, one):
        return "surnames"
    return "misspelt" if is_slip(*shorter) else None
