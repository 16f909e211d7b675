"""What linking remembers from one build to the next: results, each by everything that it was made from.

A result cannot be out of date: whoever looks it up has all that it depends on in hand. What a build does not look up
is forgotten when it ends, so that there is never more than one build uses.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import filterfalse
from typing import Any, TypeVar

Key = TypeVar("Key", bound=Hashable)
Result = TypeVar("Result")

Rows = dict[str, dict[Hashable, Any]]
"""Results by kind and key."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What a build did to a memo.

    Attributes:
        new: the results that it made.
        gone: the keys of those that it had no use for, by kind.
    """

    new: Rows = field(default_factory=dict)
    gone: dict[str, list[Hashable]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.new or self.gone)


class Memo:
    """Results of pure functions, made when they are asked for first.

    Keys and results are plain data that can be pickled and is never changed afterwards: strings, numbers, bytes, tuples
    and frozen dataclasses of these. Keys that are equal (1, 1.0 and True are) must mean the same.
    """

    def __init__(self, known: Mapping[str, Mapping[Any, Any]] | None = None) -> None:
        """Begin with the results that are `known`, by kind and key."""
        self._before: Rows = {kind: dict(rows) for kind, rows in (known or {}).items()}
        self._used: Rows = {}
        self._new: dict[str, list[Hashable]] = {}

    def __call__(self, kind: str, key: Hashable, make: Callable[[], Result]) -> Result:
        """The result of `make`, which depends on nothing but `key`, and that the key says all of.

        Args:
            kind: what sort of result it is: each sort has keys of its own.
            key: everything that the result is made from, or a digest of it.
            make: makes the result, where it is not known.
        """
        return self.each(kind, (key,), lambda _: make())[0]

    def each(self, kind: str, keys: Iterable[Key], make: Callable[[Key], Result]) -> list[Result]:
        """The result for each of `keys`; `make` is given those that are not known, one by one."""
        used, before = self._used.setdefault(kind, {}), self._before.get(kind, {})
        found: list[Result] = []
        for key in keys:
            if key not in used:
                if key in before:
                    used[key] = before.pop(key)
                else:
                    used[key] = make(key)
                    self._new.setdefault(kind, []).append(key)
            found.append(used[key])
        return found

    def together(
        self, kind: str, keys: Sequence[Key], make: Callable[[list[Key]], Sequence[Result]]
    ) -> list[Result]:  # fmt: skip
        """The result for each of `keys`; `make` is given all that are not known, each once, and makes theirs in order.

        It must make of each key the same, whichever others are asked for with it.
        """
        used, before = self._used.get(kind, {}), self._before.get(kind, {})
        missing = [key for key in dict.fromkeys(filterfalse(before.__contains__, keys)) if key not in used]
        made = dict(zip(missing, make(missing), strict=True)) if missing else {}
        return self.each(kind, keys, made.__getitem__)

    def ended(self) -> Changes:
        """End a build: forget what it did not look up, and say what it changed. The next one begins here."""
        new = {kind: {key: self._used[kind][key] for key in keys} for kind, keys in self._new.items()}
        gone = {kind: list(rows) for kind, rows in self._before.items() if rows}
        self._before, self._used, self._new = self._used, {}, {}
        return Changes(new, gone)
