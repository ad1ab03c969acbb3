"""What decoding gives back."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Decoded"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes as text.

    Attributes:
        text: the text.
        encoding: the encoding they were written in: `ascii`, `utf-8`, `utf-16-le`, `latin-1`, `cp1252`, `cp850`, `cp865`, `mac-roman`,
            `iso-646-no` and the like; `utf-8+cp1252` where one file holds two.
        confidence: probability that it is that, 0 to 1.
        steps: what was done, in order, in words.
    """

    text: str
    encoding: str
    confidence: float
    steps: tuple[str, ...]
