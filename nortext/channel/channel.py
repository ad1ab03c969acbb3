"""A channel with what undoes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from nortext.channel.analysis import Analysis
from nortext.channel.candidates import CandidateFinder
from nortext.channel.confusions import Confusion, ConfusionModel
from nortext.channel.deeper import DeeperSearch
from nortext.channel.profiles import Profiles
from nortext.channel.rules import CHANNELS

__all__ = ["Channel"]


class Channel:
    """What the letters of a passage went through; each is one object, equal to itself alone.

    Args:
        name: of its kind of damage.
        confusions: what it makes of letters.
        profiles: the same by profile.
        candidates: finds what words that went through it may have been.
        analysis: gives what is known of a word that went through it.
        thorough: the same, with rare confusions too.

    Attributes:
        name: as given.
        confusions: as given.
        profiles: as given.
        candidates: as given.
        analysis: as given.
        thorough: as given.
        facts: what is known of it beforehand.
        is_ocr: whether it is OCR, which also runs words together, loses whole words and misreads
            marks.
    """

    def __init__(
        self,
        name: str,
        confusions: ConfusionModel,
        profiles: Profiles,
        candidates: CandidateFinder,
        analysis: Callable[[str], Analysis],
        thorough: Callable[[str], Analysis],
    ) -> None:
        self.name, self.confusions, self.profiles = name, confusions, profiles
        self.candidates = candidates
        self.analysis, self.thorough = analysis, thorough
        self.facts = CHANNELS[name]
        self.is_ocr = not self.facts.becomes

    def deeper(self, active: Iterable[Confusion]) -> DeeperSearch:
        """Return what looks deeper into a document's words.

        Args:
            active: the confusions that the document has shown.
        """
        return DeeperSearch(self.candidates.vocabulary, self.confusions, active)

    def __repr__(self) -> str:
        """Return its name, for people who debug."""
        return f"Channel({self.name!r})"
