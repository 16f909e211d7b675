"""Which parts of the archive a page is made of: noted while it is made, so that it need not be told by hand.

A page is a function of the archive. While it is made, it is given an archive that notes whatever is looked at: an
article with what was said in it, a statement of several articles, a name, a whole list. As long as the versions of all
these stay the same, the page would come out the same, and is not made again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Container, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, overload

from onrecord.model import Archive, Correction, Entry, Outlet, Rendering, Rights, Speaker, Statement, Story, Topic

Key = str
"""What can be looked at: a letter for the kind, and an id; "*" and a kind for a whole list."""

T = TypeVar("T")

_PLAIN = {"speakers": frozenset({"id", "name", "unresolved"}), "topics": frozenset({"id", "label", "broader"}),
          "outlets": frozenset({"id", "name", "wire"}), "stories": frozenset({"id", "title"})}  # fmt: skip
"""Of a noun that many pages name, what they name it by: all else of it changes with every article."""


class Watch:
    """Notes what is looked at while something is being made."""

    def __init__(self) -> None:
        self.seen: set[Key] = set()

    def note(self, key: Key) -> None:
        """Something is looked at."""
        self.seen.add(key)

    @contextmanager
    def noting(self) -> Iterator[set[Key]]:
        """What is looked at meanwhile. Of what is noted within another, that one notes nothing."""
        outer, self.seen = self.seen, set()
        try:
            yield self.seen
        finally:
            self.seen = outer


class Recall:
    """What several pages have in common, made once: each of them is noted to have looked at all that it was made of."""

    def __init__(self, watch: Watch | None = None, most: int = 2**15) -> None:
        """`watch` is told what is looked at; no more than so many results are kept."""
        self._watch, self._most = watch or Watch(), most
        self._known: dict[Hashable, tuple[Any, tuple[Key, ...]]] = {}

    def __call__(self, key: Hashable, make: Callable[[], T]) -> T:
        """What `make` makes; nothing else may be made under the same key."""
        found = self._known.get(key)
        if found is None:
            with self._watch.noting() as seen:
                made = make()
            found = made, tuple(seen)  # a set takes seven times the room
            if len(self._known) >= self._most:
                self._known.clear()
            self._known[key] = found
        self._watch.seen.update(found[1])
        known: T = found[0]
        return known


def watched(archive: Archive, watch: Watch, known: Versions | None = None) -> Archive:
    """The archive as it is, which tells `watch` what is looked at of it. Its versions may be known already."""
    alone = known.alone if known else _alone(archive)
    of_article = _Keys(lambda id_: f"a {id_}")

    def article_of(id_: str) -> Key:
        found = archive.renderings.get(id_) or archive.withheld.get(id_)
        return of_article[found.article] if found else "*renderings"

    of_rendering = _Keys(article_of)

    def of_statement(id_: str) -> Key:
        return of_article[alone[id_]] if id_ in alone else f"s {id_}"

    seen: dict[str, Any] = {kind: _Named(getattr(archive, kind), kind, watch) for kind in _PLAIN}
    seen |= {name: _List(getattr(archive, name), f"*{name}", watch) for name in ("registry", "problems", "applied")}
    seen["entries"] = _Watched(archive.entries, "entries", watch, of_article)
    seen["renderings"] = _Watched(
        archive.renderings, "renderings", watch, of_rendering, Near(archive.renderings, _whole)
    )
    seen["withheld"] = _Watched(archive.withheld, "withheld", watch, of_rendering)
    seen["statements"] = _Watched(archive.statements, "statements", watch, of_statement)
    seen["moved_topics"] = _Watched(archive.moved_topics, "moved_topics", watch, lambda _: "*moved_topics")
    own = {one.name: getattr(archive, one.name) for one in fields(Archive)}
    return _Archive(**(own | seen), alone=alone)


@dataclass(frozen=True, slots=True)
class _Archive(Archive):
    """An archive that knows what has a page: whoever has a statement has looked at all that this depends on."""

    alone: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)

    def has_page(self, statement: Statement) -> bool:
        return statement.id not in self.alone

    def corrections(self, statement: Statement) -> tuple[Correction, ...]:
        return () if statement.id in self.alone else Archive.corrections(self, statement)


def those(known: Mapping[str, T], ids: Iterable[str]) -> list[T]:
    """Those of some ids that there are, in their order."""
    if isinstance(known, _Watched):
        found: list[T] = known.those(ids)
        return found
    return [known[id_] for id_ in ids if id_ in known]


def _whole(found: Rendering) -> Rendering:
    """A rendering with its quotation at hand, which it may have to find each time that it is asked."""
    return Rendering(*_ALL(found))


_ALL = attrgetter(*(one.name for one in fields(Rendering)))


class _Keys(dict[str, Key]):
    """What ids are noted as, worked out once: looking up is most of what pages do. Ids of one key share it."""

    def __init__(self, key: Callable[[str], Key]) -> None:
        super().__init__()
        self._of = key

    def __missing__(self, id_: str) -> Key:
        found = self[id_] = self._of(id_)
        return found


class Near(dict[str, T]):
    """What was looked up lately, by id, as `ready` makes it: pages of one kind look at the same again and again."""

    def __init__(self, found: Mapping[str, T], ready: Callable[[T], T], most: int = 2**17) -> None:
        super().__init__()
        self._found, self._ready, self._most = found, ready, most

    def __missing__(self, id_: str) -> T:
        made = self._ready(self._found[id_])
        if len(self) >= self._most:
            self.clear()
        self[id_] = made
        return made


class _Watched(Mapping[str, T]):
    """A mapping that tells what is looked up in it, and when all of it is."""

    def __init__(
        self,
        found: Mapping[str, T],
        kind: str,
        watch: Watch,
        key: Callable[[str], Key] | _Keys,
        near: Mapping[str, T] | None = None,
    ) -> None:
        """`near` is where to look things up, if not in what was `found`."""
        self._found, self._kind, self._watch = found, kind, watch
        self._keys = key if isinstance(key, _Keys) else _Keys(key)
        self._near = found if near is None else near

    def __getitem__(self, id_: str) -> T:
        self._watch.seen.add(self._keys[id_])
        return self._near[id_]

    def __contains__(self, id_: object) -> bool:
        self._watch.seen.add(self._keys[cast("str", id_)])
        return id_ in self._found

    def those(self, ids: Iterable[str]) -> list[T]:
        """Those of some ids that there are."""
        wanted = [*ids]
        self._watch.seen.update(map(self._keys.__getitem__, wanted))
        try:
            return list(map(self._near.__getitem__, wanted))
        except KeyError:
            return [self._near[id_] for id_ in wanted if id_ in self._found]

    def __iter__(self) -> Iterator[str]:
        self._watch.note(f"*{self._kind}")
        return iter(self._found)

    def __len__(self) -> int:
        self._watch.note(f"*{self._kind}")
        return len(self._found)

    def __bool__(self) -> bool:
        return bool(len(self))

    def __or__(self, other: Mapping[str, T]) -> dict[str, T]:
        self._watch.note(f"*{self._kind}")
        return {**self._found, **other}


class _Named(_Watched[T]):
    """The same of nouns that many pages do no more than name: these come out as ones that tell what is read of them."""

    def __init__(self, found: Mapping[str, T], kind: str, watch: Watch) -> None:
        def ready(one: T) -> T:
            made: T = _seen(one, kind, one.id, watch)  # type: ignore[attr-defined]  # every noun has an id
            return made

        super().__init__(found, kind, watch, lambda id_: f"{kind} {id_}", Near(found, ready))


def _telling(noun: type[Any], kind: str) -> type[Any]:
    """The type of nouns that tell when more is read of them than what they are named by. To all else it is `noun`."""

    def read(name: str) -> property:
        def value(self: Any) -> Any:
            found, key, watch = self._of
            watch.seen.add(key)
            return getattr(found, name)

        return property(value)

    told = {one.name: read(one.name) for one in fields(noun) if one.name not in _PLAIN[kind]}
    own = {"__slots__": ("_of",), "__class__": property(lambda _: noun)}
    return type(f"_Seen{noun.__name__}", (noun,), own | told)


_SEEN = {
    kind: _telling(noun, kind)
    for kind, noun in {"speakers": Speaker, "topics": Topic, "outlets": Outlet, "stories": Story}.items()
}


def _seen(noun: object, kind: str, id_: str, watch: Watch) -> Any:
    made = object.__new__(_SEEN[kind])
    object.__setattr__(made, "_of", (noun, f"{kind}+ {id_}", watch))
    for name in _PLAIN[kind]:
        object.__setattr__(made, name, getattr(noun, name))
    return made


class Narrowed(Container[str]):
    """The addresses of pages that hold what one speaker said about one topic, or in one outlet, told when looked up."""

    def __init__(self, found: Container[str], watch: Watch) -> None:
        self._found, self._watch = found, watch

    def __contains__(self, address: object) -> bool:
        self._watch.note(_narrowing(str(address)))
        return address in self._found


def _narrowing(address: str) -> Key:
    """The key of the pages below a speaker's: of all that one speaker has."""
    return f"n {address.split('/')[1]}"


