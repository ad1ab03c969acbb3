"""The best reading of a whole sentence: a search over the readings of its words with the n-gram model.

A beam search (Jelinek 1997) that keeps whole paths: where words have one reading there is nothing to weigh, and once all paths
end in the same words their scores become the probabilities of the readings on them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from nortext.language.lexicon import END
from nortext.language.ngrams import CACHED, NgramModel

__all__ = ["Choice", "Decoder", "Option", "choose"]

BEAM = 24  # paths kept
LONGEST_RUN = 60  # words that are decided together at the most
WIDTH = 7.0  # natural logarithm: paths this much worse than the best are dropped


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


_ONLY = Choice(0, (1.0,))

def choose(scores: list[float]) -> Choice:
    """The choice among options whose probabilities' logarithms are these, up to what all have in common.

    >>> choose([-2.0, -2.0, -1000.0])
    Choice(best=0, probability=(0.5, 0.5, 0.0))
    """
    most = max(scores)
    weights = [math.exp(score - most) for score in scores]
    total = math.fsum(weights)
    return Choice(scores.index(most), tuple([weight / total for weight in weights]))


_Path = tuple[float, tuple[int, ...], tuple[int, ...]]
"""A path of the search: its score, the last symbols, the places of the options chosen since it was alone."""


class Decoder:
    """Searches with one n-gram model.

    Args:
        words: the model.
    """

    def __init__(self, words: NgramModel) -> None:
        self._words = words
        self._fits = lru_cache(maxsize=CACHED)(self._fit)

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
            paths = self._step(paths, before, options)
            sizes.append(len(options))
            if len(options) == 1:
                last = paths[0][1]
                if all(path[1] == last for path in paths):
                    return _settle(paths, sizes)
            if len(sizes) == LONGEST_RUN:
                return _settle(paths, sizes)
        paths = self._step(paths, 0, [_END])
        return _settle(paths, sizes)

    def decide(self, history: tuple[int, ...], options: list[Option], following: tuple[int, ...]) -> Choice:
        """The best option for a word with no other choice near it: what `decode` finds, sooner.

        Args:
            history: the symbols before it.
            options: its options.
            following: the symbols behind it as far as they depend on it, to the sentence's end.
        """
        fits = self._fits(history, tuple([numbers for numbers, _ in options]), following)
        return choose([score + fit for (_, score), fit in zip(options, fits, strict=True)])

    def _fit(self, history: tuple[int, ...], words: tuple[tuple[int, ...], ...], following: tuple[int, ...]) -> list[float]:
        """For each of some words the logarithm of the probability of it and what follows after a history."""
        logp, keep = self._words.logp, 1 - self._words.order
        fits = self._words.logps([numbers[0] for numbers in words], history)
        for at, numbers in enumerate(words):
            now = (*history, numbers[0])[keep:]
            for number in (*numbers[1:], *following):
                fits[at] += logp(number, now)
                now = (*now, number)[keep:]
        return fits

    def _step(self, paths: list[_Path], before: int, options: list[Option]) -> list[_Path]:
        logp, logps, keep = self._words.logp, self._words.logps, 1 - self._words.order
        if before:
            paths = [(score + logp(before, history), (*history, before)[keep:], chosen) for score, history, chosen in paths]
        if len(options) == 1 and len(options[0].numbers) == 1:
            (number,), gain = options[0]
            longer = [
                (score + gain + logp(number, history), (*history, number)[keep:], (*chosen, 0)) for score, history, chosen in paths
            ]
        else:
            longer = []
            firsts = [option.numbers[0] for option in options]
            for score, history, chosen in paths:
                for index, (option, first) in enumerate(zip(options, logps(firsts, history), strict=True)):
                    numbers, gain = option
                    total = score + gain + first
                    now = (*history, numbers[0])[keep:]
                    for number in numbers[1:]:
                        total += logp(number, now)
                        now = (*now, number)[keep:]
                    longer.append((total, now, (*chosen, index)))
        if len(longer) == 1:
            return longer
        longer.sort(reverse=True)
        least = longer[0][0] - WIDTH
        if longer[-1][0] >= least and len(longer) <= BEAM:
            return longer
        return [path for path in longer[:BEAM] if path[0] >= least]


def _settle(paths: list[_Path], sizes: list[int]) -> list[Choice]:
    """The choices on the best path, and each option's probability over all paths."""
    highest, _, best = paths[0]
    weights = [math.exp(path[0] - highest) for path in paths]
    total = math.fsum(weights)
    choices = []
    for place, size in enumerate(sizes):
        if size == 1:
            choices.append(_ONLY)
            continue
        shares = [0.0] * size
        for weight, path in zip(weights, paths, strict=True):
            shares[path[2][place]] += weight / total
        choices.append(Choice(best[place], tuple(shares)))
    return choices
