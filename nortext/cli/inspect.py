"""The command `nortext inspect`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from nortext.cli.io import STANDARD, decoding, read, shown_name
from nortext.cli.options import encoding_option, repair_options
from nortext.errors import FileError
from nortext.options import RepairOptions
from nortext.pipeline import Pipeline
from nortext.report.inspection import Inspection
from nortext.report.inspection import inspect as inspect_text

__all__ = ["inspect"]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write a JSON object a line, for programs.")
@encoding_option
@repair_options("rules", "protect", "lexicon")
def inspect(files: tuple[Path, ...], as_json: bool, encoding: str, options: RepairOptions) -> None:
    """Say what is wrong with texts, changing nothing.

    For each file its encoding, language and kinds of damage: how many words each affects, in which
    lines, how sure that is, and what it did.

    \b
    Examples:
      nortext inspect report.txt
      nortext inspect *.txt --json > verdicts.jsonl
    """
    pipeline = Pipeline.from_options(options)
    failed = False
    for file in files or (STANDARD,):
        name = shown_name(file)
        try:
            decoded = read(file, encoding)
        except FileError as error:
            failed = True
            click.echo(f"nortext: {error}", err=True)
            continue
        found = inspect_text(decoded.text, pipeline)
        if as_json:
            about = {
                "file": name,
                "encoding": decoded.encoding,
                "encoding_confidence": decoded.confidence,
            }
            click.echo(json.dumps(about | found.as_dict(), ensure_ascii=False))
        else:
            click.echo(f"{name}: {decoding(decoded)}")
            for line in _verdict(found):
                click.echo(f"  {line}")
    if failed:
        sys.exit(1)


def _verdict(found: Inspection) -> Iterator[str]:
    """Yield what was found out about a text, in lines."""
    languages = ", ".join(f"{name} {share:.0%}" for name, share in found.languages)
    yield (
        f"{found.words} words; language: {languages or 'cannot be told'}; "
        f"{found.doubts} words in doubt"
    )
    if not found.findings:
        yield "no damage found"
    for finding in found.findings:
        first, last = finding.first_line, finding.last_line
        lines = f"line {first}" if first == last else f"lines {first}-{last}"
        yield (
            f"{finding.kind} ({finding.summary}): {finding.changes} changes, "
            f"{finding.share:.1%} of the words, {lines}, {finding.confidence:.1%} sure"
        )
        examples = [
            f"{before or repr(before)} → {after or repr(after)}"
            for before, after in finding.examples
        ]
        yield f"  {', '.join(examples)}"
