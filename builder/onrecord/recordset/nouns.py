"""Nouns as plain values and back: a dict for each noun, a list for each tuple. Whatever is no such noun is refused."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")
Convert = Callable[[Any], Any]


class NounError(ValueError):
    """A value that is none of what it should be."""


def plain(noun: object) -> dict[str, Any]:
    """The fields of a noun, in their order, all the way down."""
    written: dict[str, Any] = _writer(cast("Hashable", type(noun)))(noun)
    return written


def revive(kind: type[T], value: Mapping[str, Any]) -> T:
    """The noun that `plain` made this of, equal to it in every field.

    Raises:
        NounError: it is of another form, or a choice in it is none of those there are.
    """
    return cast("T", _reader(cast("Hashable", kind))(value))


def typed(kind: type) -> dict[str, Any]:
    """The types of a noun's fields, in their order."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def inner(hint: Any) -> tuple[Any, bool]:
    """A type without its None, and whether it had one."""
    if get_origin(hint) in (Union, UnionType):
        (kind,) = (each for each in get_args(hint) if each is not NoneType)
        return kind, True
    return hint, False


@cache
def _writer(hint: Hashable) -> Convert:
    kind, optional = inner(hint)
    if optional:
        write = _writer(kind)
        return lambda value: None if value is None else write(value)
    if is_dataclass(kind):
        named = [(name, _writer(each)) for name, each in typed(cast("type", kind)).items()]
        return lambda noun: {name: write(getattr(noun, name)) for name, write in named}
    if get_origin(kind) is tuple:
        item = _writer(get_args(kind)[0])
        return lambda values: [item(value) for value in values]
    return lambda value: value


@cache
def _reader(hint: Hashable) -> Convert:
    kind, optional = inner(hint)
    if optional:
        read = _reader(kind)
        return lambda value: None if value is None else read(value)
    if is_dataclass(kind):
        return _noun_reader(cast("type", kind))
    if get_origin(kind) is tuple:
        item = _reader(get_args(kind)[0])
        return lambda values: tuple([item(value) for value in _checked(values, list)])
    if get_origin(kind) is Literal:
        return _choice_reader(frozenset(get_args(kind)))
    return lambda value: _checked(value, kind)


def _noun_reader(kind: type) -> Convert:
    named = [(name, _reader(each)) for name, each in typed(kind).items()]

    def read(value: Any) -> Any:
        known = _checked(value, dict)
        try:
            return kind(**{name: convert(known[name]) for name, convert in named})
        except KeyError as error:
            raise NounError(f"{kind.__name__} has no {error}") from error

    return read


def _choice_reader(choices: frozenset[Any]) -> Convert:
    def read(value: Any) -> Any:
        if value not in choices:
            raise NounError(f"{value!r} is none of {', '.join(sorted(map(str, choices)))}")
        return value

    return read


def _checked(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise NounError(f"{value!r} is no {kind.__name__}")
    return value
