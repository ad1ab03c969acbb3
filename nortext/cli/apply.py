"""The command `nortext apply`."""

from __future__ import annotations

from pathlib import Path

import click

from nortext.cli.io import STANDARD, print_text, read, shown_name
from nortext.cli.options import encoding_option
from nortext.encoding.reader import AUTO
from nortext.errors import FileError
from nortext.formats.edits import read_records
from nortext.formats.files import write_text
from nortext.text.edits import Edit, apply_edits, undone

__all__ = ["apply"]


@click.command()
@click.argument("edits", type=click.Path(path_type=Path))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="Write the text here.",
)
@click.option(
    "--refuse",
    type=click.Path(path_type=Path),
    help="An edits file: what stands in it is left as it was.",
)
@click.option("--only", multiple=True, metavar="KIND", help="Only this kind of damage or reason.")
@click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Only changes this sure."
)
@click.option("--undo", is_flag=True, help="FILE is the repaired text: give the source back.")
@encoding_option
def apply(
    edits: Path,
    file: Path,
    output: Path | None,
    refuse: Path | None,
    only: tuple[str, ...],
    min_confidence: float,
    undo: bool,
    encoding: str,
) -> None:
    """Make the changes of an edits file in the text that they belong to.

    EDITS is what `nortext clean --edits` wrote, perhaps with lines taken out; of several texts
    those are taken that have FILE's name. Every change is checked against the text; where one does
    not fit, nothing is written.

    \b
    Examples:
      nortext apply edits.jsonl report.txt -o mended.txt
      nortext apply edits.jsonl report.txt --min-confidence 0.99 --only english-ocr
      nortext apply edits.jsonl report.txt --refuse refused.jsonl
      nortext apply edits.jsonl mended.txt --undo > report.txt
    """
    decoded = read(file, encoding)
    refused = {(e.start, e.end, e.after) for e in _edits(refuse, file)} if refuse else set()
    chosen = [
        edit
        for edit in _edits(edits, file)
        if edit.confidence >= min_confidence
        and (edit.start, edit.end, edit.after) not in refused
        and (not only or _is_of(edit, only))
    ]
    chosen.sort(key=lambda edit: (edit.start, edit.end))
    try:
        text = undone(decoded.text, chosen) if undo else apply_edits(decoded.text, chosen)
    except ValueError as error:
        belongs = "was made by these edits" if undo else "is the text that they belong to"
        raise FileError(
            f"{edits}: {error} of {shown_name(file)}; see that this {belongs}"
        ) from None
    written = decoded.encoding if encoding == AUTO and undo else "utf-8"
    if encoding != AUTO:
        written = encoding
    if output and output != STANDARD:
        write_text(output, text, written)
    else:
        print_text(text, written)


def _edits(path: Path, file: Path) -> list[Edit]:
    """Return the edits of a file that belong to a text; all, where they are of one text."""
    found = list(read_records(path))
    names = {name for _, name, _ in found}
    if len(names) > 1:
        own = shown_name(file)
        alike = [name for name in names if Path(name).name == file.name]
        chosen = own if own in names else alike[0] if len(alike) == 1 else ""
        if not chosen:
            known = ", ".join(sorted(names))
            which = "several of that name" if alike else f"none of them {own}"
            raise FileError(f"{path}: has edits of several texts ({known}), {which}")
        found = [record for record in found if record[1] == chosen]
    return [edit for _, _, edit in found]


def _is_of(edit: Edit, kinds: tuple[str, ...]) -> bool:
    """Tell whether an edit is of one of some kinds of damage or reasons."""
    return not {*edit.damage.split("+"), *edit.reason.split("+")}.isdisjoint(kinds)
