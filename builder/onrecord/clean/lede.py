"""A heading for an article that has none, made from its first words."""

from __future__ import annotations

import re

SHORT = 90
"""Characters: about what a list of articles shows on one line."""

_SENTENCE_END = re.compile(r"(?<=[a-z0-9)\]”\"’'])[.!?][\"”’')\]]*(?= [\"“‘'(\[]?[A-Z0-9])")
_CLAUSE = re.compile(
    r"[,;:](?= )| [–—-](?= )|(?= (?:who|which|that|after|before|as|while|because|and|but|when|where|if) )"
)
_EARLIEST = 35
_ABBREVIATIONS = re.compile(
    r"(?:\b[A-Z]|\b(?:Sen|Sens|Rep|Reps|Gov|Govs|Dr|Mr|Mrs|Ms|Jr|Sr|St|Lt|Col|Gen|Sgt|Capt|Rev|Prof|No|vs|Inc|Co|Corp"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|D\.C))$"
)


def heading(paragraph: str) -> str:
    """The first sentence of `paragraph`, cut at a clause or a word with "…" where it is longer than 90 characters."""
    text = " ".join(paragraph[: SHORT * 20].split())
    sentence = text
    for match in _SENTENCE_END.finditer(text[: SHORT + 40]):
        if match.start() >= _EARLIEST // 2 and not _ABBREVIATIONS.search(text[: match.start()]):
            sentence = text[: match.end()]
            break
    if len(sentence) <= SHORT:
        return sentence.removesuffix(".") or sentence
    cuts = [match.start() for match in _CLAUSE.finditer(sentence[:SHORT]) if match.start() >= _EARLIEST]
    if cuts:
        return sentence[: cuts[-1]].rstrip(" ,;:–—-") + "…"
    at = sentence.rfind(" ", _EARLIEST, SHORT)
    return sentence[: at if at > 0 else SHORT - 1].rstrip(" ,;:–—-") + "…"
