"""What the tests share: archives made in a temporary folder, and the way to the real articles."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from onrecord.config import Config, load

os.environ["ONRECORD_RAISE"] = "1"  # a bug in a stage is an error here, not a problem in a report
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

settings.register_profile("onrecord", deadline=None)  # a busy machine is no failure
settings.load_profile("onrecord")

REPOSITORY = Path(__file__).parent.parent
SHARED = REPOSITORY.parent / "shared"

MakeArchive = Callable[..., Config]


@pytest.fixture
def make_archive(tmp_path: Path) -> MakeArchive:
    """Make an archive of articles (file name to text) and authority files, and read its settings."""

    def make(
        articles: Mapping[str, str | bytes], authority: Mapping[str, str] | None = None, options: str = ""
    ) -> Config:
        root = tmp_path / "archive"
        (root / "articles").mkdir(parents=True, exist_ok=True)
        (root / "authority").mkdir(exist_ok=True)
        config = f"site_name: Test\nplugins:\n  - onrecord:\n      cache: .onrecord\n{options}"
        (root / "mkdocs.yml").write_text(config, encoding="utf-8")
        for name, text in articles.items():
            path = root / "articles" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        for name, text in (authority or {}).items():
            (root / "authority" / name).write_text(text, encoding="utf-8")
        return load(root / "mkdocs.yml")

    return make


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real articles that lies beside a developer's checkout; tests that need it skip without it."""
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real articles (../shared) are not here: they are no part of the repository")
    return SHARED
