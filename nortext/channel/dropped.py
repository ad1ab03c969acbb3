"""Find the words whose æ, ø and å were dropped, by an index of what is left of them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from nortext.channel.confusions import ConfusionModel, Site
from nortext.channel.lookup import Lookup, Vocabulary
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading, reading_of
from nortext.text.alphabet import LOST

__all__ = ["DroppedLookup"]

_WITHOUT_LOST = {ord(letter): None for letter in LOST}


class DroppedLookup(Lookup):
    """Looks up words that lost letters without a trace.

    Args:
        vocabulary: the words.
        confusions: the channel's confusion model.
    """

    def __init__(self, vocabulary: Vocabulary, confusions: ConfusionModel) -> None:
        super().__init__(vocabulary, confusions)
        self._losses = {c.printed: c for c in confusions.costs if c.printed}

    @cached_property
    def _index(self) -> dict[str, list[int]]:
        """The numbers of the lexicon's words by what is left of them, where they lose anything."""
        index: dict[str, list[int]] = {}
        for number, word in self._vocabulary.lexicon.words_with(LOST):
            index.setdefault(word.translate(_WITHOUT_LOST), []).append(number)
        return index

    def is_unambiguous(self, word: str, lower: str, number: int) -> bool:
        """Tell whether a word of the lexicon can be nothing else."""
        return lower not in self._index and word[1:] == lower[1:]

    def find(
        self, word: str, sites: list[Site], most: int, most_cost: float = PARAMETERS.most_cost
    ) -> Iterator[Reading]:
        """Find the words of the lexicon that a word may be; the other arguments do not count."""
        capitals = word[1:] and word.isupper()
        for number in self._index.get(word.lower(), ()):
            found, at = [], 0
            for letter in self._vocabulary.lexicon.word(number):
                if letter in LOST:
                    found.append(Site(at, at, self._losses[letter.upper() if capitals else letter]))
                else:
                    at += 1
            yield reading_of(word, tuple(found), number, "word")
