"""Find the best reading of a whole sentence: a beam search with the n-gram model (Jelinek 1997).

It keeps whole paths: where words have one reading there is nothing to weigh, and once all paths end
in the same words their scores become the probabilities of the readings on them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache

from nortext.channel.reading import Choice, Option, choose
from nortext.language.lexicon import END_SYMBOL
from nortext.language.ngrams import NgramModel
from nortext.search.parameters import PARAMETERS

__all__ = ["BeamSearch"]

_END = Option((END_SYMBOL,), 0.0)
_ONLY = Choice(0, (1.0,))

_Path = tuple[float, tuple[int, ...], tuple[int, ...]]
"""A path of the search: its score, the last symbols, the places of the options chosen on it."""


class BeamSearch:
    """Searches with one n-gram model.

    Args:
        words: the model.
    """

    def __init__(self, words: NgramModel) -> None:
        self._words = words
        self._fits = lru_cache(maxsize=PARAMETERS.remembered_fits)(self._fit)

    def search(
        self, history: tuple[int, ...], slots: Iterable[tuple[int, list[Option]]]
    ) -> list[Choice]:
        """Return the best options for a run of words, as far as they hang together.

        Args:
            history: the symbols before the run.
            slots: for each word the symbol before it (or 0) and its options; taken one by one until
                one path is left and the words behind it do not ask for more, the sentence ends, or
                the run gets too long.

        Returns:
            A choice for each word taken.
        """
        paths: list[_Path] = [(0.0, history, ())]
        sizes: list[int] = []
        longest = PARAMETERS.longest_run
        for before, options in slots:
            paths = self._step(paths, before, options)
            sizes.append(len(options))
            if len(options) == 1:
                last = paths[0][1]
                if all(path[1] == last for path in paths):
                    return _settle(paths, sizes)
            if len(sizes) == longest:
                return _settle(paths, sizes)
        paths = self._step(paths, 0, [_END])
        return _settle(paths, sizes)

    def decide(
        self, history: tuple[int, ...], options: list[Option], following: tuple[int, ...]
    ) -> Choice:
        """Return the best option for a word with no other choice near it.

        It is what `search` finds, sooner.

        Args:
            history: the symbols before it.
            options: its options.
            following: the symbols behind it as far as they depend on it, to the sentence's end.
        """
        words = tuple([numbers for numbers, _ in options])
        fits = self._fits(history, words, following)
        return choose([score + fit for (_, score), fit in zip(options, fits, strict=True)])

    def _fit(
        self,
        history: tuple[int, ...],
        words: tuple[tuple[int, ...], ...],
        following: tuple[int, ...],
    ) -> list[float]:
        """Return for each of some words how likely it and what follows are after a history."""
        logp, keep = self._words.logp, 1 - self._words.order
        fits = self._words.logps([numbers[0] for numbers in words], history)
        for at, numbers in enumerate(words):
            now = (*history, numbers[0])[keep:]
            for number in (*numbers[1:], *following):
                fits[at] += logp(number, now)
                now = (*now, number)[keep:]
        return fits

    def _step(self, paths: list[_Path], before: int, options: list[Option]) -> list[_Path]:
        """Return the paths with one more word."""
        logp, logps, keep = self._words.logp, self._words.logps, 1 - self._words.order
        if before:
            paths = [
                (score + logp(before, history), (*history, before)[keep:], chosen)
                for score, history, chosen in paths
            ]
        if len(options) == 1 and len(options[0].numbers) == 1:
            (number,), gain = options[0]
            longer = [
                (
                    score + gain + logp(number, history),
                    (*history, number)[keep:],
                    (*chosen, 0),
                )
                for score, history, chosen in paths
            ]
        else:
            longer = []
            firsts = [option.numbers[0] for option in options]
            for score, history, chosen in paths:
                probabilities = logps(firsts, history)
                for index, (option, first) in enumerate(zip(options, probabilities, strict=True)):
                    numbers, gain = option
                    total = score + gain + first
                    now = (*history, numbers[0])[keep:]
                    for number in numbers[1:]:
                        total += logp(number, now)
                        now = (*now, number)[keep:]
                    longer.append((total, now, (*chosen, index)))
        return _pruned(longer)


def _pruned(paths: list[_Path]) -> list[_Path]:
    """Return the paths that are kept, best first."""
    if len(paths) == 1:
        return paths
    paths.sort(reverse=True)
    beam, least = PARAMETERS.beam, paths[0][0] - PARAMETERS.beam_width
    if paths[-1][0] >= least and len(paths) <= beam:
        return paths
    return [path for path in paths[:beam] if path[0] >= least]


def _settle(paths: list[_Path], sizes: list[int]) -> list[Choice]:
    """Return the choices on the best path, with each option's probability over all paths."""
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
