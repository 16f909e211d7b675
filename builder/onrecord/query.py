"""The query language of searches and topics: text in, a small tree out.

It is the everyday part of Whoosh's language: words, "phrases", prefix*, AND, OR, NOT, parentheses, field:value and
date ranges. The tree is plain data, so that an index can translate it and a topic can be matched without any index.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.errors import QueryError
from onrecord.text import words


@dataclass(frozen=True, slots=True)
class Term:
    """One folded word, in a field or (None) in the text."""

    word: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Prefix:
    """Every word that begins with `stem` (folded)."""

    stem: str
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded words next to each other, in this order."""

    words: tuple[str, ...]
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """Values of a field from `start` to `end`, both included; None leaves an end open. "2016" covers its whole year."""

    field: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class And:
    """All of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one of the parts."""

    parts: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """Not the part."""

    part: Query


Query = Term | Prefix | Phrase | Range | And | Or | Not


def parse(text: str, fields: Collection[str]) -> Query:
    """The tree of a query as people type it. `AND` binds closer than `OR`; words side by side are joined by `AND`.

    Words are folded by `text.words`, so that one that holds several ("O'Malley-Smith", "U.S.") becomes a phrase. The
    field `date` takes dates of any precision and ranges of them; each gives a `Range`.

    Args:
        text: `sanders "beacon of hope" topic:(immigration OR asylum) -trump deport* date:[2015-12 TO 2016-02]`.
        fields: the names that may stand before a colon.

    Raises:
        QueryError: with the offset where the trouble begins and what would be right there.
    """
    return _Parser(text, fields).query()


def is_bounded(query: Query) -> bool:
    """Whether the query names something to look for: one that is not matches nearly everything, as `NOT trump` does."""
    match query:
        case And(parts):
            return any(is_bounded(part) for part in parts)
        case Or(parts):
            return all(is_bounded(part) for part in parts)
        case Not():
            return False
        case _:
            return True


def leaves(query: Query) -> Iterator[Term | Prefix | Phrase | Range]:
    """What the query looks for, in its order; what it excludes is left out."""
    match query:
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case Not():
            return
        case _:
            yield query


def covers(span: Range, day: str | None) -> bool:
    """Whether `day`, an ISO date of any precision, lies within the range; what has no date lies in none.

    "2016" begins with its first day and ends with its last, so it covers "2016-01"; so does a start of "2016-01-01".
    """
    if day is None or (span.end is not None and day[: len(span.end)] > span.end):
        return False
    return span.start is None or day >= opening(span.start)


def opening(day: str) -> str:
    """The shortest date that begins on the same day: "2016" for "2016-01-01"; it sorts before all that follow."""
    while day.endswith("-01"):
        day = day[:-3]
    return day


DATES = "date"
"""The field whose values are dates."""

_DEEPEST = 40  # parentheses within parentheses: far more than anybody writes, far less than Python's stack
_QUOTES = '"“”„‟«»'
_FIELD = re.compile(r"([^\W\d_]\w*):")
_WORD = re.compile(rf"[^\s(){_QUOTES}]+")
_PHRASE = re.compile(rf"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]")
_RANGE = re.compile(r"\[([^\[\]]*)\]")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_MINUS = re.compile(r"-(?![\s)-]|$)")  # a dash between spaces is punctuation
_STARRED = re.compile(r"\*+\W*$")
_OPERATORS = ("AND", "OR", "NOT")

