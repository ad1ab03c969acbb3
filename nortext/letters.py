"""How Norwegian words are spelled: a letter model for the words that no lexicon holds."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from nortext.ngrams import NgramModel
from nortext.store import data_folder

__all__ = ["ALPHABET", "LetterModel", "letter_numbers"]

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøåéèüöäôòóáàêëïíñçšžčđŋŧ'’.?"
"""The letters that the model tells apart; the last stands for all others. Number 0 parts words, 1 stands before a name."""

_NUMBER = {letter: number + 2 for number, letter in enumerate(ALPHABET)}
_OTHER = _NUMBER["?"]


def letter_numbers(word: str) -> list[int]:
    """The letters of a lower-case word as the model's numbers."""
    return [_NUMBER.get(letter, _OTHER) for letter in word]


class LetterModel:
    """The probability of a spelling.

    Args:
        folder: where `letters.bin` lies; the shipped one by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._model = NgramModel((folder or data_folder()) / "letters.bin")
        self.logp = lru_cache(maxsize=100_000)(self._logp)

    def _logp(self, word: str, name: bool = False) -> float:
        """The natural logarithm of the probability that a new word (or a new name) is spelled so.

        Args:
            word: in lower case.
            name: whether it begins with a capital inside a sentence.

        Returns:
            The sum over its letters and its end.
        """
        history = [0, 1] if name else [0]
        total, order = 0.0, self._model.order
        for number in [*letter_numbers(word), 0]:
            total += self._model.logp(number, tuple(history[1 - order :]))
            history.append(number)
        return total
