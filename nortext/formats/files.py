"""Text files in and out: clear errors, nothing half-written."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from nortext.encoding.reader import read_bytes
from nortext.errors import FileError, display_name, reason_of
from nortext.results import Decoded

__all__ = ["read_standard_input", "read_text", "read_words", "write_text"]


def read_standard_input() -> bytes:
    """Return all of standard input.

    Raises:
        FileError: It is closed.
    """
    if sys.stdin is None:
        raise FileError("standard input: is closed")
    return sys.stdin.buffer.read()


def read_text(path: Path, encoding: str) -> Decoded:
    """Return the text of a file, its line ends as they are.

    Args:
        path: the file.
        encoding: the name of a Python codec, or `nortext.encoding.reader.AUTO`.

    Raises:
        FileError: It cannot be read, or is no text in that encoding.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise FileError(f"{display_name(path)}: {reason_of(error)}") from None
    return read_bytes(data, display_name(path), encoding)


def read_words(path: Path, encoding: str) -> list[str]:
    """Return the words of a list, one a line.

    Args:
        path: the file; empty lines and lines that begin with # are left out.
        encoding: the name of a Python codec, or `nortext.encoding.reader.AUTO`.

    Raises:
        FileError: As `read_text`.
    """
    text = read_text(path, encoding).text.removeprefix("\ufeff")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def write_text(path: Path, text: str, encoding: str) -> None:
    """Write a file whole or not at all: beside its place first, then renamed.

    Args:
        path: the file; its folder is made where needed, and a link is followed.
        text: what to write, its line ends as they are.
        encoding: the name of a Python codec.

    Raises:
        FileError: It cannot be written, its owner cannot be kept, or the encoding lacks a character
            of the text.
    """
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError as error:
        lacking = text[error.start]
        raise FileError(f"{path}: {encoding} has no {lacking!r}; say another --encoding") from None
    temporary = ""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a pipe or device is written to, not replaced
            return
        path = path.resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".nortext.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        if path.exists():
            _take_over(temporary, path.stat())
        else:
            os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        if temporary and os.path.exists(temporary):
            os.unlink(temporary)
        raise FileError(f"{path}: cannot be written: {reason_of(error)}") from None


def _take_over(temporary: str, was: os.stat_result) -> None:
    """Give a file the owner, group and mode of the one that it takes the place of.

    It does not run as its owner any more, as with any file that is written to.
    """
    if hasattr(os, "chown"):
        now = Path(temporary).stat()
        if (now.st_uid, now.st_gid) != (was.st_uid, was.st_gid):
            os.chown(temporary, was.st_uid, was.st_gid)
    os.chmod(temporary, was.st_mode & 0o1777)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
