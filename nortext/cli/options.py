"""Options that several commands have, and the object that they make."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click

from nortext.encoding.reader import AUTO
from nortext.errors import display_name
from nortext.formats.files import read_words
from nortext.options import RepairOptions

__all__ = ["encoding_option", "repair_options"]

_NO_TEXT = ("idna", "punycode", "unicode-escape", "raw-unicode-escape")
"""Codecs that Python has and no text file is written in."""


class _Encoding(click.ParamType):  # type: ignore[type-arg]
    name = "codec"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the name of an encoding, or say that there is none of that name."""
        if value == AUTO:
            return AUTO
        try:
            is_known = codecs.lookup(value).name not in _NO_TEXT
            is_text = is_known and "a\n".encode(value).decode(value) == "a\n"
        except (LookupError, UnicodeError):
            is_text = False
        if not is_text:
            self.fail(
                f"{value!r} is no encoding that Python knows; "
                f"try {AUTO}, utf-8, latin-1, cp1252 or cp865",
                param,
                ctx,
            )
        return str(value)


encoding_option = click.option(
    "--encoding",
    type=_Encoding(),
    default=AUTO,
    show_default=True,
    help="Encoding of the files, in and out; found out, and UTF-8 out, by default.",
)

_MOST_SHOWN = 5  # entries of a list that are left out

_OPTIONS: dict[str, Callable[[Callable[..., Any]], Callable[..., Any]]] = {
    "layout": click.option(
        "--layout",
        type=click.Choice(["lines", "paragraphs"]),
        default="lines",
        show_default=True,
        help="What becomes of the lines: all kept, or joined to paragraphs.",
    ),
    "keep_furniture": click.option(
        "--keep-furniture",
        is_flag=True,
        help="Keep page numbers, running heads and tables of contents in paragraphs, tagged.",
    ),
    "typography": click.option(
        "--typography",
        type=click.Choice(["norwegian"]),
        help="Set quote marks, dashes and no-break spaces as Norwegian asks for.",
    ),
    "damage": click.option(
        "--damage",
        metavar="KIND",
        help="Mend this kind of damage alone, wherever it may be; `nortext kinds` lists them.",
    ),
    "min_confidence": click.option(
        "--min-confidence",
        type=click.FloatRange(0, 1),
        default=0.0,
        help="Make only changes at least this sure (0 to 1).",
    ),
    "rules": click.option(
        "--rules",
        type=click.Path(path_type=Path),
        help="A TOML file with patterns of your own for what else is to be replaced; see "
        "docs/rules.md.",
    ),
    "protect": click.option(
        "--protect",
        type=click.Path(path_type=Path),
        help="A list of words never to touch, one a line.",
    ),
    "lexicon": click.option(
        "--lexicon",
        type=click.Path(path_type=Path),
        help="A list of further right words, restored in damaged passages.",
    ),
}
"""The options of `RepairOptions`, by name, in the order in which help shows them."""


def repair_options(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return what gives a command options of the repair, as one argument `options`.

    The command may take `encoding` too, which word lists are then read in.

    Args:
        names: of the options; all by default.
    """
    chosen = {name: option for name, option in _OPTIONS.items() if not names or name in names}

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(command)
        def with_options(**arguments: Any) -> Any:
            given = {name: arguments.pop(name) for name in chosen}
            encoding = arguments.get("encoding", AUTO)
            return command(options=_repair_options(given, encoding), **arguments)

        decorated: Callable[..., Any] = with_options
        for option in reversed(chosen.values()):
            decorated = option(decorated)
        return decorated

    return decorate


def _repair_options(given: dict[str, Any], encoding: str) -> RepairOptions:
    """Return the options that were given, as one object."""
    if given.get("keep_furniture") and given.get("layout") != "paragraphs":
        raise click.UsageError(
            "--keep-furniture goes with --layout paragraphs: otherwise all lines are kept"
        )
    for name in ("protect", "lexicon"):
        path = given.get(name)
        given[name] = _words(path, encoding) if path else ()
    given["rules"] = given.get("rules") or ()
    try:
        return RepairOptions(**given)
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _words(path: Path, encoding: str) -> tuple[str, ...]:
    """Return the entries of a list of words; it is said once which of them have no word."""
    entries = read_words(path, encoding)
    wordless = [entry for entry in entries if not any(map(str.isalpha, entry))]
    if wordless:
        shown = ", ".join(map(repr, wordless[:_MOST_SHOWN]))
        more = ", ..." if len(wordless) > _MOST_SHOWN else ""
        name = display_name(path)
        click.echo(f"nortext: {name}: left out, for want of a letter: {shown}{more}", err=True)
    return tuple([entry for entry in entries if entry not in set(wordless)])
