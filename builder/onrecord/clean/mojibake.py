"""Mojibake: text that was decoded in the wrong encoding somewhere on its way here ("â€œ" for a curly quote)."""

from __future__ import annotations

import re

import ftfy
from ftfy.badness import is_bad

from onrecord.model import Given

_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=True,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
"""Mojibake and nothing else: curly quotes, ligatures, entities and odd characters stay as they were saved."""

_SUSPECT = re.compile("[^\x00-\x7f‘’“”–—…\u00a0]")
"""Mojibake always has a character beyond these: most lines need not be looked at closely."""

_TIMES = 4
"""Text that was wrongly decoded more than once is mended as often."""

_SPACING = {"\u0308": "¨", "\u0304": "¯", "\u0301": "´", "\u0327": "¸", "a": "ª", "o": "º"}
_FRACTIONS = {"1⁄4": "¼", "1⁄2": "½", "3⁄4": "¾"}
_TAKEN_APART = re.compile(
    r"(?P<lead>[ÃÂ])(?: (?P<accent>[\u0308\u0304\u0301\u0327])|(?P<fraction>1⁄4|1⁄2|3⁄4))"
    r"|(?P<twice>Ã[\x83ƒ]Â)(?P<raised>[ao])"
)
"""Mojibake whose second half was then normalised (NFKC) to a space and an accent, a fraction, or a plain letter."""
_LETTERS = {"A\u0303": "Ã", "A\u0302": "Â"}
"""Mojibake's first letters with their accents apart (NFD), as some exports have them."""

_LONGEST = 20_000
"""A longer line is looked at in pieces, so that one that fills a megabyte costs no more than many short ones."""


def mend(text: str) -> tuple[str, int]:
    """(`text` with mojibake mended, the number of lines it was found in)."""
    if text.isascii():
        return text, 0
    mended, count = [], 0
    for line in text.split("\n"):
        better = line if line.isascii() else _mend_line(line)
        count += better != line
        mended.append(better)
    return ("\n".join(mended), count) if count else (text, 0)


def _mend_line(line: str) -> str:
    pieces = [line[i : i + _LONGEST] for i in range(0, len(line), _LONGEST)]
    return "".join(_mend_piece(piece) for piece in pieces)


def _mend_piece(piece: str) -> str:
    if not _SUSPECT.search(piece):
        return piece
    mended = piece
    for apart, letter in _LETTERS.items():
        mended = mended.replace(apart, letter)
    mended = _TAKEN_APART.sub(_put_together, mended)
    if not is_bad(mended):
        return piece
    for _ in range(_TIMES):
        before, mended = mended, ftfy.fix_encoding(mended, _CONFIG)
        if mended == before or not is_bad(mended):
            break
    # What mends into a line break would tear the line apart, and with it every offset after it.
    return mended.replace("\n", " ").replace("\r", " ")


def _put_together(match: re.Match[str]) -> str:
    if match["twice"]:
        return match["twice"] + _SPACING[match["raised"]]
    return match["lead"] + (_SPACING[match["accent"]] if match["accent"] else _FRACTIONS[match["fraction"]])


def mend_given(given: Given) -> tuple[Given, int]:
    """(`given` with mojibake mended, the number of fields it was found in)."""
    count = 0

    def fix(value: str | None) -> str | None:
        nonlocal count
        if value is None:
            return None
        mended, found = mend(value)
        count += bool(found)
        return mended

    mended = Given(
        title=fix(given.title),
        outlet=fix(given.outlet),
        date=given.date,
        authors=tuple(fix(author) or author for author in given.authors),
        url=given.url,
        retrieved=given.retrieved,
        deck=fix(given.deck),
        language=given.language,
        rights=given.rights,
    )
    return (mended, count) if count else (given, 0)
