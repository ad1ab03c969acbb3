"""Judge how Norwegian words are spelled: a letter model for the words that no lexicon holds."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from nortext.language.ngrams import NgramModel
from nortext.language.parameters import PARAMETERS
from nortext.language.store import data_folder

__all__ = ["ALPHABET", "LetterModel", "letter_numbers"]

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøåéèüöäôòóáàêëïíñçšžčđŋŧ'’.?"
"""The letters that the model tells apart; the last stands for all others.

Number 0 parts words, 1 stands before a name.
"""

Change = TypeVar("Change")

_NUMBER = {letter: number + 2 for number, letter in enumerate(ALPHABET)}
_OTHER = _NUMBER["?"]

_State = tuple[float, float, tuple[int, ...], str, tuple[Change, ...]]
"""A spelling so far: its score, its log-probability, its last letters, its text, its changes."""


def letter_numbers(word: str) -> list[int]:
    """Return the letters of a lower-case word as the model's numbers."""
    return [_NUMBER.get(letter, _OTHER) for letter in word]


class LetterModel:
    """The probability of a spelling.

    Args:
        folder: where `letters.bin` lies; the shipped one by default.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._model = NgramModel((folder or data_folder()) / "letters.bin")
        self.logp = lru_cache(maxsize=PARAMETERS.spellings)(self._logp)

    def _logp(self, word: str, name: bool = False) -> float:
        """Return the natural logarithm of the probability that a new word is spelled so.

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

    def prefixes(self, word: str, name: bool = False) -> list[float]:
        """Return how likely each beginning of a word is to be a new word, as `logp` does.

        Args:
            word: in lower case.
            name: whether it begins with a capital inside a sentence.

        Returns:
            The natural logarithms for its first letter, its first two and so on.
        """
        logp, keep = self._model.logp, self._model.order - 1
        history: tuple[int, ...] = (0, 1) if name else (0,)
        total, found = 0.0, []
        for number in letter_numbers(word):
            total += logp(number, history)
            history = (*history, number)[-keep:]
            found.append(total + logp(0, history))
        return found

    def spellings(
        self, word: str, changes: Sequence[tuple[int, int, str, float, Change]], name: bool = False
    ) -> list[tuple[str, float, tuple[Change, ...]]]:
        """Return the likeliest spellings that a word takes when some changes are made.

        A beam search from left to right.

        Args:
            word: in lower case.
            changes: for each possible change its start and end in the word, the letters it puts
                there, its cost (negative natural logarithm) and what to call it; ordered by start.
            name: whether the word begins with a capital inside a sentence.

        Returns:
            The spelling, the logarithm of its probability (the costs not in it) and the changes
            made, best first.
        """
        logp, keep = self._model.logp, self._model.order - 1
        width = PARAMETERS.spelling_beam
        starts: dict[int, list[tuple[int, str, float, tuple[Change, ...]]]] = {}
        for start, end, letters, cost, change in changes:
            starts.setdefault(start, []).append((end, letters, cost, (change,)))
        beams: list[list[_State[Change]]] = [[] for _ in range(len(word) + 1)]
        beams[0] = [(0.0, 0.0, (0, 1) if name else (0,), "", ())]
        for place, letter in enumerate(word):
            beam = sorted(beams[place], key=lambda item: -item[0])[:width]
            nexts = [(place + 1, letter, 0.0, ()), *starts.get(place, ())]
            for score, total, history, text, made in beam:
                for end, letters, cost, change in nexts:
                    gain, now = 0.0, history
                    for number in letter_numbers(letters):
                        gain += logp(number, now)
                        now = (*now, number)[-keep:]
                    state = (score + gain - cost, total + gain, now, text + letters, made + change)
                    beams[end].append(state)
        best = sorted(beams[-1], key=lambda item: -item[0])[:width]
        found = [
            (score + logp(0, history), total + logp(0, history), text, made)
            for score, total, history, text, made in best
        ]
        found.sort(key=lambda item: -item[0])
        return [(text, total, made) for _, total, text, made in found]