_Sort = Literal["(", ")", "AND", "OR", "NOT", "field", "phrase", "range", "word", "end"]


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the query: its sort, what it holds, and where it begins."""

    sort: _Sort
    value: str
    position: int


class _Parser:
    """Recursive descent over the tokens of one query; each method reads one construct and returns its tree."""

    def __init__(self, text: str, fields: Collection[str]) -> None:
        self.text, self.fields = text, sorted(fields)
        self.tokens = list(self._split())
        self.next = 0
        self.depth = 0

    def query(self) -> Query:
        """The whole query."""
        if self._peek().sort == "end":
            raise self._error(0, "The query is empty. Give at least one word.")
        tree = self._any(None)
        if self._peek().sort == ")":
            raise self._error(
                self._peek().position, "This parenthesis closes nothing. Open it before, or leave it out."
            )
        if not is_bounded(tree):
            raise self._error(self.tokens[0].position, _UNBOUNDED)
        return tree

    # --- constructs, widest first

    def _any(self, field: str | None) -> Query:
        starts, parts = [self._peek().position], [self._all(field)]
        while self._peek().sort == "OR":
            self._take()
            starts.append(self._peek().position)
            parts.append(self._all(field))
        if len(parts) == 1:
            return parts[0]
        for start, part in zip(starts, parts, strict=True):
            if not is_bounded(part):
                raise self._error(start, _UNBOUNDED)
        return Or(tuple(dict.fromkeys(_flat(parts, Or))))

    def _all(self, field: str | None) -> Query:
        parts = [self._one(field)]
        while (token := self._peek()).sort not in ("OR", ")", "end"):
            if token.sort == "AND":
                self._take()
            parts.append(self._one(field))
        return parts[0] if len(parts) == 1 else And(tuple(dict.fromkeys(_flat(parts, And))))

    def _one(self, field: str | None) -> Query:
        negated = False
        while self._peek().sort == "NOT":
            self._take()
            negated = not negated
        token = self._take()
        match token.sort:
            case "field":
                tree = self._value(token)
            case "(":
                tree = self._group(token, field)
            case "word" | "phrase" | "range":
                tree = self._leaf(token, field)
            case _:
                raise self._nothing(token)
        if not negated:
            return tree
        return tree.part if isinstance(tree, Not) else Not(tree)

    def _value(self, name: _Token) -> Query:
        following = self._take()
        if following.sort == "(":
            return self._group(following, name.value)
        if following.sort in ("word", "phrase", "range") and following.position == name.position + len(name.value) + 1:
            return self._leaf(following, name.value)
        reason = f'Nothing follows "{name.value}:". Put the value right after the colon, without a space.'
        raise self._error(name.position, reason)

    def _group(self, opening: _Token, field: str | None) -> Query:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise self._error(opening.position, f"More than {_DEEPEST} parentheses within each other. Use fewer.")
        if self._peek().sort == ")":
            raise self._error(
                opening.position, "Nothing stands between these parentheses. Fill them, or leave them out."
            )
        tree = self._any(field)
        if self._take().sort != ")":
            raise self._error(opening.position, "This parenthesis is never closed. Add the closing one.")
        self.depth -= 1
        return tree

    # --- leaves

    def _leaf(self, token: _Token, field: str | None) -> Query:
        if token.sort == "range":
            return self._range(token, field)
        if field == DATES:
            day = self._date(token.value, token.position)
            return Range(DATES, day, day)
        found = words(token.value)
        if not found:
            raise self._error(token.position, "There is no word here. Give one with letters or digits in it.")
        if token.sort == "word" and "*" in token.value:
            return self._prefix(token, found, field)
        return Term(found[0], field) if len(found) == 1 else Phrase(tuple(found), field)

    def _prefix(self, token: _Token, found: list[str], field: str | None) -> Query:
        if "*" in _STARRED.sub("", token.value) or len(found) > 1:
            reason = "A * can only end a single word, as in deport*. Give the words apart, or in quotes without *."
            raise self._error(token.position, reason)
        return Prefix(found[0], field)

    def _range(self, token: _Token, field: str | None) -> Query:
        if field != DATES:
            raise self._error(token.position, f"Only {DATES} takes a range, as in date:[2015-12 TO 2016-02].")
        first, to, last = token.value.partition("TO")
        if not to:
            raise self._error(token.position, "A range needs TO between its ends, as in date:[2015-12 TO 2016-02].")
        start, end = (
            self._date(e.strip(), token.position) if e.strip() not in ("", "*") else None for e in (first, last)
        )
        if start is None and end is None:
            raise self._error(token.position, "This range has no end at all. Give one, as in date:[2016 TO].")
        if start and end and start > end and not start.startswith(end):
            raise self._error(token.position, f"This range ends before it begins. Write date:[{end} TO {start}].")
        return Range(DATES, start, end)

    def _date(self, value: str, position: int) -> str:
        found = _DATE.fullmatch(value.strip())
        try:
            if not found:
                raise ValueError
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
        except ValueError:
            reason = f'"{value.strip()}" is no date. Write 2016, 2016-01 or 2016-01-07.'
            raise self._error(position, reason) from None
        return found[0]

    # --- tokens

    def _split(self) -> Iterator[_Token]:
        at = 0
        while at < len(self.text):
            token, at = self._token(at)
            if token:
                yield token
        yield _Token("end", "", len(self.text))

    def _token(self, at: int) -> tuple[_Token | None, int]:
        """The token that begins at `at` (None for a space or mere punctuation) and where the next begins."""
        character, behind_field = self.text[at], at > 0 and self.text[at - 1] == ":"
        if character.isspace():
            return None, at + 1
        if character in "()":
            return _Token("(" if character == "(" else ")", character, at), at + 1
        if character in _QUOTES:
            return self._phrase(at)
        if behind_field and character == "[":
            return self._bracket(at)
        if not behind_field and _MINUS.match(self.text, at):
            return _Token("NOT", character, at), at + 1
        if found := _FIELD.match(self.text, at):
            return _Token("field", self._field(found[1], at), at), found.end()
        found = _WORD.match(self.text, at)
        assert found, "whatever is no space, parenthesis or quote begins a word"
        if found[0] in _OPERATORS and not behind_field:
            return _Token(_operator(found[0]), found[0], at), found.end()
        meant = words(found[0]) or behind_field or "*" in found[0]
        return _Token("word", found[0], at) if meant else None, found.end()

    def _phrase(self, at: int) -> tuple[_Token, int]:
        found = _PHRASE.match(self.text, at)
        if not found:
            raise self._error(at, "This quotation mark is never closed. Add the closing one.")
        return _Token("phrase", found[1], at), found.end()

    def _bracket(self, at: int) -> tuple[_Token, int]:
        found = _RANGE.match(self.text, at)
        if not found:
            raise self._error(at, "This bracket is never closed. Write date:[2015-12 TO 2016-02].")
        return _Token("range", found[1], at), found.end()

    def _field(self, name: str, at: int) -> str:
        if name.lower() in self.fields:
            return name.lower()
        from difflib import get_close_matches  # noqa: PLC0415 - who only searches need not wait for it

        close = get_close_matches(name.lower(), self.fields, n=1)
        guess = f' Did you mean "{close[0]}"?' if close else ""
        known = ", ".join(self.fields) or "none"
        quote = f'To look for the words themselves, put them in quotes: "{name}: …".'
        raise self._error(at, f'There is no field "{name}".{guess} Fields: {known}. {quote}')

    def _peek(self) -> _Token:
        return self.tokens[self.next]

    def _take(self) -> _Token:
        token = self.tokens[self.next]
        self.next = min(self.next + 1, len(self.tokens) - 1)
        return token

    # --- errors

    def _nothing(self, token: _Token) -> QueryError:
        """The error for a place where something to look for should stand, and `token` does instead."""
        before = self.tokens[self.tokens.index(token) - 1] if token != self.tokens[0] else None
        if before and before.sort in _OPERATORS:
            name = before.value if before.value != "-" else "-"
            return self._error(before.position, f"Nothing stands after this {name}. Give a word, or leave {name} out.")
        if token.sort in ("AND", "OR"):
            return self._error(
                token.position, f"Nothing stands before this {token.sort}. Give a word, or leave it out."
            )
        if token.sort == ")":
            return self._error(token.position, "This parenthesis closes nothing. Open it before, or leave it out.")
        opening = next((t for t in reversed(self.tokens) if t.sort == "("), token)
        return self._error(opening.position, "This parenthesis is never closed. Add the closing one.")

    def _error(self, position: int, reason: str) -> QueryError:
        return QueryError(self.text, position, reason)


_UNBOUNDED = (
    "This only says what to leave out, and nearly everything satisfies that. "
    "Say also what to look for, as in raids -trump."
)


def _flat(parts: list[Query], kind: type[And | Or]) -> Iterator[Query]:
    """The parts, with those of parts of the same kind in their stead."""
    for part in parts:
        if isinstance(part, And | Or) and isinstance(part, kind):
            yield from part.parts
        else:
            yield part


def _operator(name: str) -> _Sort:
    return "AND" if name == "AND" else "OR" if name == "OR" else "NOT"
