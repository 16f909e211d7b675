"""What is said of a rule, and of nobody, in one place."""

from __future__ import annotations

import pytest

from onrecord import reasons


@pytest.mark.parametrize(
    ("rule", "mention", "why"),
    [
        ("before-unnamed", "an aide", "the text credits “an aide”"),
        ("before-unnamed", "“an aide,”", "the text credits “an aide”"),
        ("split", "an aide", "the text credits “an aide”"),
        ("before-unnamed", "a man who " + "waited and " * 6, "the text credits a source that it does not name"),
        ("after-body", "the office", "the text credits a body, “the office”"),
        ("after-body", "", "the text credits a body"),
        ("before-joint", "", "the text credits several people at once"),
        ("before-weak", "she", "the evidence for any one person is too weak"),
        ("after-pronoun-weak", "she", "the evidence for any one person is too weak"),
        ("nobody", "", "no words near it attribute it"),
        ("split", "", "no words near it attribute it"),
        ("editor", "", "so the editor decided"),
        ("a-rule-of-tomorrow", "the oracle", "the text credits “the oracle”"),
        ("a-rule-of-tomorrow", "", "no words near it attribute it"),
    ],
)
def test_nobody_is_named_for_a_reason(rule: str, mention: str, why: str) -> None:
    """Each way of naming nobody has its words, and a rule that is not known has some that are true of it."""
    assert reasons.nobody(rule, mention) == why


def test_a_rule_is_explained_with_its_ending() -> None:
    """The explanation says what the rule sees, then what points at the speaker; unknown parts are passed over."""
    assert reasons.explained("before-pronoun") == (
        "The nearest cue before the marks, in the same sentence."
        " The words that point at the speaker are a pronoun, and a person for it was found."
    )
    assert reasons.explained("after").endswith("The words that point at the speaker are a name.")
    assert reasons.explained("before-unheard") == reasons.BASES["before"]
    assert reasons.explained("nobody") == reasons.BASES["nobody"]
    assert reasons.explained("unheard-of") == ""
