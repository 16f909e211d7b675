"""An invented town's news, in any number of files, with all that a folder of articles may hold."""

from __future__ import annotations

from pathlib import Path

PEOPLE = ("Ada Lane", "Bruno Okafor", "Celia Marsh", "Dov Peretz", "Édith Amara")
THINGS = ("bridge", "library", "orchard", "ferry", "school roof", "well", "tannery")
DEEDS = ("rebuilt with local timber", "sold to the highest bidder", "opened to every child", "painted before the fair")


def article(number: int) -> str:
    """One article: somebody says something that no other article says, and something that the next one says too."""
    name, thing, deed = PEOPLE[number % 5], THINGS[number % 7], DEEDS[number % 4]
    return (
        f"---\ntitle: News of the {thing}, {number}\noutlet: The Lamp\ndate: 2025-{number % 11 + 1:02d}-03\n"
        f"url: https://lamp.example/{number}\n---\n\n"
        f"Mayor {name} spoke of the {thing} in the town hall on Monday. Nobody had asked about item {number}.\n\n"
        f"“I want the {thing} {deed},” {name.split()[1]} said. “Ask me about item {number} when the winter comes.”\n\n"
        f"A clerk said that item {number // 2} would cost the town 🜚 nothing at all.\n"
    )


def write(folder: Path, count: int) -> Path:
    """The articles in two folders, with a sidecar, an empty file, a hidden one, a README and a picture among them."""
    for number in range(count):
        path = folder / ("north" if number % 3 else "south-side") / f"{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number), encoding="utf-8")
    (folder / "south-side" / "beside.md").write_text("It rained. “At last,” said Ada Lane.\n", encoding="utf-8")
    (folder / "south-side" / "beside.yml").write_text("title: Rain\noutlet: The Gull\ndate: 2025-02-01\n", "utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / ".hidden.txt").write_text("Nobody reads this.\n", encoding="utf-8")
    (folder / "README.md").write_text("What this is.\n", encoding="utf-8")
    (folder / "pier.jpg").write_bytes(b"\xff\xd8")
    return folder


def held(folder: Path) -> dict[str, bytes]:
    """The files of a set, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir()}
