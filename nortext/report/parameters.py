"""The numbers that the package `nortext.report` works with."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["PARAMETERS", "ReportParameters"]


@dataclass(frozen=True, slots=True)
class ReportParameters:
    """Sizes, and weights of estimates.

    Attributes:
        most_examples: examples of a kind of damage at most.
        doubt_wrong: for how many wrong words one stands that is expected to be wrong; fitted on
            gold pages by least squares.
        unknown_wrong: the same for one that stays though it is out of the vocabulary.
    """

    most_examples: int = 5
    doubt_wrong: float = 1.45
    unknown_wrong: float = 0.08


PARAMETERS = ReportParameters()
