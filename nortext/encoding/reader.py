"""Read bytes as text in an encoding that is given or found out, with clear errors."""

from __future__ import annotations

import codecs
import itertools
from functools import lru_cache

from nortext.encoding.detect import Chunks, Encoding, EncodingDetector
from nortext.encoding.parameters import PARAMETERS
from nortext.encoding.survey import Survey, survey
from nortext.errors import FileError
from nortext.models import Models
from nortext.results import Decoded

__all__ = ["AUTO", "find_encoding", "read_bytes"]

AUTO = "auto"
"""In place of an encoding's name: find it out."""

_MAGIC = {
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


def find_encoding(
    chunks: Chunks, name: str, encoding: str, surveyed: Survey | None = None
) -> Encoding:
    """Return how a file's bytes become text.

    Args:
        chunks: the file's content.
        name: what to call it in an error.
        encoding: the name of a Python codec, or `AUTO`.
        surveyed: the survey of the content, where it is made already.

    Returns:
        The encoding. A UTF-8 byte-order mark stays in the text as a character, so that writing the
        text gives the bytes back.

    Raises:
        FileError: The bytes are no text, or no text in that encoding.
    """
    seen = surveyed or survey(chunks())
    for magic, advice in _MAGIC.items():
        if seen.head.startswith(magic):
            raise FileError(f"{name}: is {advice}")
    if encoding != AUTO:
        _try(chunks, name, encoding)
        return Encoding(encoding, encoding)
    p = PARAMETERS
    if seen.length >= p.least_binary and seen.controls > p.most_controls * seen.length:
        raise FileError(f"{name}: is no text; say --encoding if it is one")
    if seen.is_utf_8 and not seen.has_zeros:
        return Encoding("utf-8", "utf-8")
    return _detector().find(chunks, seen)


def read_bytes(data: bytes, name: str, encoding: str) -> Decoded:
    """Return bytes as text.

    Args:
        data: a file's content.
        name: what to call it in an error.
        encoding: the name of a Python codec, or `AUTO`.

    Returns:
        The text with its encoding, as `find_encoding` tells it.

    Raises:
        FileError: The bytes are no text, or no text in that encoding.
    """
    found = find_encoding(lambda: (data,), name, encoding)
    return Decoded("".join(found.texts((data,))), found.name, found.confidence, found.steps)


def _try(chunks: Chunks, name: str, encoding: str) -> None:
    """Raise an error where the bytes are not in an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before = lines = 0
    for chunk in itertools.chain(chunks(), (b"",)):
        try:
            decoder.decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            start = before + error.start - (len(error.object) - len(chunk))
            line = lines + error.object.count(b"\n", 0, error.start) + 1
            raise FileError(
                f"{name}: not {encoding} at byte {start} (line {line}); "
                "leave --encoding out to have it found, or say another"
            ) from None
        except UnicodeError as error:  # such as the missing byte-order mark of UTF-16
            raise FileError(
                f"{name}: not {encoding} ({error}); leave --encoding out to have it found, "
                "or say another"
            ) from None
        before += len(chunk)
        lines += chunk.count(b"\n")


@lru_cache(maxsize=1)
def _detector() -> EncodingDetector:
    """Return the detector for all files; its word lists are loaded when a file needs them."""
    return EncodingDetector(Models())
