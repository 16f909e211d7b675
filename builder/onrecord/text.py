"""What every stage needs to know about text: folding, words, slugs, shingles, sentences.

Pure functions of strings. Nothing here knows what an article or a quotation is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s|$)|\n[ \t]*\n\s*")
_DOTTED = 2
"""Letters after the last stop of an abbreviation ("Ph.D."); more are those of a site ("alder.com")."""
_LONGEST = 12
"""Letters of the longest abbreviation that is looked for."""
_REACH = 3000
"""Characters of the longest sentence that is looked for around a stretch."""
_ABBREVIATIONS = frozenset(
    re.findall(
        r"\w+",
        """
        adm ala apr ariz ark assn atty aug ave blvd bros calif capt cmdr co col colo conn corp cpl dec del dept dr
        etc feb fig fla ft ga gen gov govs hon ill inc ind jan jr jul jun kan ky la lt ltd maj mar mass md messrs
        mich minn miss mo mont mr mrs ms mt neb nev nos nov oct okla ore pa pres prof pvt rep reps rev sen sens
        sep sept sgt sr st supt tenn tex univ va vs vt wash wis wyo
        """,
    )
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\u2010-\u2027]+")  # dashes, quotation marks and dots have nothing to lose
_LATIN = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})


def fold(text: str) -> str:
    """`text` in lower case without accents, apostrophes straight: for comparing names and words, never for show."""
    if text.isascii():
        return text.lower()
    folded = unicodedata.normalize("NFKD", text.replace("’", "'")).casefold()
    return _BEYOND_ASCII.sub(_unaccented, folded)


@lru_cache(maxsize=4096)
def _plain(run: str) -> str:
    """A run of characters beyond ASCII, accents left out, in Latin letters where they have them."""
    return "".join(c for c in run.translate(_LATIN) if not unicodedata.combining(c))


def _unaccented(found: re.Match[str]) -> str:
    return _plain(found.group())


def words(text: str) -> list[str]:
    """The words of `text`, folded: letters and digits with inner apostrophes; punctuation is left out.

    Where no letter is beyond ASCII, what parts words is made white space: that takes half as long as to look for them.
    """
    if _beyond_ascii(text):
        text = fold(text)
        if _beyond_ascii(text):
            return _WORD.findall(text)
    plain = text.replace("’", "'").encode("ascii", "replace").translate(_PLAIN).decode("ascii")
    return (_NOT_INNER.sub(" ", plain) if "'" in plain else plain).split()


def _beyond_ascii(text: str) -> bool:
    """Whether there may be letters beyond ASCII."""
    return not text.isascii() and _BEYOND_ASCII.search(text) is not None


_PLAIN = bytes(ord(c.lower()) if c.isascii() and (c.isalnum() or c == "'") else ord(" ") for c in map(chr, range(256)))
_NOT_INNER = re.compile(r"'(?:(?<![a-z0-9]')|(?![a-z0-9]))")


def normalise(text: str) -> str:
    """`text` as its words, one space between: equal for wordings that differ in marks, case and spacing only."""
    return " ".join(words(text))


def shingles(tokens: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    """Every run of `size` neighbouring tokens, in order; nothing where there are fewer."""
    return (tuple(tokens[i : i + size]) for i in range(len(tokens) - size + 1))


def sentences(text: str, opaque: Sequence[tuple[int, int]] = ()) -> list[tuple[int, int]]:
    """The sentences of `text` as (start, end), in order, without the white space around them.

    A blank line always ends one.

    `opaque` are stretches (start, end), in order and apart, that are taken as one word each (a quotation): no sentence
    ends inside one. One that closes with a stop ends its sentence unless the text goes on in lower case.
    """
    found: list[tuple[int, int]] = []
    start, nth = 0, 0
    for stop in _STOP.finditer(text):
        while nth < len(opaque) and opaque[nth][1] < stop.end():
            nth += 1
        if nth < len(opaque) and opaque[nth][0] < stop.start() and stop.end() < opaque[nth][1]:
            continue
        if text[stop.start()] == "\n" or _ends_sentence(text, stop.start(), stop.end()):
            end = stop.start() if text[stop.start()] == "\n" else stop.end()
            found.append((start, end))
            start = stop.end()
    found.append((start, len(text)))
    return [span for span in (_trimmed(text, *span) for span in found) if span[0] < span[1]]


def sentences_around(text: str, start: int, end: int, opaque: tuple[int, int]) -> tuple[int, int]:
    """From the first to the last sentence that the stretch from `start` to `end` touches, within its paragraphs.

    `opaque` is the stretch (start, end) that no sentence ends in: a quotation with its marks. In a paragraph without
    end, only so much as a long sentence may take is looked at on either side.
    """
    before, after = text.rfind("\n\n", max(0, start - _REACH), start), text.find("\n\n", end, end + _REACH + 2)
    first = max(before + 2 if before >= 0 else 0, start - _REACH)
    last = min(after if after >= 0 else len(text), end + _REACH)
    whole = (max(opaque[0], first) - first, min(opaque[1], last) - first)
    touched = [(a, b) for a, b in sentences(text[first:last], [whole]) if a < end - first and b > start - first]
    return (first + touched[0][0], first + touched[-1][1]) if touched else (start, end)


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    """Whether the stop at `stop` (its marks up to `end`) ends a sentence, by the word before and the letter after."""
    after = end
    while after < len(text) and after < end + 3 and (text[after].isspace() or text[after] in "\"'“‘(["):
        after += 1
    if after < len(text) and text[after].islower():
        return False
    if text[stop:end] != ".":
        return True
    begin = stop
    while begin > 0 and stop - begin < _LONGEST and (text[begin - 1].isalpha() or text[begin - 1] == "."):
        begin -= 1
    word = text[begin:stop].lower()
    initial = len(word) == 1 and text[begin].isupper()
    if word in {"no", "nos"} and text[after : after + 1].isdigit():
        return False
    abbreviated = word in _ABBREVIATIONS and (text[begin].isupper() or word == "vs")
    dotted = "." in word and len(word.rpartition(".")[2]) <= _DOTTED
    return not (initial or abbreviated or dotted)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def slug(text: str, limit: int = 80) -> str:
    """An address made of `text`: ASCII letters, digits and hyphens, at most `limit` long, cut between words.

    Letters that have no ASCII form keep their place as they are (addresses may be in any script). Returns "" where
    nothing is left.
    """
    tokens = [word.replace("'", "") for word in words(text)]
    out = ""
    for token in tokens:
        longer = f"{out}-{token}" if out else token
        if len(longer) > limit:
            return out or token[:limit]
        out = longer
    return out
