"""The best reading of a whole sentence: a search over the readings of its words with the n-gram model.

A beam search (Jelinek 1997) that keeps whole paths: where words have one reading there is nothing to weigh, and once all paths
end in the same words their scores become the probabilities of the readings on them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import NamedTuple

from nortext.lexicon import END
from nortext.ngrams import NgramModel

__all__ = ["Choice", "Decoder", "Option"]

BEAM = 24  # paths kept
LONGEST_RUN = 60  # words that are decided together at the most
WIDTH = 10.0  # natural logarithm: paths this much worse than the best are dropped


class Option(NamedTuple):
    """One reading in the search.

    Attributes:
        numbers: the lexicon's numbers of its words.
        score: the logarithm of what does not depend on context (channel, spelling).
    """

    numbers: tuple[int, ...]
    score: float


_END = Option((END,), 0.0)


class Choice(NamedTuple):
    """What the search found for a word.

    Attributes:
        best: the place of the reading on the best path among the options.
        probability: of each option, in their order; the sum is 1.
    """

    best: int
    probability: tuple[float, ...]


_Path = tuple[float, tuple[int, ...], tuple[int, ...]]
"""A path of the search: its score, the last symbols, the places of the options chosen since it was alone."""


class Decoder:
    """Searches with one n-gram model.

    Args:
        words: the model.
    """

    def __init__(self, words: NgramModel) -> None:
        self._words = words

    def decode(self, history: tuple[int, ...], slots: Iterable[tuple[int, list[Option]]]) -> list[Choice]:
        """The best options for a run of words, as far as they hang together.

        Args:
            history: the symbols before the run.
            slots: for each word the symbol before it (or 0) and its options; taken one by one until one path is left and
                the words behind it do not ask for more, the sentence ends, or the run gets too long.

        Returns:
            A choice for each word taken.
        """
        paths: list[_Path] = [(0.0, history, ())]
        sizes: list[int] = []
        for before, options in slots:
            paths = self._step(paths, (before,) if before else (), options)
            sizes.append(len(options))
            is_alone = len(options) == 1 and all(path[1] == paths[0][1] for path in paths)
            if is_alone or len(sizes) == LONGEST_RUN:
                return _settle(paths, sizes)
        paths = self._step(paths, (), [_END])
        return _settle(paths, sizes)

    def _step(self, paths: list[_Path], before: tuple[int, ...], options: list[Option]) -> list[_Path]:
        logp, logps, keep = self._words.logp, self._words.logps, 1 - self._words.order
        firsts = [option.numbers[0] for option in options]
        longer: list[_Path] = []
        for score, history, chosen in paths:
            for symbol in before:
                score += logp(symbol, history)
                history = (*history, symbol)[keep:]
            for index, (option, first) in enumerate(zip(options, logps(firsts, history), strict=True)):
                total = score + option.score + first
                now = (*history, option.numbers[0])[keep:]
                for number in option.numbers[1:]:
                    total += logp(number, now)
                    now = (*now, number)[keep:]
                longer.append((total, now, (*chosen, index)))
        if len(longer) == 1:
            return longer
        longer.sort(reverse=True)
        least = longer[0][0] - WIDTH
        return [path for path in longer[:BEAM] if path[0] >= least]


def _settle(paths: list[_Path], sizes: list[int]) -> list[Choice]:
    """The choices on the best path, and each option's probability over all paths."""
    best = paths[0][2]
    weights = [math.exp(path[0] - paths[0][0]) for path in paths]
    total = math.fsum(weights)
    choices = []
    for place, size in enumerate(sizes):
        shares = [0.0] * size
        for weight, path in zip(weights, paths, strict=True):
            shares[path[2][place]] += weight / total
        choices.append(Choice(best[place], tuple(shares)))
    return choices
