"""What somebody who wrote an unknown word may have meant."""

from __future__ import annotations

from collections.abc import Collection


def suggest(word: str, known: Collection[str]) -> str:
    """What was probably meant, or all there is to choose from."""
    import difflib  # noqa: PLC0415 - who only searches need not wait for it

    near = difflib.get_close_matches(word, known, n=1)
    return f"Did you mean '{near[0]}'?" if near else f"Known are: {', '.join(sorted(known))}."
