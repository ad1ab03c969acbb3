"""The command `nortext summary`."""

from __future__ import annotations

from pathlib import Path

import click

from nortext.batch.summary import summarize

__all__ = ["summary"]


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "--most",
    metavar="N",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    help="How many files the table has.",
)
def summary(out: Path, most: int) -> None:
    """Make a table of what a batch did in OUT, worst files first.

    The word error rates are estimates, from how sure each change is and which words are in doubt.

    \b
    Example:
      nortext summary mended/ --most 50
    """
    for line in summarize(out, most):
        click.echo(line)
