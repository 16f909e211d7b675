"""Front matter is YAML as PyYAML itself would write it."""

from __future__ import annotations

import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.write import front_matter

TEXTS = st.text(max_size=12) | st.sampled_from(
    ["yes", "null", "1.5", "2031-05-04", "~", "<<", "=", "a: b", "--- x", "12"]
)
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


class Plain(yaml.CSafeDumper):
    """What YAML writes, each value where it stands."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as its base has it
        """Nothing is told once only."""
        return True
