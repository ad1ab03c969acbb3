"""Write text in an encoding; what that lacks is escaped in JSON, and refused elsewhere."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable
from typing import IO

from nortext.batch.parameters import PARAMETERS
from nortext.errors import FileError

__all__ = ["Writer"]


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Return characters that an encoding lacks as escapes of JSON."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return json.dumps(error.object[error.start : error.end])[1:-1], error.end


_ESCAPES = "nortext.json"
codecs.register_error(_ESCAPES, _escaped)


class Writer:
    """Writes text, some of it at a time.

    Args:
        stream: takes the bytes.
        encoding: the name of a Python codec.
        name: what to call the file in an error.
        kind: its format.
    """

    def __init__(self, stream: IO[bytes], encoding: str, name: str, kind: str) -> None:
        self._stream, self._encoding, self._name = stream, encoding, name
        errors = _ESCAPES if kind == "jsonl" else "strict"
        self._encoder = codecs.getincrementalencoder(encoding)(errors)
        self._pending: list[str] = []
        self._length = 0

    def write(self, pieces: Iterable[str]) -> None:
        """Write pieces of text.

        Raises:
            FileError: The encoding lacks a character of them.
        """
        for piece in pieces:
            self._pending.append(piece)
            self._length += len(piece)
            if self._length > PARAMETERS.buffer:
                self._flush()

    def close(self) -> None:
        """Write what is pending; there is no more.

        Raises:
            FileError: The encoding lacks a character of it.
        """
        self._flush(is_last=True)

    def _flush(self, is_last: bool = False) -> None:
        size, text = PARAMETERS.buffer, "".join(self._pending)
        self._pending, self._length = [], 0
        try:
            for at in range(0, len(text), size):
                self._stream.write(self._encoder.encode(text[at : at + size]))
            if is_last:
                self._stream.write(self._encoder.encode("", True))
        except UnicodeEncodeError as error:
            lacking = error.object[error.start]
            raise FileError(
                f"{self._name}: {self._encoding} has no {lacking!r}; say another --encoding"
            ) from None
