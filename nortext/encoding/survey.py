"""Survey the bytes of a file: are they text, and in which Unicode encoding?"""

from __future__ import annotations

import codecs
from collections.abc import Iterable
from dataclasses import dataclass

from nortext.encoding.parameters import PARAMETERS

__all__ = ["Survey", "survey"]

_CONTROLS = bytes([byte for byte in range(32) if byte not in b"\t\n\v\f\r\x1b\0"])


@dataclass(frozen=True, slots=True)
class Survey:
    """What was counted.

    Attributes:
        head: the first bytes.
        length: how many bytes there are.
        controls: how many of them are control characters that texts do not have, zeros apart.
        has_zeros: whether there are zeros.
        is_ascii: whether all are ASCII.
        is_utf_8: whether they are valid UTF-8.
    """

    head: bytes
    length: int
    controls: int
    has_zeros: bool
    is_ascii: bool
    is_utf_8: bool


def survey(chunks: Iterable[bytes]) -> Survey:
    """Go through bytes once and return what was counted.

    Args:
        chunks: the bytes in pieces of any size.

    >>> survey([b"bl\\xc3", b"\\xa5b\\xc3\\xa6r"]).is_utf_8
    True
    """
    head, length, controls = b"", 0, 0
    has_zeros, is_ascii, is_utf_8 = False, True, True
    decoder = codecs.getincrementaldecoder("utf-8")()
    for chunk in chunks:
        if len(head) < PARAMETERS.head:
            head += chunk[: PARAMETERS.head - len(head)]
        length += len(chunk)
        controls += len(chunk) - len(chunk.translate(None, _CONTROLS))
        has_zeros = has_zeros or b"\0" in chunk
        is_ascii = is_ascii and chunk.isascii()
        if is_utf_8 and not is_ascii:
            is_utf_8 = _accepts(decoder, chunk)
    is_utf_8 = is_utf_8 and _accepts(decoder, b"", is_last=True)
    return Survey(head, length, controls, has_zeros, is_ascii, is_utf_8)


def _accepts(decoder: codecs.IncrementalDecoder, chunk: bytes, is_last: bool = False) -> bool:
    """Tell whether bytes are what a decoder may meet next."""
    try:
        decoder.decode(chunk, is_last)
    except UnicodeDecodeError:
        return False
    return True
