"""A channel with what undoes it."""

from __future__ import annotations

from collections.abc import Callable

from nortext.channel.analysis import Analysis
from nortext.channel.candidates import CandidateFinder
from nortext.channel.confusions import ConfusionModel
from nortext.channel.rules import CHANNELS, ENGLISH_OCR

__all__ = ["Channel"]


class Channel:
    """What the letters of a passage went through; each is one object, equal to itself alone.

    Args:
        name: of its kind of damage.
        confusions: what it makes of letters.
        candidates: finds what words that went through it may have been.
        analysis: gives what is known of a word that went through it.

    Attributes:
        name: as given.
        confusions: as given.
        candidates: as given.
        analysis: as given.
        facts: what is known of it beforehand.
        is_ocr: whether it is the English model's, which also runs words together, loses whole
            words and misreads marks.
    """

    def __init__(
        self,
        name: str,
        confusions: ConfusionModel,
        candidates: CandidateFinder,
        analysis: Callable[[str], Analysis],
    ) -> None:
        self.name, self.confusions, self.candidates = name, confusions, candidates
        self.analysis = analysis
        self.facts = CHANNELS[name]
        self.is_ocr = name == ENGLISH_OCR

    def __repr__(self) -> str:
        """Return its name, for people who debug."""
        return f"Channel({self.name!r})"
