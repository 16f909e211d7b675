"""Floors move as they should."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.quality import __main__ as program
from tests.quality.figures import Figure
from tests.quality.floors import Floor, bound_of, dump, fallen, load, lowered, raised, silent

HIGH = Floor("traps.passed", 0.9, 0.9034, "2026-11-01", 0.9)
LOW = Floor("traps.false", 0.1, 0.0966, "2026-11-01", 0.1, small=True)
FLOORS = {floor.name: floor for floor in (HIGH, LOW)}
TODAY = "2026-11-22"


def figures(passed: float, false: float = 0.0, faults: tuple[str, ...] = ()) -> list[Figure]:
    """The two figures of these tests."""
    return [Figure("traps.passed", passed, 100, faults=faults), Figure("traps.false", false, 10, small=True)]


def test_what_holds() -> None:
    """A figure may be at its floor or better; at its ceiling or below."""
    assert fallen(figures(0.9, 0.1), FLOORS, {}) == []


def test_what_falls_says_what_got_worse() -> None:
    """The message has the figure, the floor, and the cases that were right when the figure last held."""
    worse = figures(0.85, 0.11, faults=("old: known", "new: gone wrong"))
    high, low = fallen(worse, FLOORS, {"traps.passed": ["old: known"]})
    assert high == "traps.passed 0.8500 is under its floor 0.9\n    new: gone wrong"
    assert low == "traps.false 0.1100 is above its ceiling 0.1"


def test_a_figure_has_a_floor_and_a_floor_its_figure() -> None:
    """Neither a new figure nor one that nobody measures any more goes by unseen."""
    (unknown,) = fallen([*figures(1), Figure("traps.new", 1, 3)], FLOORS, {})
    assert unknown.startswith("traps.new 1.0000 has no floor")
    assert fallen(figures(1)[:1], FLOORS, {}) == ["traps.false has a floor, and is not measured any more"]
    assert fallen([Figure("sample.kind", 1, 0)], FLOORS, {}) == []


@pytest.mark.parametrize(("value", "small", "bound"), [(0.9262, False, 0.925), (0.1512, True, 0.155), (1, False, 1)])
def test_bounds_are_round(value: float, small: bool, bound: float) -> None:
    """A floor is the figure rounded down, a ceiling rounded up."""
    assert bound_of(Figure("x", value, 1, small)) == bound


def test_raising() -> None:
    """Floors follow figures that got better, never those that got worse; a new figure gets one."""
    after = raised([*figures(0.957, 0.2), Figure("traps.new", 0.5, 3), Figure("traps.none", 1, 0)], FLOORS, TODAY)
    assert after["traps.passed"] == Floor("traps.passed", 0.955, 0.957, TODAY, 0.955)
    assert after["traps.false"] == LOW
    assert after["traps.new"].value == 0.5
    assert "traps.none" not in after


def test_lowering_leaves_a_trace() -> None:
    """The reason stays beside the floor, also after the next raise; the strictest bound stays known."""
    after = lowered(figures(0.852)[0], FLOORS, "harder traps", TODAY)
    assert (after["traps.passed"].value, after["traps.passed"].best) == (0.85, 0.9)
    assert after["traps.passed"].lowered == (
        {"from": 0.9, "to": 0.85, "date": TODAY, "because": "harder traps"},
    )  # fmt: skip
    assert list(silent(after)) == []
    again = raised(figures(0.88), after, TODAY)
    assert again["traps.passed"].lowered == after["traps.passed"].lowered
    assert list(silent(raised(figures(0.95), after, TODAY))) == []


@pytest.mark.parametrize(("value", "because"), [(0.85, " "), (0.9, "no need")])
def test_no_lowering_without_reason_or_need(value: float, because: str) -> None:
    """It takes a reason, and a figure that fell."""
    with pytest.raises(ValueError, match=r"reason|keeps its floor"):
        lowered(figures(value)[0], FLOORS, because, TODAY)


@pytest.mark.parametrize(
    "change",
    [
        lambda floor: replace(floor, value=0.8),
        lambda floor: replace(floor, value=0.8, lowered=({"from": 0.9, "to": 0.8, "date": TODAY, "because": ""},)),
        lambda floor: replace(floor, value=0.8, lowered=({"from": 0.9, "to": 0.7, "date": TODAY, "because": "so"},)),
    ],
    ids=["no entry", "no reason", "another bound"],
)
def test_a_silent_lowering_is_seen(change: Callable[[Floor], Floor]) -> None:
    """A floor that somebody edits by hand needs the entry that the program would have made."""
    assert list(silent({"x": change(HIGH)})) == ["traps.passed was 0.9, is 0.8, and nothing says why"]


def test_the_file_comes_back_as_it_went() -> None:
    """Written and read again, the floors are the same, under the same comment."""
    floors = lowered(figures(0.852)[0], FLOORS, "harder traps", TODAY)
    written = dump(floors, "# why\n# and how\n{}\n")
    assert written.startswith("# why\n# and how\ntraps.passed:\n")
    assert load(written) == floors


@pytest.fixture
def gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program with a file of floors of its own, and figures that fell."""
    file = tmp_path / "floors.yml"
    file.write_text(dump(FLOORS, "# floors\n"), encoding="utf-8")
    monkeypatch.setattr(program, "FILE", file)
    monkeypatch.setattr(program, "MEMORY", tmp_path / "memory" / "quality.json")
    monkeypatch.setattr(program, "measured", lambda: figures(0.852, faults=("a: wrong",)))
    return file


def test_the_program_tells_and_exits(gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure under its floor is exit 1, and the file stays as it is."""
    before = gate.read_text(encoding="utf-8")
    assert program.main([]) == 1
    assert "traps.passed 0.8520 is under its floor 0.9\n    a: wrong" in capsys.readouterr().out
    assert program.main(["--raise"]) == 1
    assert load(gate.read_text(encoding="utf-8"))["traps.passed"] == load(before)["traps.passed"]


def test_the_program_lowers_one_floor(gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--lower FIGURE --because …` lets that floor down; what is wrong then is remembered as known."""
    assert program.main(["--lower", "traps.passed", "--because", "harder traps"]) == 0
    assert "≥ 0.85" in capsys.readouterr().out
    assert program.remembered()["traps.passed"] == ["a: wrong"]
    for wrong in (["--lower", "traps.passed"], ["--lower", "traps.unknown", "--because", "so"]):
        with pytest.raises(SystemExit) as stopped:
            program.main(wrong)
        assert stopped.value.code == 2
