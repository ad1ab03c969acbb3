"""The installed command and its subcommands."""

from __future__ import annotations

import sys
from typing import Any

import click

from nortext import __version__
from nortext.cli.batch import batch
from nortext.cli.check import check
from nortext.cli.clean import clean
from nortext.cli.explain import explain
from nortext.cli.inspect import inspect
from nortext.cli.kinds import kinds
from nortext.cli.summary import summary
from nortext.errors import NortextError

__all__ = ["main", "run"]


class _Commands(click.Group):
    """A group that turns the errors of nortext into messages and exit codes."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
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


for _command in (clean, inspect, explain, kinds, check, batch, summary):
    main.add_command(_command)


def run() -> None:
    """Run the installed command, with a message in place of a traceback.

    Where the system refuses, it is `main` with exit code 1.
    """
    try:
        main(prog_name="nortext")
    except OSError as error:
        click.echo(f"nortext: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(1)
