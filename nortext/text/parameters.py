"""The numbers that the package `nortext.text` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "TextParameters"]


@dataclass(frozen=True, slots=True)
class TextParameters:
    """Sizes in characters and lines; all set by hand.

    Attributes:
        block_lines: lines of a block at most. Lines are counted because a repair keeps them, so
            that a repaired text is cut in the same places as its source.
        block_characters: characters of a block at most.
        longest_code_line: characters of a line that is left verbatim as program code at most; a
            longer line is a paragraph.
    """

    block_lines: int = 3_000
    block_characters: int = 250_000
    longest_code_line: int = 400


PARAMETERS = TextParameters()
