"""The command `nortext check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from nortext.cli.options import repair_options
from nortext.options import RepairOptions
from nortext.report.check import check_folder

__all__ = ["check"]


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--update", is_flag=True, help="Write the known differences of the text pairs anew.")
@repair_options("rules", "protect", "lexicon")
def check(folder: Path, update: bool, options: RepairOptions) -> None:
    """Run a folder of damaged texts as a regression test.

    The folder holds pairs NAME.ocr.txt and NAME.gold.txt, or .jsonl files of cases; exit code 1
    says that something failed. The format is described in docs/fixtures.md.

    \b
    Example:
      nortext check fixtures/
    """
    report = check_folder(folder, options, update)
    for failure in report.failures:
        click.echo(f"{failure.place}: {failure.message}")
    failures = len(report.failures)
    click.echo(f"{report.cases} cases, {report.known} known differences, {failures} failures")
    if failures:
        sys.exit(1)
