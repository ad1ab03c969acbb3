"""The command `nortext kinds`."""

from __future__ import annotations

import click

from nortext.kinds import KINDS

__all__ = ["kinds"]


@click.command()
def kinds() -> None:
    """List the kinds of damage that are told apart and mended."""
    for kind in KINDS.values():
        click.echo(f"{kind.name:<24} {kind.family:<13} {kind.summary}")
