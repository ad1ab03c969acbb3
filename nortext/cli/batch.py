"""The commands `nortext batch` and `nortext summary`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nortext.cli import options as parameters
from nortext.formats.files import FileError, called, read_standard_input, read_words, reason

if TYPE_CHECKING:
    from nortext.batch.options import Options
    from nortext.batch.progress import Totals
    from nortext.batch.sources import Source

__all__ = ["batch", "summary"]

FORMATS = ["auto", "text", "jsonl", "csv", "tsv"]
INTERRUPTED = 130


@click.command()
@click.argument("dumps", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option(
    "-j", "--jobs", type=click.IntRange(min=1), default=os.cpu_count() or 1, show_default="one for each core",
    help="How many processes work at the same time.",
)
@click.option("--glob", metavar="PATTERN", help="Take only files whose names fit; whose paths below DUMPS, where there is a / in it.")
@click.option("--from", "list_", metavar="LIST", type=click.Path(path_type=Path), help="Take the files that a list names (- is stdin).")
@click.option("--null", is_flag=True, help="The list's names end with a zero byte (find -print0).")
@click.option("--resume", is_flag=True, help="Go on: leave alone what OUT's manifest shows done, from the same bytes in the same way.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--fail-fast", is_flag=True, help="Stop at the first file that fails.")
@click.option(
    "--format", "kind", type=click.Choice(FORMATS), default="auto", show_default=True, help="What the files are, whatever their names.",
)
@click.option(
    "--text-field", "fields", metavar="NAME", multiple=True, default=["text"], show_default=True,
    help="A field of JSON Lines, or column of a table (its name, or its number from 1), that holds text; can be given several times.",
)
@click.option("--edits", is_flag=True, help="Write every change and doubt beside each text, as NAME.edits.jsonl.")
@parameters.layout
@parameters.keep_furniture
@parameters.typography
@parameters.damage
@parameters.min_confidence
@parameters.encoding
@parameters.protect
@parameters.lexicon
@click.option("-q", "--quiet", is_flag=True, help="Show no progress and no messages; the manifest has them.")
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
    quiet: bool,
    protect: Path | None,
    lexicon: Path | None,
    encoding: str,
    **how: Any,
) -> None:
    """Repair all text files below the folder DUMPS into the folder OUT.

    The tree is the same in OUT. manifest.jsonl there tells what became of every file; `nortext summary OUT` makes a table of it.
    Text (.txt, .md), JSON Lines (.jsonl) and tables (.csv, .tsv) are read, plain, gzip'd (.gz) or zstandard (.zst).

    \b
    Examples:
      nortext batch dumps/ mended/
      nortext batch dumps/ mended/ --resume
      nortext batch dumps/ mended/ --glob '*.jsonl.gz' --text-field body
      find dumps -name '*.txt' -size +1k | nortext batch dumps/ mended/ --from -

    Exit code: 0 all done, 1 some failed, 2 a wrong call, 130 interrupted.
    """
    from nortext.batch import Options, listed, run, walk
    from nortext.batch.progress import shown
    from nortext.batch.workers import WorkersError

    try:
        _check(dumps, out, glob, list_, null, how)
        if not quiet and sys.stderr is not None:
            sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        options = Options(
            protect=tuple(read_words(protect, encoding)) if protect else (),
            lexicon=tuple(read_words(lexicon, encoding)) if lexicon else (),
            encoding=encoding,
            format=kind,
            text_fields=fields,
            edits=edits,
            **how,
        )
        _try(options)
        sources = listed(_names(list_, null), dumps, out, kind) if list_ else walk(dumps, out, glob, kind)
        if dry_run:
            _say_what(sources, out, options, resume)
            return
        totals = run(sources, out, options, progress=shown(quiet), jobs=jobs, resume=resume, fail_fast=fail_fast)
    except (FileError, FileNotFoundError, WorkersError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{called(error.filename or dumps)}: {reason(error)}") from None
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    if not quiet:
        with suppress(OSError):
            _say_totals(totals, out)
            if totals.interrupted or totals.stopped:
                click.echo(f"nortext: go on with: {_again()}", err=True)
    sys.exit(INTERRUPTED if totals.interrupted else 1 if totals.failed else 0)


@click.command()
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--most", metavar="N", type=click.IntRange(min=0), default=20, show_default=True, help="How many files the table has.")
def summary(out: Path, most: int) -> None:
    """Make a table of what a batch did in OUT, worst files first.

    The word error rates are estimates, from how sure each change is and which words are in doubt.

    \b
    Example:
      nortext summary mended/ --most 50
    """
    from nortext.batch.summary import summarize

    try:
        for line in summarize(out, most):
            click.echo(line)
    except FileError as error:
        raise click.ClickException(str(error)) from None


def _check(dumps: Path, out: Path, glob: str | None, list_: Path | None, null: bool, how: dict[str, Any]) -> None:
    """Refuse what cannot be meant."""
    if not dumps.exists():
        raise click.UsageError(f"{called(dumps)}: no such folder or file")
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"{called(out)}: is no folder")
    try:
        source, target = (dumps if dumps.is_dir() else dumps.parent).resolve(), out.resolve()
    except RuntimeError:  # what Python before 3.13 says of links that lead to themselves
        raise click.UsageError(f"{called(out)}: a link leads to itself") from None
    if glob and not dumps.is_dir():
        raise click.UsageError("--glob needs a folder to look in")
    if source.is_relative_to(target):
        raise click.UsageError("the files would be written over themselves; choose an OUT that DUMPS does not lie in")
    if glob and list_:
        raise click.UsageError("--glob and --from exclude each other")
    if null and not list_:
        raise click.UsageError("--null goes with --from")
    if list_ and not dumps.is_dir():
        raise click.UsageError("--from needs a folder that the files lie below")
    parameters.check_furniture(how["layout"], how["keep_furniture"])


def _try(options: Options) -> None:
    """Refuse options that cannot be."""
    try:
        options.pipeline()
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _names(list_: Path, null: bool) -> Iterable[bytes]:
    """The names in a list."""
    data = read_standard_input() if list_ == Path("-") else list_.read_bytes()
    if null:
        return data.split(b"\0")
    if b"\0" in data:
        raise click.UsageError("the list has zero bytes; say --null if its names end with them")
    return [line.removesuffix(b"\r") for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")]


def _say_what(sources: Iterator[Source], out: Path, options: Options, resume: bool) -> None:
    """Say on standard output what would become of each file."""
    from nortext.batch.run import planned

    for source, what in planned(sources, out, options, resume):
        click.echo(f"{what}\t{called(source.name)}".encode("utf-8", "backslashreplace"))


def _say_totals(totals: Totals, out: Path) -> None:
    kept = f", {totals.kept:,} done earlier" if totals.kept else ""
    left = totals.files - totals.settled
    rest = f", {left:,} not begun" if left else ""
    click.echo(
        f"nortext: {totals.files:,} files: {totals.done:,} repaired{kept}, {totals.failed:,} failed, {totals.skipped:,} skipped{rest}; "
        f"{totals.words:,} words, {totals.changes:,} changed, in {totals.seconds:,.1f} s; see nortext summary {called(out)}",
        err=True,
    )


def _again() -> str:
    """The same call, to go on."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--resume"]
    return " ".join(["nortext", *map(shlex.quote, map(called, arguments)), "--resume"])
