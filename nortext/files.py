"""Text files in and out: clear errors, nothing half-written."""

from __future__ import annotations

import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from nortext.decoded import Decoded

if TYPE_CHECKING:
    from nortext.encodings import Decoder

__all__ = ["AUTO", "FileError", "decode", "read_text", "read_words", "write_text"]

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

_CONTROLS = [bytes([byte]) for byte in range(32) if byte not in b"\t\n\v\f\r\x1b\0"]


class FileError(Exception):
    """A file cannot be read or written; the message names it and says what to do."""


def decode(data: bytes, name: str, encoding: str) -> Decoded:
    """Bytes as text.

    Args:
        data: a file's content.
        name: what to call it in an error.
        encoding: the name of a Python codec, or `AUTO`.

    Returns:
        The text with its encoding. A UTF-8 byte-order mark stays in it as a character, so that writing the text gives the bytes back.

    Raises:
        FileError: the bytes are no text, or no text in that encoding.
    """
    for magic, advice in MAGIC.items():
        if data.startswith(magic):
            raise FileError(f"{name}: is {advice}")
    if encoding == AUTO and len(data) >= LEAST_BINARY and sum(map(data.count, _CONTROLS)) > MOST_CONTROLS * len(data):
        raise FileError(f"{name}: is no text; say --encoding if it is one")
    try:
        if encoding != AUTO:
            return Decoded(data.decode(encoding), encoding, 1.0, ())
        if b"\0" not in data:
            return Decoded(data.decode("utf-8"), "utf-8", 1.0, ())
    except UnicodeDecodeError as error:
        if encoding != AUTO:
            line = data.count(b"\n", 0, error.start) + 1
            raise FileError(
                f"{name}: not {encoding} at byte {error.start} (line {line}); leave --encoding out to have it found, or say another"
            ) from None
    return _decoder().decode(data)


@lru_cache(maxsize=1)
def _decoder() -> Decoder:
    """The decoder for all files; its word lists are loaded when a file needs them."""
    from nortext.encodings import Decoder
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
        raise FileError(f"{path}: {_reason(error)}") from None
    return decode(data, str(path), encoding)


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
        raise FileError(f"{path}: cannot be written: {_reason(error)}") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
