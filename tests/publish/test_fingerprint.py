"""What all pages depend on besides their sources."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files
from mkdocs.structure.nav import get_navigation

from onrecord import code
from onrecord.publish.fingerprint import fingerprint
from tests.publish import harbour


def test_pages_are_made_again_by_another_onrecord(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who works on a clone has one version for long: it is the code that pages are made by that counts."""
    harbour.write(tmp_path)
    config = load_config(str(tmp_path / "mkdocs.yml"))
    nav = get_navigation(Files([]), config)
    before = fingerprint(config, nav)
    assert fingerprint(config, nav) == before
    monkeypatch.setattr(code, "digest", lambda *parts: f"another {parts}")
    assert fingerprint(config, nav) != before
