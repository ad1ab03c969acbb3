"""The command line: `nortext clean`, `nortext inspect`, `nortext batch` and the others."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from nortext import __version__
from nortext.cli import options as parameters
from nortext.cli.batch import batch, summary
from nortext.formats.files import AUTO, FileError, called, decode, read_standard_input, read_text, read_words, write_text

if TYPE_CHECKING:
    from nortext.encoding.decoded import Decoded
    from nortext.pipeline import Pipeline
    from nortext.report.inspection import Inspection
    from nortext.results import Repair

__all__ = ["main", "run"]

STANDARD = Path("-")
SURE = 0.95
"""A guess of an encoding that is less sure than this is said to be one."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
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


main.add_command(batch)
main.add_command(summary)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write each file under its own name into this folder.")
@click.option("--in-place", is_flag=True, help="Write each file back in its place.")
@parameters.layout
@parameters.keep_furniture
@parameters.typography
@parameters.damage
@click.option("--edits", type=click.Path(path_type=Path), help="Write every change and doubt to this file, a JSON object a line.")
@parameters.min_confidence
@parameters.encoding
@parameters.protect
@parameters.lexicon
@click.option("--summary", is_flag=True, help="Say on standard error what was done.")
def clean(
    files: tuple[Path, ...],
    output: Path | None,
    in_place: bool,
    layout: str,
    keep_furniture: bool,
    typography: str | None,
    damage: str | None,
    edits: Path | None,
    min_confidence: float,
    encoding: str,
    protect: Path | None,
    lexicon: Path | None,
    summary: bool,
) -> None:
    """Repair texts.

    One file, or standard input (nothing or -), goes to standard output; several files need -o or --in-place.

    \b
    Examples:
      nortext clean report.txt > mended.txt
      cat report.txt | nortext clean --min-confidence 0.99
      nortext clean a.txt b.txt -o mended/ --edits edits.jsonl --summary
      nortext clean old.txt --protect names.txt --layout paragraphs

    Encodings are found out and the text is written as UTF-8, unless --encoding says which to use for both.
    """
    files = files or (STANDARD,)
    if output and in_place:
        raise click.UsageError("-o and --in-place exclude each other")
    if len(files) > 1 and not output and not in_place:
        raise click.UsageError("several files need -o FOLDER (or --in-place)")
    if in_place and STANDARD in files:
        raise click.UsageError("standard input has no place to write back to")
    targets = [(output / _name(file) if output else file if in_place else None) for file in files]
    _refuse_clashes(files, targets, in_place, edits, [path for path in (protect, lexicon) if path])
    from nortext.results import records_of

    parameters.check_furniture(layout, keep_furniture)
    options = {"layout": layout, "keep_furniture": keep_furniture, "typography": typography, "damage": damage}
    pipeline = _pipeline(protect, lexicon, encoding, min_confidence=min_confidence, **options)
    written = "utf-8" if encoding == AUTO else encoding
    failed = 0
    records: list[dict[str, Any]] = []
    for file, target in zip(files, targets, strict=True):
        try:
            decoded = _read(file, encoding)
            text = decoded.text
            if encoding == AUTO and decoded.encoding != "utf-8":
                click.echo(f"nortext: {_called(file)}: {_decoding(decoded)}; written as utf-8", err=True)
            if edits or summary:
                repair = pipeline.repair(text)
                repaired = repair.text
            else:
                repair = None
                repaired = "".join([part.text for part in pipeline.parts(text)])
            if target:
                write_text(target, repaired, written)
            else:
                _print(repaired, written)
        except FileError as error:
            failed += 1
            click.echo(f"nortext: {error}", err=True)
            continue
        if repair and edits:
            records += records_of(repair, {"file": _called(file)})
        if repair and summary:
            click.echo(_summary(file, repair), err=True)
    if edits:
        try:
            write_text(edits, "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
        except FileError as error:
            failed += 1
            click.echo(f"nortext: {error}", err=True)
    if failed:
        sys.exit(1)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Write a JSON object a line, for programs.")
@parameters.encoding
@parameters.protect
@parameters.lexicon
def inspect(files: tuple[Path, ...], as_json: bool, encoding: str, protect: Path | None, lexicon: Path | None) -> None:
    """Say what is wrong with texts, changing nothing.

    For each file its encoding, language and kinds of damage: how many words each affects, in which lines, how sure that is, and
    what it did.

    \b
    Examples:
      nortext inspect report.txt
      nortext inspect *.txt --json > verdicts.jsonl
    """
    from nortext.report.inspection import inspect as inspect_text

    pipeline = _pipeline(protect, lexicon, encoding)
    failed = False
    for file in files or (STANDARD,):
        try:
            decoded = _read(file, encoding)
        except FileError as error:
            failed = True
            click.echo(f"nortext: {error}", err=True)
            continue
        found = inspect_text(decoded.text, pipeline)
        if as_json:
            about = {"file": _called(file), "encoding": decoded.encoding, "encoding_confidence": decoded.confidence}
            click.echo(json.dumps(about | found.as_dict(), ensure_ascii=False))
        else:
            click.echo(f"{_called(file)}: {_decoding(decoded)}")
            for line in _verdict(found):
                click.echo(f"  {line}")
    if failed:
        sys.exit(1)


@main.command()
@click.argument("words", nargs=-1)
@click.option("--line", help="Explain each word of this line in its context.")
@parameters.protect
@parameters.lexicon
def explain(words: tuple[str, ...], line: str | None, protect: Path | None, lexicon: Path | None) -> None:
    """Show what a word may have been, and why one reading won.

    Scores are natural logarithms: `channel` is what the confusions cost, `lm` how likely the reading is by itself.

    \b
    Examples:
      nortext explain forsgk Igsning
      nortext explain --line "informanten sa at sa mange matte ga"
    """
    from nortext.report.explain import explain as explain_text

    if not words and line is None:
        raise click.UsageError("say a word, or --line TEXT")
    pipeline = _pipeline(protect, lexicon, AUTO)
    for text in [*words, *([line] if line is not None else [])]:
        for explanation in explain_text(pipeline, text):
            click.echo(f"{explanation.word} → {explanation.chosen}: {explanation.why}")
            if len(explanation.candidates) < 2:
                continue
            for candidate in explanation.candidates[:8]:
                undone = " ".join(candidate.confusions)
                click.echo(
                    f"  {candidate.probability:7.2%}  {candidate.text:<24} {candidate.kind:<12} "
                    f"channel {candidate.channel:6.1f}  lm {candidate.language_model:6.1f}  {undone}".rstrip()
                )


@main.command()
def kinds() -> None:
    """List the kinds of damage that are told apart and mended."""
    from nortext.kinds import KINDS

    for kind in KINDS.values():
        click.echo(f"{kind.name:<24} {kind.family:<13} {kind.summary}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--update", is_flag=True, help="Write the known differences of the text pairs anew.")
@parameters.protect
@parameters.lexicon
def check(folder: Path, update: bool, protect: Path | None, lexicon: Path | None) -> None:
    """Run a folder of damaged texts as a regression test.

    The folder holds pairs NAME.ocr.txt and NAME.gold.txt, or .jsonl files of cases; exit code 1 says that something failed.
    The format is described in docs/fixtures.md.

    \b
    Example:
      nortext check fixtures/
    """
    from nortext.report.check import check_folder

    pipeline = _pipeline(protect, lexicon, AUTO)
    try:
        report = check_folder(folder, pipeline.clean, update)
    except FileError as error:
        raise click.ClickException(str(error)) from None
    for failure in report.failures:
        click.echo(f"{failure.place}: {failure.message}")
    click.echo(f"{report.cases} cases, {report.known} known differences, {len(report.failures)} failures")
    if report.failures:
        sys.exit(1)


def run() -> None:
    """The installed command: `main`, with a message in place of a traceback where the system refuses."""
    try:
        main(prog_name="nortext")
    except OSError as error:
        click.echo(f"nortext: {(error.strerror or str(error)).lower()}", err=True)
        sys.exit(1)


def _pipeline(protect: Path | None, lexicon: Path | None, encoding: str, **options: Any) -> Pipeline:
    from nortext.pipeline import Pipeline

    try:
        return Pipeline(
            **options,
            protect=read_words(protect, encoding) if protect else (),
            lexicon=read_words(lexicon, encoding) if lexicon else (),
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    except (FileError, FileNotFoundError) as error:
        raise click.ClickException(str(error)) from None


def _name(file: Path) -> str:
    return "stdin.txt" if file == STANDARD else file.name


def _refuse_clashes(
    files: tuple[Path, ...], targets: list[Path | None], in_place: bool, edits: Path | None, lists: list[Path]
) -> None:
    """No two files may be written to one place, and none over an input unless asked."""
    seen: dict[Path, Path] = {}
    inputs = {file.resolve() for file in files if file != STANDARD}
    if edits:
        if edits == STANDARD:
            raise click.UsageError("--edits needs a file: standard output is for the text")
        written = {target.resolve() for target in targets if target}
        if edits.resolve() in inputs | written | {path.resolve() for path in lists}:
            raise click.UsageError(f"--edits {edits} would be written over another file of this call")
    for file, target in zip(files, targets, strict=True):
        if target is None:
            continue
        place = target.resolve()
        if place in seen:
            raise click.UsageError(f"{seen[place]} and {file} would both be written to {target}; clean them into two folders")
        if place in inputs and not in_place:
            raise click.UsageError(f"{target} would be written over an input; choose another folder, or say --in-place")
        seen[place] = file


def _called(file: Path) -> str:
    """How to call a file in what is written: names may be no text."""
    return "standard input" if file == STANDARD else called(file)


def _decoding(decoded: Decoded) -> str:
    """How a file was read, in words."""
    sure = "" if decoded.confidence >= SURE else f", {decoded.confidence:.0%} sure: look at it, or say --encoding"
    return f"read as {decoded.encoding}{sure}"


def _verdict(found: Inspection) -> Iterator[str]:
    """What was found out about a text, in lines."""
    languages = ", ".join(f"{name} {share:.0%}" for name, share in found.languages)
    yield f"{found.words} words; language: {languages or 'cannot be told'}; {found.doubts} words in doubt"
    if not found.findings:
        yield "no damage found"
    for finding in found.findings:
        first, last = finding.first_line, finding.last_line
        lines = f"line {first}" if first == last else f"lines {first}-{last}"
        examples = ", ".join(f"{before or repr(before)} → {after or repr(after)}" for before, after in finding.examples)
        yield (
            f"{finding.kind} ({finding.summary}): {finding.changes} changes, {finding.share:.1%} of the words, {lines}, "
            f"{finding.confidence:.1%} sure"
        )
        yield f"  {examples}"


def _read(file: Path, encoding: str) -> Decoded:
    if file == STANDARD:
        return decode(read_standard_input(), "standard input", encoding)
    return read_text(file, encoding)


def _print(text: str, encoding: str) -> None:
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        raise FileError(f"standard output: {encoding} has no {text[error.start]!r}; say another --encoding") from None
    if sys.stdout is None:
        raise FileError("standard output: is closed")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise FileError(f"standard output: cannot be written: {(error.strerror or str(error)).lower()}") from None


def _summary(file: Path, repair: Repair) -> str:
    kinds = Counter(edit.reason for edit in repair.edits)
    changes = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return f"{file}: {repair.words} words, {len(repair.edits)} changed ({changes or 'none'}), {len(repair.doubts)} in doubt"
