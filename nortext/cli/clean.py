"""The command `nortext clean`."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from nortext.cli.io import STANDARD, decoding, file_name, markup, print_text, read, shown_name
from nortext.cli.options import encoding_option, repair_options
from nortext.cli.progress import with_bar
from nortext.encoding.reader import AUTO
from nortext.errors import FileError, NortextError, RuleTimeoutError
from nortext.formats.files import write_text
from nortext.options import RepairOptions
from nortext.pipeline import Pipeline
from nortext.results import Repair, concatenated

__all__ = ["clean"]


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    help="Write one file here, or each under its own name into this folder; - is the screen.",
)
@click.option("--in-place", is_flag=True, help="Write each file back in its place.")
@repair_options()
@click.option(
    "--edits",
    type=click.Path(path_type=Path),
    help="Write every change and doubt to this file, a JSON object a line.",
)
@encoding_option
@click.option("--summary", is_flag=True, help="Say on standard error what was done.")
def clean(
    files: tuple[Path, ...],
    output: str | None,
    in_place: bool,
    options: RepairOptions,
    edits: Path | None,
    encoding: str,
    summary: bool,
) -> None:
    """Repair texts.

    One file, or standard input (nothing or -), goes to standard output, or to the file that -o
    names; several files need a folder (-o FOLDER/) or --in-place.

    \b
    Examples:
      nortext clean report.txt > mended.txt
      nortext clean report.txt -o mended.txt
      cat report.txt | nortext clean --min-confidence 0.99
      nortext clean a.txt b.txt -o mended/ --edits edits.jsonl --summary
      nortext clean old.txt --protect names.txt --layout paragraphs

    Encodings are found out and the text is written as UTF-8, unless --encoding says which to use
    for both.
    """
    files = files or (STANDARD,)
    targets = _targets(files, output, in_place)
    _refuse_clashes(files, targets, in_place, edits)
    cleaner = _Cleaner(options, encoding, edits is not None, summary)
    for file, target in zip(files, targets, strict=True):
        cleaner.clean(file, target)
    if edits:
        cleaner.write_records(edits)
    if cleaner.failed:
        sys.exit(1)


class _Cleaner:
    """Repairs files, and goes on where one fails.

    Args:
        options: how texts are repaired.
        encoding: of the files, or `auto`.
        keeps_records: whether edits and doubts are kept.
        has_summary: whether it is said what was done.

    Attributes:
        failed: how many files failed.
    """

    def __init__(
        self, options: RepairOptions, encoding: str, keeps_records: bool, has_summary: bool
    ) -> None:
        self._pipeline = Pipeline.from_options(options)
        self._encoding = encoding
        self._written = "utf-8" if encoding == AUTO else encoding
        self._keeps_records, self._has_summary = keeps_records, has_summary
        self._records: list[dict[str, Any]] = []
        self.failed = 0

    def clean(self, file: Path, target: Path | None) -> None:
        """Repair a file.

        Args:
            file: the file.
            target: where it is written; None for standard output.
        """
        try:
            repair = self._repaired(file, target)
        except (FileError, RuleTimeoutError) as error:
            self._fail(error, file)
            return
        if repair and self._keeps_records:
            self._records += repair.records(file=shown_name(file))
        if repair and self._has_summary:
            click.echo(_summary(file, repair), err=True)

    def write_records(self, path: Path) -> None:
        """Write the edits and doubts of all files."""
        lines = [json.dumps(record, ensure_ascii=False) + "\n" for record in self._records]
        try:
            write_text(path, "".join(lines), "utf-8")
        except FileError as error:
            self._fail(error, path)

    def _repaired(self, file: Path, target: Path | None) -> Repair | None:
        """Repair a file and write it; returns the repair where more is done with it."""
        decoded = read(file, self._encoding)
        if self._encoding == AUTO and decoded.encoding != "utf-8":
            name = shown_name(file)
            click.echo(f"nortext: {name}: {decoding(decoded)}; written as utf-8", err=True)
        kind = markup(decoded.text)
        if kind:
            name = shown_name(file)
            click.echo(
                f"nortext: {name}: is {kind}, whose words lie in its markup and stay as they are; "
                "take the text out first",
                err=True,
            )
        repair = None
        repairs = self._pipeline.parts(decoded.text)
        if target or not sys.stdout.isatty():
            repairs = with_bar(repairs, len(decoded.text))
        if self._keeps_records or self._has_summary:
            repair = concatenated(list(repairs))
            parts: Iterable[str] = [repair.text]
        else:
            parts = (part.text for part in repairs)
        if target:
            self._write(target, "".join(parts))
        else:
            print_text(parts, self._written)
        return repair

    def _write(self, target: Path, text: str) -> None:
        """Write a text; its other names keep the old one, and that is said."""
        names = target.stat().st_nlink if target.is_file() else 1
        write_text(target, text, self._written)
        if names > 1:
            others = "another name" if names == 2 else f"{names - 1} other names"
            click.echo(
                f"nortext: {shown_name(target)}: the file has {others} (hard links), which keep "
                "the old text",
                err=True,
            )

    def _fail(self, error: NortextError, file: Path) -> None:
        self.failed += 1
        name = "" if isinstance(error, FileError) else f"{shown_name(file)}: "
        click.echo(f"nortext: {name}{error}", err=True)


def _targets(files: tuple[Path, ...], output: str | None, in_place: bool) -> list[Path | None]:
    """Return where each file is written; None for standard output."""
    if output and in_place:
        raise click.UsageError("-o and --in-place exclude each other")
    if len(files) > 1 and output in (None, "-") and not in_place:
        raise click.UsageError("several files need -o FOLDER (or --in-place)")
    if in_place and STANDARD in files:
        raise click.UsageError("standard input has no place to write back to")
    if output and output != "-":
        place = Path(output)
        if len(files) == 1 and not output.endswith(("/", os.sep)) and not place.is_dir():
            return [place]
        return [place / file_name(file) for file in files]
    return [file if in_place else None for file in files]


def _refuse_clashes(
    files: tuple[Path, ...], targets: list[Path | None], in_place: bool, edits: Path | None
) -> None:
    """Refuse to write two files to one place, or over an input unless asked."""
    inputs = {file.resolve() for file in files if file != STANDARD}
    if edits:
        if edits == STANDARD:
            raise click.UsageError("--edits needs a file: standard output is for the text")
        parameters = click.get_current_context().params
        lists = {parameters[name].resolve() for name in _LISTS if parameters.get(name)}
        written = {target.resolve() for target in targets if target}
        if edits.resolve() in inputs | written | lists:
            raise click.UsageError(f"--edits {edits} would be written over another file")
    seen: dict[Path, Path] = {}
    for file, target in zip(files, targets, strict=True):
        if target is None:
            continue
        place = target.resolve()
        if place in seen:
            raise click.UsageError(
                f"{seen[place]} and {file} would both be written to {target}; "
                "clean them into two folders"
            )
        if place in inputs and not in_place:
            raise click.UsageError(
                f"{target} would be written over an input; choose another folder, or say --in-place"
            )
        seen[place] = file


_LISTS = ("protect", "lexicon", "rules")
"""Options that name files to read."""


def _summary(file: Path, repair: Repair) -> str:
    """Return what was done to a file, in one line."""
    kinds = Counter(edit.reason for edit in repair.edits)
    changes = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return (
        f"{file}: {repair.words} words, {len(repair.edits)} changed ({changes or 'none'}), "
        f"{len(repair.doubts)} in doubt"
    )
