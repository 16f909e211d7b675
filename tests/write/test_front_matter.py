"""Front matter is YAML as PyYAML itself would write it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from onrecord.write import front_matter

SIGNS = [
    "- ",
    "? ",
    ": ",
    ":",
    " #",
    "#",
    "'",
    '"',
    "\\",
    "\n",
    "\n  ",
    " \n",
    "---",
    "...",
    "{",
    "[",
    "&",
    "*",
    "!",
    "|",
    ">",
    "%",
    "@",
]
WORDS = [
    "yes",
    "null",
    "1.5",
    "2031-05-04",
    "~",
    "<<",
    "=",
    "a: b",
    "--- x",
    "12",
    "12:30",
    "0x1f",
    "1_000",
    "é",
    "—",
    "\xa0",
]
TEXTS = st.text(max_size=12) | st.lists(st.sampled_from([*SIGNS, *WORDS, "Ada ", " said"]), max_size=4).map("".join)
VALUES = st.recursive(
    TEXTS | st.integers() | st.booleans() | st.floats(allow_nan=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS.filter(bool), VALUES, min_size=1, max_size=4))
def test_front_matter_is_what_yaml_makes_of_it(meta: dict[str, object]) -> None:
    """Whatever its values look like: a text that looks like a date or a number stays a text."""
    kept = {key: value for key, value in meta.items() if value not in (None, "", (), [], {})}
    written = yaml.dump(kept, Dumper=Plain, allow_unicode=True, width=2**20, sort_keys=False) if kept else ""
    assert front_matter.page(meta, "Body").startswith(f"---\n{written}generated: ")


@pytest.mark.parametrize("unusual", ["\u2028", "\t", "\U0001f600", "k" * 130, "two\nlines"])
def test_what_is_unusual_is_left_to_yaml(unusual: str) -> None:
    """A sign that YAML has its own way with, wherever it stands, and a key that takes a line of its own."""
    meta = {"title": unusual, "list": [unusual, "x"], "inner": {unusual: "x", "y": ["x"]}}
    written = yaml.dump(meta, Dumper=Plain, allow_unicode=True, width=2**20, sort_keys=False)
    assert front_matter.page(meta, "Body").startswith(f"---\n{written}generated: ")


def test_a_text_is_written_as_one_whatever_its_type() -> None:
    """A text of Jinja's, and a tuple, stand in a header as a text and a list."""
    written = front_matter.page({"title": Markup("a: b"), "names": (Markup("x"),), "rare": Markup("\t")}, "Body")
    assert front_matter.page({"title": "a: b", "names": ["x"], "rare": "\t"}, "Body") == written


class Plain(yaml.CSafeDumper):
    """What YAML writes, each value where it stands."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as its base has it
        """Nothing is told once only."""
        return True
