"""The numbers that the package `nortext.encoding` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "EncodingParameters"]


@dataclass(frozen=True, slots=True)
class EncodingParameters:
    """Sizes in bytes and evidence in natural logarithms; all set by hand.

    Attributes:
        head: bytes of a file's beginning that are kept.
        least_binary: bytes of a file that is found to be no text at least.
        most_controls: share of control characters above which a file is no text.
        wide_zeros: share of zeros among the first bytes of UTF-16 at least.
        wider_zeros: the same of UTF-32.
        sample: words with bytes beyond ASCII that are looked at, or up to twice as many.
        longest_run: bytes without a space, or without an ASCII character, that are held.
        later: what it costs that an encoding comes later among the candidates.
        beside_utf_8: the same for what is no UTF-8 in a text that else is.
        most_of_word: no word says more than this for one encoding against another.
        sure: the confidence of what cannot be anything else, 0 to 1.
        confidence_of_wide: the confidence of UTF-16 or UTF-32 without a mark.
        most_of_mixed: the confidence of a file in two encodings at most.
    """

    head: int = 20_000
    least_binary: int = 32
    most_controls: float = 0.05
    wide_zeros: float = 0.4
    wider_zeros: float = 0.6
    sample: int = 1_000
    longest_run: int = 1_000_000
    later: float = 1.0
    beside_utf_8: float = 15.0
    most_of_word: float = 12.0
    sure: float = 0.9999
    confidence_of_wide: float = 0.999
    most_of_mixed: float = 0.99


PARAMETERS = EncodingParameters()
