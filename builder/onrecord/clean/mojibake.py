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
    if not _SUSPECT.search(piece) or not is_bad(piece):
        return piece
    # What mends into a line break would tear the line apart, and with it every offset after it.
    return ftfy.fix_encoding(piece, _CONFIG).replace("\n", " ").replace("\r", " ")


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
