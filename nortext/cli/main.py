"""The installed command and its subcommands."""

from __future__ import annotations

import io
import sys
from importlib import import_module
from typing import Any

import click

from nortext import __version__
from nortext.errors import NortextError

__all__ = ["main", "run"]

_COMMANDS = ("apply", "batch", "check", "clean", "explain", "inspect", "kinds", "summary")
"""The commands: each is the function of its name in the module of its name."""


class _Commands(click.Group):
    """A group that loads a command when it is asked for, and knows the errors of nortext."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"nortext.cli.{cmd_name}"), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for; an error becomes a message and an exit code."""
        try:
            return super().invoke(ctx)
        except NortextError as error:
            click.echo(f"Error: {error}", err=True)
            ctx.exit(error.exit_code)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="nortext")
@click.option(
    "--check-data",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=lambda context, _, is_asked: _check_data(context) if is_asked else None,
    help="Say whether the word lists are whole, and exit.",
)
def main() -> None:
    """Give damaged Norwegian text its letters back.

    \b
    Examples:
      nortext clean report.txt > mended.txt
      nortext inspect report.txt
      nortext explain forsgk
      nortext batch dumps/ mended/ --jobs 4
      nortext check fixtures/
    """


def _check_data(context: click.Context) -> None:
    """Say whether the word lists are those that were built, and exit."""
    from nortext.language.checksums import changed_files

    try:
        changed = list(changed_files())
    except NortextError as error:
        click.echo(f"Error: {error}", err=True)
        context.exit(error.exit_code)
    for name in changed:
        click.echo(f"Error: {name}: is not as it was built; install nortext anew", err=True)
    if changed:
        context.exit(1)
    click.echo("the word lists are whole")
    context.exit(0)


def run() -> None:
    """Run the installed command, with a message in place of a traceback.

    Where the system refuses, it is `main` with exit code 1.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # what the screen cannot show is escaped
    try:
        main(prog_name="nortext")
    except OSError as error:
        click.echo(f"nortext: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(1)
