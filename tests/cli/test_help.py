"""Every command explains itself."""

import subprocess
import sys

import click
import pytest

from onrecord import __version__
from onrecord.cli import reference
from onrecord.cli.app import COMMANDS, onrecord_command
from tests.cli.conftest import RunCommand


def loaded(name: str) -> click.Command:
    """The command of that name."""
    found = onrecord_command.get_command(click.Context(onrecord_command), name)
    assert found is not None
    return found


@pytest.mark.parametrize("command", [onrecord_command, *map(loaded, COMMANDS)], ids=lambda command: str(command.name))
def test_every_command_and_option_is_explained(command: click.Command) -> None:
    """Each command has a sentence, an example that begins with its name, and a help text for every option."""
    assert command.help
    assert "Examples:" in command.help
    assert f"onrecord {command.name}" in command.help or command is onrecord_command
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def below() -> list[tuple[str, click.Command]]:
    """The commands of commands, by all their names."""
    groups = [(name, command) for name in COMMANDS if isinstance(command := loaded(name), click.Group)]
    return [(f"{name} {part}", command) for name, group in groups for part, command in group.commands.items()]


@pytest.mark.parametrize(("name", "command"), below())
def test_commands_of_commands_are_explained(run: RunCommand, name: str, command: click.Command) -> None:
    """Each has a sentence, an example, a help text for every option, and its place in the reference."""
    assert f"onrecord {name}" in (command.help or "")
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert f"\n    onrecord {name}" in run(*name.split(), "--help").out
    assert f"## `onrecord {name}`\n\n```text\nUsage: onrecord {name}" in reference()


@pytest.mark.parametrize("name", COMMANDS)
def test_help_is_shown(run: RunCommand, name: str) -> None:
    """`onrecord NAME --help` and `-h` print the help, lines of examples kept apart, and exit with 0."""
    shown = run(name, "--help")
    assert shown.status == 0
    assert shown.out.startswith(f"Usage: onrecord {name}")
    assert f"\n    onrecord {name}" in shown.out
    assert run(name, "-h") == shown


def test_the_reference_holds_every_command() -> None:
    """The reference has a heading and the help of each command, and is the same each time."""
    text = reference()
    for name in COMMANDS:
        assert f"## `onrecord {name}`\n\n```text\nUsage: onrecord {name}" in text
    assert text == reference()
    assert max(map(len, text.splitlines())) <= 100


def test_the_module_is_the_command() -> None:
    """`python -m onrecord --version` works as the installed command does, and warns of nothing."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-m", "onrecord", "--version"], capture_output=True, text=True, check=True
    )
    assert __version__ in ran.stdout
    assert ran.stderr == ""


def test_an_unknown_command_is_a_mistake(run: RunCommand) -> None:
    """A wrong command or option exits with 2 and says so."""
    wrong = run("biuld")
    assert wrong.status == 2
    assert "No such command" in wrong.err
    assert run("build", "--no-such").status == 2
