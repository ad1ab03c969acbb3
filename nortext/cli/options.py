"""Parameters that several commands of the command line have."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

import click

from nortext.formats.files import AUTO

__all__ = ["check_furniture", "damage", "encoding", "keep_furniture", "layout", "lexicon", "min_confidence", "protect", "typography"]

NO_TEXT = ("idna", "punycode", "unicode-escape", "raw-unicode-escape")
"""Codecs that Python has and no text file is written in."""

class _Encoding(click.ParamType):  # type: ignore[type-arg]
    name = "codec"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value == AUTO:
            return AUTO
        try:
            is_text = codecs.lookup(value).name not in NO_TEXT and "a\n".encode(value).decode(value) == "a\n"
        except (LookupError, UnicodeError):
            is_text = False
        if not is_text:
            self.fail(f"{value!r} is no encoding that Python knows; try {AUTO}, utf-8, latin-1, cp1252 or cp865", param, ctx)
        return str(value)


encoding = click.option(
    "--encoding",
    type=_Encoding(),
    default=AUTO,
    show_default=True,
    help="Encoding of the files, in and out; found out, and UTF-8 out, by default.",
)
damage = click.option("--damage", metavar="KIND", help="Mend this kind of damage alone, wherever it may be; `nortext kinds` lists them.")
protect = click.option("--protect", type=click.Path(path_type=Path), help="A list of words never to touch, one a line.")
lexicon = click.option("--lexicon", type=click.Path(path_type=Path), help="A list of further right words, restored in damaged passages.")
layout = click.option(
    "--layout", type=click.Choice(["lines", "paragraphs"]), default="lines", show_default=True,
    help="What becomes of the lines: all kept, or joined to paragraphs.",
)
keep_furniture = click.option(
    "--keep-furniture", is_flag=True, help="Keep page numbers, running heads and tables of contents in paragraphs, tagged.",
)
typography = click.option(
    "--typography", type=click.Choice(["norwegian"]), help="Set quote marks, dashes and no-break spaces as Norwegian asks for.",
)
min_confidence = click.option(
    "--min-confidence", type=click.FloatRange(0, 1), default=0.0, help="Make only changes at least this sure (0 to 1).",
)


def check_furniture(layout: str, keep_furniture: bool) -> None:
    """Refuse `--keep-furniture` where it has nothing to do."""
    if keep_furniture and layout != "paragraphs":
        raise click.UsageError("--keep-furniture goes with --layout paragraphs: otherwise all lines are kept")
