"""The command reference of the guide, made from what `--help` says."""

from __future__ import annotations

import click

from onrecord.cli.app import onrecord_command

WIDTH = 100


def reference() -> str:
    """Every command's help as Markdown: a heading and a block of text for each, the same on every machine."""
    settings = {**onrecord_command.context_settings, "max_content_width": WIDTH, "terminal_width": WIDTH}
    top = click.Context(onrecord_command, info_name="onrecord", **settings)
    parts = [_section(top, onrecord_command)]
    for name in onrecord_command.list_commands(top):
        command = onrecord_command.get_command(top, name)
        assert command is not None
        context = click.Context(command, top, info_name=name, **settings)
        parts.append(_section(context, command))
        for part, below in sorted(command.commands.items()) if isinstance(command, click.Group) else ():
            parts.append(_section(click.Context(below, context, info_name=part, **settings), below))
    return "\n".join(parts)


def _section(context: click.Context, command: click.Command) -> str:
    return f"## `{context.command_path}`\n\n```text\n{command.get_help(context).strip()}\n```\n"
