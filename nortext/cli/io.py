"""What the commands read and write: files or standard input, files or standard output."""

from __future__ import annotations

import codecs
import re
import sys
from collections.abc import Iterable
from pathlib import Path

from nortext.encoding.reader import read_bytes
from nortext.errors import FileError, display_name, reason_of
from nortext.formats.files import read_standard_input, read_text
from nortext.results import Decoded

__all__ = ["STANDARD", "decoding", "file_name", "markup", "print_text", "read", "shown_name"]

STANDARD = Path("-")
"""In place of a file: standard input or output."""

_HEAD = 4_000
"""Characters of a file that tell whether it is markup."""

_MARKUP = (
    (re.compile(r"<(?:\w+:)?alto\b", re.IGNORECASE), "ALTO"),
    (re.compile(r"<(?:\w+:)?PcGts\b"), "PAGE"),
    (re.compile(r"class\s*=\s*[\"']ocr_page"), "hOCR"),
)

_SURE = 0.95
"""A guess of an encoding that is less sure than this is said to be one."""


def file_name(file: Path) -> str:
    """Return under what name a file is written into a folder."""
    return "stdin.txt" if file == STANDARD else file.name


def shown_name(file: Path) -> str:
    """Return how to call a file in what is written."""
    return "standard input" if file == STANDARD else display_name(file)


def read(file: Path, encoding: str) -> Decoded:
    """Return the text of a file or of standard input.

    Args:
        file: the file.
        encoding: the name of a Python codec, or `auto`.

    Raises:
        FileError: It cannot be read, or is no text in that encoding.
    """
    if file == STANDARD:
        return read_bytes(read_standard_input(), "standard input", encoding)
    return read_text(file, encoding)


def decoding(decoded: Decoded) -> str:
    """Return how a file was read, in words."""
    if decoded.confidence >= _SURE:
        return f"read as {decoded.encoding}"
    sure = f"{decoded.confidence:.0%} sure: look at it, or say --encoding"
    return f"read as {decoded.encoding}, {sure}"


def markup(text: str) -> str:
    """Return what a text is called that keeps its words in attributes or boxes, or "".

    Args:
        text: the content of a file.
    """
    head = text[:_HEAD]
    return next((name for pattern, name in _MARKUP if pattern.search(head)), "")


def print_text(text: str | Iterable[str], encoding: str) -> None:
    """Write a text to standard output.

    Args:
        text: the text, or its pieces, each written when it comes.
        encoding: the name of a Python codec.

    Raises:
        FileError: It cannot be written, or the encoding lacks a character of the text.
    """
    if sys.stdout is None:
        raise FileError("standard output: is closed")
    encoder = codecs.getincrementalencoder(encoding)()
    for piece in [text] if isinstance(text, str) else text:
        try:
            data = encoder.encode(piece)
        except UnicodeEncodeError as error:
            lacking = piece[error.start]
            raise FileError(
                f"standard output: {encoding} has no {lacking!r}; say another --encoding"
            ) from None
        try:
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise FileError(f"standard output: cannot be written: {reason_of(error)}") from None
