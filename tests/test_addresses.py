"""Where things are: one scheme for addresses, and the files behind them."""

from __future__ import annotations

from typing import get_args

import pytest

from onrecord import addresses


@pytest.mark.parametrize("kind", get_args(addresses.Kind))
def test_every_kind_has_a_folder_of_pages(kind: addresses.Kind) -> None:
    """The hub of a kind is the index of its folder, and a thing's page lies beside it."""
    folder = addresses.hub(kind).removesuffix("/")
    assert folder in addresses.FOLDERS
    assert addresses.file(addresses.hub(kind)) == f"{folder}/index.md"
    assert addresses.file(addresses.page(kind, "ada-lane")) == f"{folder}/ada-lane.md"


def test_further_pages_lie_below_the_first() -> None:
    """A long list goes on below its own address; a hub's below a folder that no page has for a name."""
    assert addresses.file(addresses.part(addresses.speaker("ada-lane"), "2025")) == "speakers/ada-lane/2025.md"
    assert addresses.file(addresses.part(addresses.parts("article"), "2025")) == "articles/by/2025.md"


@pytest.mark.parametrize("name", addresses.FOLDERS)
def test_a_page_may_be_called_like_a_folder(name: str) -> None:
    """An article "topics" is a page, not the hub of the topics."""
    assert addresses.file(addresses.article(name)) == f"articles/{name}.md"
