"""What nouns of every stage are made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any, Literal

Kind = Literal["direct", "partial", "indirect"]
"""How a quotation is given: whole in marks, a fragment in marks, or reported without marks."""

Confidence = Literal["certain", "likely", "unsure"]
"""How sure an attribution is. Of those called certain at least 98 in 100 are right, of those called likely 85."""

Attribution = Literal["balanced", "precise", "rules"]
"""How who spoke is decided: by all the evidence, naming somebody where that is likelier than not (balanced) or only
where little speaks against it (precise); or by the rules alone, where a language has no ranker or none is wanted."""

Rights = Literal["full", "excerpt", "quotations", "metadata"]
"""How much of an article is published."""


class Packed:
    """A frozen, slotted dataclass of several fields that is pickled as what it is made of.

    By itself it would be made empty and then given its fields in a loop of Python's, which takes five times as long.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[Any, ...]:
        noun: Any = type(self)
        return noun, _values(noun)(self)


@cache
def _values(noun: type[Any]) -> Callable[[object], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(noun)))


@dataclass(frozen=True, slots=True, order=True)
class Span(Packed):
    """A stretch of `Article.text`: `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of the span in `text`."""
        return text[self.start : self.end]


StretchKind = Literal["kept", "changed", "omitted", "added"]
"""What a rendering does with words of the fullest wording: keeps them, puts others there, leaves them out; or it has
words where that has none."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words of a statement's wording, and what a rendering has in their place.

    Attributes:
        wording: where in the wording; empty where the rendering adds words.
        own: where in the rendering's words; empty where it omits words.
    """

    kind: StretchKind
    wording: Span
    own: Span


@dataclass(frozen=True, slots=True)
class Problem(Packed):
    """Something about one article that a person should know. It never stops a build.

    A `note` is worth a line in the report (no date was found); a `warning` means that something is missing from the
    archive, or wrong in it, until somebody acts: under `--strict` it makes the command fail. `detail` is for those who
    mend onrecord itself: a traceback.
    """

    uri: str
    stage: str
    message: str
    hint: str = ""
    level: Literal["note", "warning"] = "warning"
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.uri}: {self.message}" + (f" {self.hint}" if self.hint else "")
