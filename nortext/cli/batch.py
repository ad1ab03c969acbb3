"""The command `nortext batch`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import click

from nortext.batch import BatchOptions, Source, Totals, listed, run, walk
from nortext.batch.run import planned
from nortext.cli.io import STANDARD
from nortext.cli.options import encoding_option, repair_options
from nortext.cli.progress import shown
from nortext.errors import FileError, display_name, reason_of
from nortext.formats.files import read_standard_input
from nortext.options import RepairOptions

__all__ = ["batch"]

_FORMATS = ["auto", "text", "jsonl", "csv", "tsv"]
_INTERRUPTED = 130


@click.command()
@click.argument("dumps", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=os.cpu_count() or 1,
    show_default="one for each core",
    help="How many processes work at the same time.",
)
@click.option(
    "--glob",
    metavar="PATTERN",
    help="Take only files whose names fit; whose paths below DUMPS, where there is a / in it.",
)
@click.option(
    "--from",
    "list_",
    metavar="LIST",
    type=click.Path(path_type=Path),
    help="Take the files that a list names (- is stdin).",
)
@click.option("--null", is_flag=True, help="The list's names end with a zero byte (find -print0).")
@click.option(
    "--resume",
    is_flag=True,
    help="Go on: leave alone what OUT's manifest shows done, from the same bytes in the same way.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first file that fails.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(_FORMATS),
    default="auto",
    show_default=True,
    help="What the files are, whatever their names.",
)
@click.option(
    "--text-field",
    "fields",
    metavar="NAME",
    multiple=True,
    default=["text"],
    show_default=True,
    help="A field of JSON Lines, or column of a table (its name, or its number from 1), that holds "
    "text; can be given several times.",
)
@click.option(
    "--edits",
    is_flag=True,
    help="Write every change and doubt beside each text, as NAME.edits.jsonl.",
)
@click.option(
    "--shared-evidence/--no-shared-evidence",
    default=True,
    help="Judge the records of one file by what all of them show of the damage (the default), or "
    "each by itself.",
)
@repair_options()
@encoding_option
@click.option(
    "-q", "--quiet", is_flag=True, help="Show no progress and no messages; the manifest has them."
)
def batch(
    dumps: Path,
    out: Path,
    jobs: int,
    glob: str | None,
    list_: Path | None,
    null: bool,
    resume: bool,
    dry_run: bool,
    fail_fast: bool,
    kind: str,
    fields: tuple[str, ...],
    edits: bool,
    shared_evidence: bool,
    options: RepairOptions,
    encoding: str,
    quiet: bool,
) -> None:
    """Repair all text files below the folder DUMPS into the folder OUT.

    The tree is the same in OUT. manifest.jsonl there tells what became of every file; `nortext
    summary OUT` makes a table of it. Text (.txt, .md), JSON Lines (.jsonl) and tables (.csv, .tsv)
    are read, plain, gzip'd (.gz) or zstandard (.zst).

    \b
    Examples:
      nortext batch dumps/ mended/
      nortext batch dumps/ mended/ --resume
      nortext batch dumps/ mended/ --glob '*.jsonl.gz' --text-field body
      find dumps -name '*.txt' -size +1k | nortext batch dumps/ mended/ --from -

    Exit code: 0 all done, 1 some failed, 2 a wrong call, 130 interrupted.
    """
    how = BatchOptions(options, encoding, kind, fields, edits, shared_evidence)
    try:
        _check(dumps, out, glob, list_, null)
        if not quiet and sys.stderr is not None:
            sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        if list_:
            sources = listed(_names(list_, null), dumps, out, kind)
        else:
            sources = walk(dumps, out, glob, kind)
        if dry_run:
            _say_what(sources, out, how, resume)
            return
        progress = shown(quiet)
        totals = run(
            sources, out, how, progress=progress, jobs=jobs, resume=resume, fail_fast=fail_fast
        )
    except OSError as error:
        name = display_name(error.filename or dumps)
        raise FileError(f"{name}: {reason_of(error)}") from None
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    if not quiet:
        with suppress(OSError):
            _say_totals(totals, out)
    sys.exit(_INTERRUPTED if totals.interrupted else 1 if totals.failed else 0)


def _check(dumps: Path, out: Path, glob: str | None, list_: Path | None, null: bool) -> None:
    """Refuse what cannot be meant."""
    if not dumps.exists():
        raise click.UsageError(f"{display_name(dumps)}: no such folder or file")
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"{display_name(out)}: is no folder")
    try:
        source = (dumps if dumps.is_dir() else dumps.parent).resolve()
        target = out.resolve()
    except RuntimeError:  # what Python before 3.13 says of links that lead to themselves
        raise click.UsageError(f"{display_name(out)}: a link leads to itself") from None
    if glob and not dumps.is_dir():
        raise click.UsageError("--glob needs a folder to look in")
    if source.is_relative_to(target):
        raise click.UsageError(
            "the files would be written over themselves; choose an OUT that DUMPS does not lie in"
        )
    if glob and list_:
        raise click.UsageError("--glob and --from exclude each other")
    if null and not list_:
        raise click.UsageError("--null goes with --from")
    if list_ and not dumps.is_dir():
        raise click.UsageError("--from needs a folder that the files lie below")


def _names(list_: Path, null: bool) -> Iterable[bytes]:
    """Return the names in a list."""
    data = read_standard_input() if list_ == STANDARD else list_.read_bytes()
    if null:
        return data.split(b"\0")
    if b"\0" in data:
        raise click.UsageError("the list has zero bytes; say --null if its names end with them")
    return [line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]


def _say_what(sources: Iterator[Source], out: Path, how: BatchOptions, resume: bool) -> None:
    """Say on standard output what would become of each file."""
    for source, what in planned(sources, out, how, resume):
        line = f"{what}\t{display_name(source.name)}"
        click.echo(line.encode("utf-8", "backslashreplace"))


def _say_totals(totals: Totals, out: Path) -> None:
    """Say on standard error what became of the files."""
    kept = f", {totals.kept:,} done earlier" if totals.kept else ""
    left = totals.files - totals.settled
    rest = f", {left:,} not begun" if left else ""
    click.echo(
        f"nortext: {totals.files:,} files: {totals.done:,} repaired{kept}, {totals.failed:,} "
        f"failed, {totals.skipped:,} skipped{rest}; {totals.words:,} words, {totals.changes:,} "
        f"changed, in {totals.seconds:,.1f} s; see nortext summary {display_name(out)}",
        err=True,
    )
    if totals.interrupted or totals.stopped:
        arguments = [argument for argument in sys.argv[1:] if argument != "--resume"]
        again = " ".join(["nortext", *(shlex.quote(display_name(each)) for each in arguments)])
        click.echo(f"nortext: go on with: {again} --resume", err=True)
