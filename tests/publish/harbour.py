"""A small archive of an invented harbour town, for the tests of publishing and of the pages in a browser."""

from __future__ import annotations

from pathlib import Path

_WORDS = ("amber", "basalt", "cedar", "damson", "ember", "flint", "garnet", "hazel", "indigo", "jade", "kelp", "larch")

TIDES = 12
"""How many articles quote somebody on a tide: more than a page of results holds."""


def _article(title: str, outlet: str, date: str | None, body: str, deck: str = "") -> str:
    dated = f"date: {date}\n" if date else ""
    below = f"deck: {deck}\n" if deck else ""
    return f"---\ntitle: {title}\noutlet: {outlet}\n{dated}{below}---\n{body}\n"


ARTICLES = {
    "ferry-vote.txt": _article(
        "Council keeps the ferry",
        "Ellery Post",
        "2023-05-02",
        "The council of Port Ellery voted on Tuesday to keep the ferry running.\n\n"
        "“The ferry is the street that this town never paved,” said Mayor Ida Brandt. “I will not close a street.”\n\n"
        "A harbor official said the boats were “one winter from the breakers.” The official asked not to be named.",
    ),
    "ferry-wire.txt": _article(
        "Ferry to stay, mayor says",
        "Coast Courier",
        "2023-05-03",
        "Port Ellery will keep its ferry, Mayor Ida Brandt announced.\n\n"
        "“The ferry is the street that this town never paved, and it is the only one that never floods,” "
        "said Mayor Ida Brandt.",
    ),
    "school-roof.txt": _article(
        "School roof leaks again",
        "Ellery Post",
        "2024-01-15",
        "The school of Port Ellery put out buckets on Monday, three years after its roof was mended.\n\n"
        "“We have taught fractions by counting buckets,” said Tomas Vell, the head teacher.\n\n"
        "Mayor Ida Brandt promised money. “A school is not a sieve, and the ferry fund can wait a month,” Brandt said.",
        deck="Three winters of drips",
    ),
    "lighthouse.txt": _article(
        "The lighthouse stays dark",
        "Ellery Post",
        None,
        "The lamp of the lighthouse went out and nobody has gone up to see why.\n\n"
        "“The ferry finds its own way home,” said Tomas Vell, who keeps the key.",
    ),
    "pension.txt": _article(
        "A pension for the keeper",
        "Coast Courier",
        "2024-03-01",
        "The retired keeper will be paid a pension, the county decided without a debate. It is the first in its books.",
    ),
    "hostile.txt": _article(
        '"<img src=x onerror=window.hurt=1> & [x](javascript:window.hurt=2)"',
        '"<b>Gazette</b> {{ 7*7 }}"',
        "2024-02-02",
        "A reader sent in some marks on Friday.\n\n"
        "“Print <script>window.hurt=3</script> and <img src=x onerror=window.hurt=4> whole,” said Ada Lane, a printer.",
    ),
    **{
        f"tide-{number:02}.txt": _article(
            f"Tide table {number}",
            "Coast Courier" if number % 2 else "Ellery Post",
            f"{2023 + number % 2}-{number:02}-09",
            f"The harbor posted table {number} on its door.\n\n"
            f"“The {word} tide comes at {number} and waits for nobody with a {word} boat,” said Wanda Okoro, a pilot.",
        )
        for number, word in enumerate(_WORDS, 1)
    },
}

AUTHORITY = {
    "topics.yml": (
        "- id: transport\n  label: Transport\n  query: boat OR boats\n"
        "- id: ferries\n  label: Ferries\n  query: ferry\n  broader: transport\n"
        "- id: schools\n  label: Schools\n  query: school\n"
    ),
    "outlets.yml": "- name: Ellery Post\n- name: Coast Courier\n",
}

SETTINGS = """\
site_name: Harbour record
site_url: {site_url}
use_directory_urls: {directories}
theme:
  name: material
  font: false
  custom_dir: overrides
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: white
      toggle: {{icon: material/weather-night, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: black
      toggle: {{icon: material/weather-sunny, name: Light}}
plugins:
  - onrecord
extra_css: [assets/onrecord/onrecord.css, assets/onrecord/search.css]
extra_javascript:
  - path: assets/onrecord/search.js
    type: module
markdown_extensions: [attr_list, md_in_html, tables, toc]
nav:
  - Archive: index.md
  - Articles: articles/index.md
  - Speakers: speakers/index.md
  - Statements: statements/index.md
  - Topics: topics/index.md
  - Outlets: outlets/index.md
  - Search: search.md
not_in_nav: |
  /articles/*
  /speakers/*
  /statements/*
  /topics/*
  /outlets/*
"""


def write(root: Path, *, site_url: str = "", directories: bool = True) -> Path:
    """Write the archive's sources into `root`; the path of its mkdocs.yml."""
    files = {f"articles/{name}": text for name, text in ARTICLES.items()}
    files |= {f"authority/{name}": text for name, text in AUTHORITY.items()}
    files["overrides/main.html"] = '{% extends "onrecord.html" %}\n'
    files["docs/index.md"] = "# Harbour record\n\nWhat was said on the quay.\n"
    files["mkdocs.yml"] = SETTINGS.format(site_url=site_url or '""', directories=str(directories).lower())
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root / "mkdocs.yml"
