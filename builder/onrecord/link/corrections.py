"""The editor's word on single quotations, applied before anything is linked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord import text
from onrecord.link.quoted import Quoted
from onrecord.model import Correction, Problem

EDITOR = "editor"  # the rule that decided, where the editor did
_SHOWN = 60  # characters of a quotation in a message


def correct(
    quotations: Sequence[Quoted], corrections: Iterable[Correction]
) -> tuple[list[Quoted], tuple[Problem, ...]]:
    """`quotations` as the editor would have them, rejected ones left out, and what did not match.

    A correction takes effect only if its id and its words agree, for either alone may have come to mean another
    quotation.
    """
    by_id = {quoted.id: quoted for quoted in quotations}
    applied: dict[str, Correction] = {}
    problems: list[Problem] = []
    for correction in corrections:
        problem = _problem(correction, by_id, applied)
        if problem:
            problems.append(problem)
        else:
            applied[correction.quotation] = correction
    kept = [_corrected(quoted, applied.get(quoted.id)) for quoted in quotations]
    return [quoted for quoted in kept if quoted is not None], tuple(problems)


def _corrected(quoted: Quoted, correction: Correction | None) -> Quoted | None:
    if correction is None:
        return quoted
    if correction.action == "reject":
        return None
    quotation = replace(quoted.quotation, rule=EDITOR, confidence="certain")
    if quotation.speakers != correction.speakers:
        first = correction.speakers[0] if correction.speakers else None
        quotation = replace(quotation, speaker=first, others=correction.speakers[1:], mention=None)
    return replace(quoted, quotation=quotation, corrections=(correction,))


def _problem(correction: Correction, by_id: Mapping[str, Quoted], applied: Mapping[str, Correction]) -> Problem | None:
    """Why a correction cannot be applied, or None."""
    target = by_id.get(correction.quotation)
    if target is None:
        message = f"no quotation has the id {correction.quotation!r}."
    elif not _holds(target.words, correction.quote):
        message = f"the quotation {target.id} has other words: {_shown(target.words)}."
    elif target.id in applied:
        message = f"a second correction of the quotation {target.id}; the first one, {applied[target.id].where}, holds."
        return Problem(correction.where, "link", message, "Leave one of them.")
    else:
        return None
    nearest = _nearest(correction.quote, by_id.values())
    if nearest is None:
        return Problem(
            correction.where, "link", message, "No quotation is like it. Remove the correction if it is gone."
        )
    hint = f"Nearest: {nearest.id}, {_shown(nearest.words)}, in article {nearest.quotation.article}."
    return Problem(correction.where, "link", message, hint)


def _holds(words: str, quote: str) -> bool:
    """Whether `quote` is the words, or a run of them."""
    wanted = text.normalise(quote)
    return bool(wanted) and f" {wanted} " in f" {text.normalise(words)} "


def _nearest(quote: str, quotations: Iterable[Quoted]) -> Quoted | None:
    """The quotation that shares most words with `quote`, if it shares half of them."""
    wanted = set(text.words(quote))
    best: tuple[float, str] | None = None
    found: Quoted | None = None
    for quoted in quotations:
        words = set(text.words(quoted.words))
        shared = len(wanted & words) / max(len(wanted), len(words), 1)
        if 2 * len(wanted & words) >= len(wanted) > 0 and (best is None or (-shared, quoted.id) < best):
            best, found = (-shared, quoted.id), quoted
    return found


def _shown(words: str) -> str:
    """`words` in marks, cut short."""
    line = " ".join(words.split())
    return f"“{line}”" if len(line) <= _SHOWN else f"“{line[:_SHOWN].rstrip()} …”"
