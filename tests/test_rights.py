"""What an article's rights keep back is in no page, data file or dataset."""

from __future__ import annotations

import pytest

from onrecord.build import build
from tests.conftest import MakeArchive

ARTICLE = """---
outlet: The Lamp
date: 2025-03-03
deck: A deck about gooseberries for everybody who reads on
---
A picture of apricots on a table in the hall, where the council met. REUTERS/Ada Example

The opening mentions quinces and nothing else that anybody would want to quote in a newspaper.

“We planted medlars,” said Mayor Ada Lane, who had thought about it over the long and quiet winter months.

The closing mentions damsons, long after everybody had said what there was to be said about the orchard.
"""
SHOWN: dict[str, set[str]] = {
    "full": {"gooseberries", "quinces", "medlars", "damsons", "apricots"},
    "excerpt": {"gooseberries", "quinces", "medlars"},
    "quotations": {"medlars"},
    "metadata": set(),
}


@pytest.mark.parametrize("rights", SHOWN)
@pytest.mark.parametrize("titled", [True, False], ids=["headline", "no-headline"])
def test_only_what_the_rights_allow_is_published(make_archive: MakeArchive, rights: str, titled: bool) -> None:
    """Each level shows its parts, and none of the others, in whatever file of the site."""
    header = f"---\nrights: {rights}\n" + ("title: Orchard news\n" if titled else "")
    config = make_archive({"a.txt": ARTICLE.replace("---\n", header, 1)})
    assert not build(config).warnings
    everything = b"\n".join(path.read_bytes() for path in config.docs.rglob("*") if path.is_file())
    fruits = {fruit for fruit in SHOWN["full"] if fruit.encode() in everything}
    assert fruits == SHOWN[rights]
