"""Text files in and out: clear errors, nothing half-written."""

from __future__ import annotations

import codecs
import itertools
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nortext.encoding.decoded import Decoded
from nortext.encoding.survey import Survey, survey

if TYPE_CHECKING:
    from nortext.encoding.detect import Chunks, Decoder, Encoding

__all__ = [
    "AUTO",
    "FileError",
    "called",
    "decode",
    "find_encoding",
    "json_line",
    "read_standard_input",
    "read_text",
    "read_words",
    "reason",
    "write_text",
]

AUTO = "auto"
"""In place of an encoding's name: find it out."""

MAGIC = {
    b"%PDF": "a PDF; take its text out first (pdftotext)",
    b"PK\x03\x04": "a zip or Office file; save it as plain text first",
    b"\x89PNG": "a picture; it needs OCR first",
    b"\xff\xd8\xff": "a picture; it needs OCR first",
    b"II*\x00": "a picture; it needs OCR first",
    b"MM\x00*": "a picture; it needs OCR first",
    b"\x1f\x8b": "compressed; unpack it first",
    b"\xd0\xcf\x11\xe0": "an old Office file; save it as plain text first",
}
"""The first bytes of files that are no text, and what to do with them."""


LEAST_BINARY, MOST_CONTROLS = 32, 0.05
"""How long a file is and which share of it are control characters, at the least, for it to be no text."""

class FileError(Exception):
    """A file cannot be read or written; the message names it and says what to do."""


def called(file: Path | str) -> str:
    """How to call a file in what is written: names may hold line ends, or be no text.

    Args:
        file: its path.

    >>> called("en\\nto.txt")
    'en\\\\nto.txt'
    """
    name = os.fsencode(file).decode("utf-8", "backslashreplace")
    return "".join([letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in name])


def json_line(record: Mapping[str, object]) -> bytes:
    """A record as a line of JSON in UTF-8; what has no UTF-8, as bytes of file names may, stands as an escape.

    Args:
        record: plain values.

    >>> json_line({"path": "b\\udce5t.txt"})
    b'{"path": "b\\\\udce5t.txt"}\\n'
    """
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"


def read_standard_input() -> bytes:
    """All of standard input.

    Raises:
        FileError: it is closed.
    """
    if sys.stdin is None:
        raise FileError("standard input: is closed")
    return sys.stdin.buffer.read()


def find_encoding(chunks: Chunks, name: str, encoding: str, surveyed: Survey | None = None) -> Encoding:
    """How a file's bytes become text.

    Args:
        chunks: the file's content.
        name: what to call it in an error.
        encoding: the name of a Python codec, or `AUTO`.
        surveyed: the survey of the content, where it is made already.

    Returns:
        The encoding. A UTF-8 byte-order mark stays in the text as a character, so that writing the text gives the bytes back.

    Raises:
        FileError: the bytes are no text, or no text in that encoding.
    """
    from nortext.encoding.detect import Encoding

    seen = surveyed or survey(chunks())
    for magic, advice in MAGIC.items():
        if seen.head.startswith(magic):
            raise FileError(f"{name}: is {advice}")
    if encoding != AUTO:
        _try(chunks, name, encoding)
        return Encoding(encoding, encoding)
    if seen.length >= LEAST_BINARY and seen.controls > MOST_CONTROLS * seen.length:
        raise FileError(f"{name}: is no text; say --encoding if it is one")
    if seen.is_utf_8 and not seen.has_zeros:
        return Encoding("utf-8", "utf-8")
    return _decoder().find(chunks, seen)


def decode(data: bytes, name: str, encoding: str) -> Decoded:
    """Bytes as text.

    Args:
        data: a file's content.
        name: what to call it in an error.
        encoding: the name of a Python codec, or `AUTO`.

    Returns:
        The text with its encoding, as `find_encoding` tells it.

    Raises:
        FileError: the bytes are no text, or no text in that encoding.
    """
    found = find_encoding(lambda: (data,), name, encoding)
    return Decoded("".join(found.texts((data,))), found.name, found.confidence, found.steps)


def _try(chunks: Chunks, name: str, encoding: str) -> None:
    """Raise where the bytes are not in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before = lines = 0
    for chunk in itertools.chain(chunks(), (b"",)):
        try:
            decoder.decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            start = before + error.start - (len(error.object) - len(chunk))
            line = lines + error.object.count(b"\n", 0, error.start) + 1
            raise FileError(
                f"{name}: not {encoding} at byte {start} (line {line}); leave --encoding out to have it found, or say another"
            ) from None
        before += len(chunk)
        lines += chunk.count(b"\n")


@lru_cache(maxsize=1)
def _decoder() -> Decoder:
    """The decoder for all files; its word lists are loaded when a file needs them."""
    from nortext.encoding.detect import Decoder
    from nortext.models import Models

    return Decoder(Models())


def read_text(path: Path, encoding: str) -> Decoded:
    """The text of a file, its line ends as they are.

    Args:
        path: the file.
        encoding: the name of a Python codec, or `AUTO`.

    Returns:
        The text with its encoding.

    Raises:
        FileError: it cannot be read, or is no text in that encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"{called(path)}: {reason(error)}") from None
    return decode(data, called(path), encoding)


def read_words(path: Path, encoding: str) -> list[str]:
    """The words of a list, one a line; empty lines and lines that begin with # are left out.

    Args:
        path: the file.
        encoding: the name of a Python codec, or `AUTO`.

    Returns:
        The words, as they stand.

    Raises:
        FileError: as `read_text`.
    """
    lines = (line.strip() for line in read_text(path, encoding).text.removeprefix("\ufeff").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def write_text(path: Path, text: str, encoding: str) -> None:
    """Write a file whole or not at all: beside its place first, then renamed.

    Args:
        path: the file; its folder is made where needed, and a link is followed.
        text: what to write, its line ends as they are.
        encoding: the name of a Python codec.

    Raises:
        FileError: it cannot be written, or the encoding lacks a character of the text.
    """
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        raise FileError(f"{path}: {encoding} has no {text[error.start]!r}; say another --encoding") from None
    temporary = ""
    try:
        path = path.resolve()
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a pipe or device is written to, not replaced
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        mode = path.stat().st_mode if path.exists() else 0o666 & ~_umask()
        os.chmod(temporary, mode & 0o7777)
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise FileError(f"{path}: cannot be written: {reason(error)}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason(error: OSError) -> str:
    """Why the system refuses, in its own words."""
    return (error.strerror or str(error)).lower()