class _List(Sequence[T]):
    """A list that tells when it is looked at."""

    def __init__(self, found: Sequence[T], key: Key, watch: Watch) -> None:
        self._found, self._key, self._watch = found, key, watch

    @overload
    def __getitem__(self, at: int) -> T: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T]: ...

    def __getitem__(self, at: int | slice) -> T | Sequence[T]:
        self._watch.note(self._key)
        return self._found[at]

    def __iter__(self) -> Iterator[T]:
        self._watch.note(self._key)
        return iter(self._found)

    def __len__(self) -> int:
        self._watch.note(self._key)
        return len(self._found)


# --- versions ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Versions:
    """The version of everything that can be looked at: eight bytes that change when it does.

    Attributes:
        of: the version, by its key.
        alone: the article of each statement that is in one only, and of which the editor says nothing.
    """

    of: Mapping[Key, bytes]
    alone: Mapping[str, str]

    def told(self, nouns: Iterable[Entry | Statement | Story]) -> str:
        """The versions of some nouns in a line."""
        return " ".join(f"{key} {self.of[key].hex()}" for key in map(self._key, nouns))

    def _key(self, noun: Entry | Statement | Story) -> Key:
        if isinstance(noun, Entry):
            return f"a {noun.id}"
        if isinstance(noun, Story):
            return f"stories+ {noun.id}"
        return f"a {self.alone[noun.id]}" if noun.id in self.alone else f"s {noun.id}"


