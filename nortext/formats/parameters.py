"""The numbers that the package `nortext.formats` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "FormatParameters"]


@dataclass(frozen=True, slots=True)
class FormatParameters:
    """Sizes in bytes, characters and lines; all set by hand.

    Attributes:
        chunk: bytes read at a time.
        step: compressed bytes taken at a time where that alone bounds what comes out of them.
        small: bytes that may come out of any compressed data.
        most_ratio: how many times as long as compressed data what comes out of more may be.
        longest_record: characters of a record at most.
        piece: characters of a text that are looked at at a time.
        peeked: lines from which it is seen what parts the cells of a table.
        named_fields: fields that an error names at most.
    """

    chunk: int = 1 << 18
    step: int = 1 << 10
    small: int = 64 << 20
    most_ratio: int = 300
    longest_record: int = 64_000_000
    piece: int = 500_000
    peeked: int = 10
    named_fields: int = 10


PARAMETERS = FormatParameters()
