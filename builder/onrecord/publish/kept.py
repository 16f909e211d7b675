"""What templates make, kept: rendered with nobody in place of the page, and used for all pages like each other.

Whoever is there for the page tells nothing of itself: what asks it is rendered for each page, as ever. What else is
looked at is noted, and what was made is used for a page for which all that is the same: where it is, as far as relative
addresses tell, words in the site's language, variables.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn, Protocol

from jinja2.runtime import Undefined
from jinja2.utils import missing


class AskedError(Exception):
    """A template asks a page something, or looks at what cannot be compared."""


class Nobody:
    """Stands for the page: equal to none in the menu, as no page is that stands in none."""

    def _asked(self, *_: object) -> NoReturn:
        raise AskedError

    __getattr__ = __getitem__ = __str__ = __repr__ = __format__ = __hash__ = __len__ = __iter__ = _asked


@dataclass(slots=True)
class Seen:
    """What a part looked at: variables, addresses that it made relative, words in the site's language."""

    names: dict[str, None] = field(default_factory=dict)
    urls: dict[str, None] = field(default_factory=dict)
    words: dict[tuple[str, tuple[object, ...]], None] = field(default_factory=dict)


class Language:
    """The module of words, noting what is asked of it."""

    def __init__(self, words: object, seen: Seen) -> None:
        self._words = words
        self._seen = seen

    def __getattr__(self, name: str) -> Callable[..., object]:
        def said(*given: object) -> object:
            if not all(isinstance(one, str) for one in given):
                raise AskedError
            self._seen.words[name, given] = None
            return getattr(self._words, name)(*given)

        return said


class Frame(NamedTuple):
    """What a template is included with, where a context has not been made of it yet."""

    shared: Mapping[str, object]
    own: Mapping[str, object]

    def get(self, name: str) -> object:
        """A variable; `missing` if there is none."""
        found = self.own.get(name, missing)
        return self.shared.get(name, missing) if found is missing else found

    def all(self) -> dict[str, object]:
        """All variables."""
        return {**self.shared, **{name: value for name, value in self.own.items() if value is not missing}}


class Keeper(Protocol):
    """What is known to all that is kept of a theme.

    Attributes:
        same: variables that are the same for all pages.
        seen: what is noted while something is rendered with nobody for the page; None otherwise.
        page: the page that nobody stands for meanwhile.
        looked: the variables that the templates and blocks look at that are used meanwhile.
    """

    same: Mapping[str, object]
    seen: Seen | None
    page: Any
    looked: list[Sequence[str]]


class Words:
    """What says words in the site's language. `key`: what they follow from."""

    key: tuple[object, ...] | None = None


Render = Callable[[dict[str, object]], Iterator[str]]
"""Renders with these variables in place of those there are."""


class Kept:
    """What a template, or a block, has made."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self._seen: Seen | None = None
        self._leads: frozenset[str] = frozenset()
        self._names: list[tuple[str, object]] = []
        self._kept: dict[tuple[object, ...], str] = {}
        self.asks = False

    def key(self, frame: Frame) -> tuple[object, ...] | None:
        """All that was looked at, as this page has it; None if that is not known, or the page is asked."""
        return None if self.asks or self._seen is None else self._key(frame)

    def made(self, frame: Frame, render: Render, name: str = "") -> str:
        """What comes out for a page. `name`: of the template that is rendered, whose blocks may be its own."""
        if self._seen is not None and (kept := self._kept.get((name, self._key(frame)))) is not None:
            return kept
        made = self.learned(frame, render)
        self._kept[name, self._key(frame)] = made
        return made

    def learned(self, frame: Frame, render: Render) -> str:
        """What comes out with nobody for the page; what was looked at is noted.

        Raises:
            AskedError: the page is asked, or it is not the same that is looked at each time.
        """
        keeper, seen = self._keeper, Seen()
        given = {"page": Nobody(), "lang": Language(frame.get("lang"), seen)}
        outer = keeper.seen, keeper.page, keeper.looked
        keeper.seen, keeper.page, keeper.looked = seen, frame.get("page"), []
        try:
            made = "".join(render(given))
            for names in keeper.looked:
                seen.names |= dict.fromkeys(names)
        finally:
            keeper.seen, keeper.page, keeper.looked = outer
        self._note(seen)
        return made

    def _note(self, seen: Seen) -> None:
        """Note what was looked at, the first time."""
        if self._seen is None:
            self._seen, self._leads = seen, frozenset(lead for url in seen.urls for lead in _leads(url))
            names = (name for name in seen.names if name not in ("page", "lang"))
            self._names = [(name, self._keeper.same.get(name, missing)) for name in names]
        if seen != self._seen:
            raise AskedError  # of one page something is looked at that of another is not

    def _key(self, frame: Frame) -> tuple[object, ...]:
        """All that the part looks at, as this page has it."""
        page: Any = frame.get("page")
        seen = self._seen or Seen()
        return (
            _place(page.url, self._leads) if seen.urls else "",
            *(_spoken(frame.get("lang"), seen.words) if seen.words else ()),
            *[() if (value := frame.get(name)) is same else _plain(value) for name, same in self._names],
        )


def _spoken(words: object, asked: Iterable[tuple[str, tuple[object, ...]]]) -> tuple[object, ...]:
    """What is said where somebody asks for these words, or what it all follows from."""
    if isinstance(words, Words) and words.key is not None:
        return words.key
    return tuple(getattr(words, name)(*given) for name, given in asked)


def _leads(url: str) -> Iterator[str]:
    """The addresses that a relative one may go through on its way from a page to `url`."""
    parts = posixpath.normpath(f"/{url}").strip("/").split("/")
    return ("/".join(parts[:number]) for number in range(1, len(parts) + 1))


def _place(url: str, leads: Container[str]) -> tuple[object, ...]:
    """Where a page is, as far as addresses relative to it tell: how deep, and up to where they lead its own way."""
    own = url.strip("/")
    folder, _, name = own.rpartition("/")
    if own in leads or "/." in f"/{own}" or "//" in own or not own:
        return (url,)
    shared = folder
    while shared and shared not in leads:
        shared = shared.rpartition("/")[0]
    return shared, own.count("/"), "." in name and not url.endswith("/")


def _plain(value: object) -> object:
    """A variable's value as what is equal for the same value only."""
    if value is missing or isinstance(value, Undefined):
        return None
    return _told(value)


def _told(value: object) -> object:
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return list, *map(_told, value)
    if isinstance(value, dict):
        return dict, *((_told(key), _told(one)) for key, one in value.items())
    if value is None or isinstance(value, int | float):
        return type(value), repr(value)
    raise AskedError