def versions(archive: Archive, default: Rights) -> Versions:
    """The versions of everything in an archive. `default` are the rights where neither article nor outlet says."""
    alone = _alone(archive)
    found = dict(_of_articles(archive, alone, default))
    for id_, statement in archive.statements.items():
        if id_ not in alone:
            found[f"s {id_}"] = _digest(repr((statement, archive.corrections(statement))))
    for kind, nouns in _nouns(archive).items():
        for id_, noun in nouns.items():
            found[f"{kind} {id_}"] = _digest(repr([getattr(noun, name) for name in sorted(_PLAIN[kind])]))
            found[f"{kind}+ {id_}"] = _digest(repr(noun))
    return Versions(found | _of_lists(archive, found), alone)


def telling(kind: str, found: Mapping[str, T], watch: Watch) -> Mapping[str, T]:
    """What was found out of the whole archive beforehand, by id, told when it is looked up. `kind` is its letter."""
    return _Watched(found, kind, watch, lambda id_: f"{kind} {id_}")


def told(kind: str, found: Mapping[str, object]) -> dict[Key, bytes]:
    """The versions of what `telling` tells."""
    return {f"{kind} {id_}": _digest(repr(one)) for id_, one in found.items()}


def narrowings(addresses: Mapping[str, Iterable[str]]) -> dict[Key, bytes]:
    """The versions of what `Narrowed` tells: of each speaker, the addresses of the pages below theirs."""
    return {f"n {id_}": _digest(" ".join(found)) for id_, found in addresses.items()}


def _of_articles(archive: Archive, alone: Mapping[str, str], default: Rights) -> Iterator[tuple[Key, bytes]]:
    """The version of each article with what was said in it, and with the statements that are in no other."""
    told: dict[str, list[str]] = {id_: [] for id_ in archive.entries}
    for renderings in (archive.renderings, archive.withheld):
        for rendering in renderings.values():
            told[rendering.article].append(_of_rendering(rendering))
    for id_, article in alone.items():
        told[article].append(_of_statement(archive.statements[id_]))
    for id_, entry in archive.entries.items():
        own = f"{_of_entry(entry)} {archive.rights(entry, default)}"
        yield f"a {id_}", _digest("\n".join((own, *told[id_])))


def _of_entry(entry: Entry) -> str:
    return repr((entry.digest, entry.renderings, entry.outlet, entry.story, entry.topics))


def _of_rendering(one: Rendering) -> str:
    """All of a rendering that does not follow from its article's digest."""
    edited = repr((one.corrections, one.quotation)) if one.corrections else ""
    return f"{one.id} {one.statement} {one.speakers} {one.topics} {one.holds} {edited}"


def _of_statement(one: Statement) -> str:
    """All of a statement of one article that does not follow from its renderings."""
    return f"{one.id} {one.speakers} {one.topics} {one.recurs} {one.said} {one.renderings} {one.disputed}"


def _of_lists(archive: Archive, found: Mapping[Key, bytes]) -> dict[Key, bytes]:
    """The versions of whole lists."""
    sums = {kind: hashlib.blake2b(digest_size=8) for kind in ("a", "s", *(f"{kind}+" for kind in _PLAIN))}
    for key, version in found.items():
        kind = key.partition(" ")[0]
        if kind in sums:
            sums[kind].update(key.encode("utf-8", "surrogatepass") + version)
    articles, several = sums["a"].digest(), sums["s"].digest()
    lists = {f"*{kind}": sums[f"{kind}+"].digest() for kind in _PLAIN}
    lists |= dict.fromkeys(("*entries", "*renderings"), articles)
    lists["*statements"] = articles + several
    for name in ("moved_topics", "registry", "problems", "applied", "withheld"):
        lists[f"*{name}"] = _digest(repr(getattr(archive, name)))
    return lists


def _nouns(archive: Archive) -> dict[str, Mapping[str, object]]:
    return {kind: getattr(archive, kind) for kind in _PLAIN}


def _alone(archive: Archive) -> dict[str, str]:
    """The article of each statement that is in one only, and of which the editor says nothing."""
    return {
        id_: found.articles[0]
        for id_, found in archive.statements.items()
        if len(found.articles) == 1 and not archive.has_page(found)
    }


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
