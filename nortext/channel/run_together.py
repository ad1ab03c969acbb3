"""Read a word as two or three words whose spaces were lost."""

from __future__ import annotations

from nortext.channel.confusions import Confusion
from nortext.channel.lookup import Lookup, Vocabulary
from nortext.channel.parameters import PARAMETERS
from nortext.channel.reading import Reading, confusion_cost, joined

__all__ = ["RunTogether"]

_LONE_WORDS = "iåIÅ"
"""Words of one letter."""

_MOST = 3  # readings that are given
_MOST_OF_PIECE = 2

_Scored = tuple[float, Reading]


class RunTogether:
    """Finds words that were run together; of two one is short, of three the middle.

    Args:
        vocabulary: the words.
        lookup: finds the words that a piece may be.
        space: the loss of the space between two words.
    """

    def __init__(self, vocabulary: Vocabulary, lookup: Lookup, space: Confusion) -> None:
        self._unigram, self._lookup, self._space = vocabulary.words.unigram, lookup, space

    def find(self, word: str, most: int = 3) -> list[Reading]:
        """Return the readings of a word as several, best first.

        Args:
            word: as it stands in the text.
            most: how many words at most.
        """
        p = PARAMETERS
        found: list[_Scored] = []
        size, short = len(word), p.short_word
        for cut in range(1, size):
            has_short = cut <= short or size - cut <= short
            if not has_short and most < 3:
                continue
            left = self._common(word[:cut])
            if not left:
                continue
            rest = self._common(word[cut:]) if has_short else []
            if most > 2:
                rest = rest + self._two(word, cut)
            for a, first in left:
                for b, second in rest:
                    gain = p.not_small if max(a, b) <= p.small_word else 0.0
                    reading = joined(first, second, cut, gain, self._space)
                    found.append((a + b + gain - self._space.cost, reading))
        found.sort(key=lambda pair: -pair[0])
        return [reading for _, reading in found[:_MOST]]

    def _two(self, word: str, cut: int) -> list[_Scored]:
        """Return what follows a cut as two words, the first of them short."""
        found: list[_Scored] = []
        space = self._space
        for middle in range(cut + 1, min(cut + PARAMETERS.short_word, len(word))):
            short = self._common(word[cut:middle])
            if short:
                found += [
                    (a + b - space.cost, joined(first, second, middle - cut, 0.0, space))
                    for a, first in short
                    for b, second in self._common(word[middle:])
                ]
        return found

    def _common(self, piece: str) -> list[_Scored]:
        """Return the common words that a piece may be, with their log-probabilities."""
        if len(piece) == 1 and piece not in _LONE_WORDS:
            return []
        p = PARAMETERS
        least = p.common_short_piece if len(piece) <= 2 else p.common_piece
        found: list[_Scored] = []
        for reading in self._lookup.pieces(piece):
            logp = self._unigram(reading.numbers[0])
            if logp > least:
                found.append((logp - confusion_cost(reading.sites), reading))
        return sorted(found, key=lambda pair: -pair[0])[:_MOST_OF_PIECE]
